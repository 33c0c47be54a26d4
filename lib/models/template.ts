/**
 * Prompts as prose with holes: `{{task}}` is replaced by the field of that name, and a paragraph
 * (text between blank lines) whose field is missing is left out whole.
 */
import { createHash } from "node:crypto";

/** The text of one intent. */
export interface Template {
  /** Standing instructions; chat dialects send them as the system message. */
  system?: string;
  /** What is asked. */
  user: string;
  /** What a base model continues; without it, `system` and `user` are sent as plain text. */
  raw?: string;
}

/** What fills the holes. */
export type Fields = Record<string, string | undefined>;

/**
 * Fills one text.
 *
 * @throws {RangeError} at a hole whose name no field has, so that a misspelt one cannot vanish.
 *
 * @example
 * ```ts
 * import { fill } from "tracelab";
 * fill("Solve {{task}}.\n\nHints: {{hints}}", { task: "it", hints: undefined }); // "Solve it."
 * ```
 */
export function fill(text: string, fields: Fields): string {
  const paragraphs = text.trim().split(/\n[ \t]*\n/).flatMap((paragraph) => {
    let missing = false;
    const filled = paragraph.replace(/\{\{(\w+)\}\}/g, (_, name: string) => {
      if (!(name in fields)) throw new RangeError(`unknown field in a prompt: {{${name}}}`);
      missing ||= fields[name] === undefined;
      return fields[name] ?? "";
    });
    return missing ? [] : [filled];
  });
  return paragraphs.join("\n\n");
}

/** The hash that names a template in the record: 16 hex digits of SHA-256. */
export function templateHash(template: Template): string {
  const { system, user, raw } = template;
  return createHash("sha256").update(JSON.stringify([system, user, raw])).digest("hex")
    .slice(0, 16);
}
