import { type Conventions, defaultConventions, directives } from "./conventions.ts";

const names = Object.keys(defaultConventions) as (keyof Conventions)[];

/**
 * Conventions as standing instructions: what there is to find in a set that follows them.
 *
 * @param conventions Those that are not named are the default ones.
 *
 * @example
 * ```ts
 * import { directivesOf } from "tracelab/tiny";
 * directivesOf({ empty: "zero" })[0]; // "Return 0 when there is nothing to return."
 * ```
 */
export function directivesOf(conventions: Partial<Conventions> = {}): string[] {
  const all = { ...defaultConventions, ...conventions };
  return names.map((name) => (directives[name] as Record<string, string>)[all[name]]);
}

/**
 * Conventions that are wrong of a set: of each another value, and not the default one where there is a
 * third.
 *
 * @example
 * ```ts
 * import { wrongConventions } from "tracelab/tiny";
 * wrongConventions({ empty: "zero" }).empty; // "minusOne"
 * ```
 */
export function wrongConventions(conventions: Partial<Conventions> = {}): Conventions {
  const all = { ...defaultConventions, ...conventions };
  const wrong = names.map((name) => {
    const others = Object.keys(directives[name]).filter((value) => value !== all[name]);
    const third = others.find((value) => value !== defaultConventions[name]);
    return [name, third ?? others[0]];
  });
  return Object.fromEntries(wrong) as unknown as Conventions;
}
