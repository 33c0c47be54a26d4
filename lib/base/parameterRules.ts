/** What parameters of a notebook can be: found out before an hour's work, and said in a line. */
import { refuseUnknown } from "./refuseUnknown.ts";

/** Whether a value fits, and how that is said: "must be …". */
export type ParameterRule = readonly [fits: (value: unknown) => boolean, must: string];

const isCount = (value: unknown) => Number.isInteger(value) && (value as number) > 0;
const isNumber = (value: unknown): value is number => Number.isFinite(value);

export const aCount: ParameterRule = [isCount, "a positive integer"];
export const aCountOrZero: ParameterRule = [
  (value) => value === 0 || isCount(value),
  "an integer, 0 or more",
];
export const aSeed: ParameterRule = [
  (value) => Number.isSafeInteger(value) && (value as number) >= 0,
  "an integer, 0 or more",
];
export const aboveZero: ParameterRule = [
  (value) => isNumber(value) && value > 0,
  "a number above 0",
];
export const zeroOrMore: ParameterRule = [
  (value) => isNumber(value) && value >= 0,
  "a number, 0 or more",
];
export const oneOf = (names: readonly string[]): ParameterRule => [
  (value) => names.includes(value as string),
  names.join(", "),
];
/** A list with something in it, and nothing twice. */
export const listOf = ([fits]: ParameterRule, must: string): ParameterRule => [
  (value) =>
    Array.isArray(value) && value.length > 0 && value.every(fits) &&
    new Set(value).size === value.length,
  must,
];

/**
 * Refuses the first parameter that is not known or cannot be.
 *
 * @throws {RangeError} of one line: which, what it must be, what it is
 *
 * @example
 * ```ts
 * import { aCount, checkParameters } from "./parameterRules.ts";
 * import assert from "node:assert/strict";
 * assert.throws(() => checkParameters("demo", { rounds: 0 }, { rounds: aCount }), {
 *   message: "'rounds' must be a positive integer: 0",
 * });
 * ```
 */
export function checkParameters(
  where: string,
  parameters: Record<string, unknown>,
  rules: Record<string, ParameterRule>,
): void {
  refuseUnknown(where, parameters, rules);
  for (const [name, value] of Object.entries(parameters)) {
    const [fits, must] = rules[name];
    if (fits(value)) continue;
    const said = Array.isArray(value) ? `[${value.join(", ")}]` : String(value);
    throw new RangeError(`'${name}' must be ${must}: ${said}`);
  }
}
