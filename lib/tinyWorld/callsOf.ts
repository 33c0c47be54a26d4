import { type Composition } from "./composition.ts";
import { evaluate, TooLarge } from "./evaluate.ts";
import type { Arguments } from "./operation.ts";
import { pyRepr } from "./pyRepr.ts";
import type { Random } from "../base/mod.ts";

/** A call with what it must return, both as Python text. */
export interface Call {
  arguments: Arguments;
  call: string;
  expected: string;
  /** Whether the input lies at a boundary: nothing, one item, a constant of the task. */
  edge: boolean;
}

const constantsOf = ({ filters, mappings }: Composition) =>
  [...filters, ...mappings].flatMap(({ constants }) => constants);

/** The text of a call, for instance `f([1, 2], 3)`. */
export const callText = (call: Arguments) => `f(${call.map((value) => pyRepr(value)).join(", ")})`;

/** The inputs at the boundaries of a composition. */
export const edgesOf = (composition: Composition): Arguments[] =>
  composition.source.edges(constantsOf(composition));

/**
 * Typical calls, then calls at the boundaries; `undefined` where the draw tells nothing (always the
 * same answer, or never a number TypeScript can hold).
 */
export function callsOf(
  composition: Composition,
  random: Random,
  typical = 6,
): Call[] | undefined {
  const seen = new Set<string>();
  const answer = (call: Arguments, edge: boolean): Call | undefined => {
    const text = callText(call);
    if (seen.has(text)) return undefined;
    seen.add(text);
    try {
      const { value, float } = evaluate(composition, call);
      return { arguments: call, call: text, expected: pyRepr(value, float), edge };
    } catch (error) {
      if (error instanceof TooLarge) return undefined;
      throw error;
    }
  };
  const calls: Call[] = [];
  for (let tries = 0; calls.length < typical && tries < 4 * typical; tries++) {
    const call = answer(composition.source.example(random), false);
    if (call) calls.push(call);
  }
  // The calls that say most come first: the first two are the visible ones.
  const dull = (call: Call) =>
    Number(["[]", "None", "0", "-1", "''", "{}"].includes(call.expected));
  calls.sort((a, b) => dull(a) - dull(b));
  const answers = new Set(calls.map(({ expected }) => expected));
  if (calls.length < typical || answers.size < typical / 2) return undefined;
  for (const edge of edgesOf(composition)) {
    const call = answer(edge, true);
    if (call) calls.push(call);
  }
  return calls;
}
