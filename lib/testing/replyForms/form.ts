/** What a form of a reply is, and the parts that forms share. */

/** What a form wraps. */
export interface Wrapped {
  /** The program. */
  code: string;
  /** The function or class that it defines. */
  name: string;
  /** A program of the same name that is wrong. */
  draft: string;
}

export type Form = (wrapped: Wrapped) => string;

/** A fenced block. */
export const block = (code: string, language = "python", mark = "```") =>
  `${mark}${language}\n${code.trimEnd()}\n${mark}`;
/** A form for each item. */
export const each = <T>(
  items: readonly T[],
  name: (item: T) => string,
  form: (item: T) => Form,
): Record<string, Form> => Object.fromEntries(items.map((item) => [name(item), form(item)]));
