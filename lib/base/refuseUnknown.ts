/**
 * Refuses an option that nobody reads: misspelt, or of another function, it would be ignored and the
 * result be of another set-up than the one asked for. One that is `undefined` is none.
 *
 * @param of What the options are for, as its user writes it.
 * @param known Every name, as keys; `satisfies Record<keyof Options, true>` keeps them complete.
 * @param hints What to write instead, by the unknown name.
 * @throws {TypeError} where they are no object
 * @throws {RangeError} naming the option and those that there are
 *
 * @example
 * ```ts
 * import { refuseUnknown } from "./refuseUnknown.ts";
 * import assert from "node:assert/strict";
 * const known = { samples: true, seed: true };
 * refuseUnknown("base", { samples: 2, rounds: undefined }, known);
 * assert.throws(() => refuseUnknown("base", { sample: 2 }, known), /base: unknown option 'sample' \(known: samples, seed\)/);
 * ```
 */
export function refuseUnknown(
  of: string,
  options: object | undefined,
  known: object,
  hints: Readonly<Record<string, string>> = {},
): void {
  if (options !== undefined && typeof options !== "object") {
    throw new TypeError(
      `${of}: options are an object, ${of}({ ${Object.keys(known)[0]}: … }), not ${
        JSON.stringify(options)
      }`,
    );
  }
  for (const [name, value] of Object.entries(options ?? {})) {
    if (value === undefined || Object.hasOwn(known, name)) continue;
    const hint = Object.hasOwn(hints, name)
      ? hints[name]
      : `known: ${Object.keys(known).join(", ")}`;
    throw new RangeError(`${of}: unknown option '${name}' (${hint})`);
  }
}
