/** What the flows of TRACE keep in an attempt's `notes`, each with its schema. */
import { z } from "zod";
import type { Attempt } from "../../runs/mod.ts";
import { Status } from "../../sandbox/mod.ts";

/** What became of a proposed edge case. */
const Proposal = z.object({
  case: z.string(),
  expected: z.string().optional(),
  source: z.enum(["model", "mutation"]),
  outcome: z.enum([
    "accepted",
    "repeated",
    "invalid",
    "too long",
    "no oracle",
    "wrong",
    "nothing new",
  ]),
});

/**
 * The verdict on the edge tests, which score apart.
 *
 * @example
 * ```ts
 * import { EdgeScore } from "tracelab/methods";
 * EdgeScore.parse({ status: "failed", passed: 1, tests: 2, asserts: ["assert f(0) == 0", "…"] });
 * ```
 */
export const EdgeScore = z.object({
  status: Status,
  passed: z.number().int(),
  tests: z.number().int(),
  asserts: z.array(z.string()),
});
export type EdgeScore = z.infer<typeof EdgeScore>;

const schemas = {
  /** Of a program that the visible tests let through, where there are edge tests. */
  "edge-cases": z.object({ edge: EdgeScore, proposals: z.array(Proposal) }),
  /** Of a program after a rewrite: the failure's class, the new instructions, what was mended in them. */
  distill: z.object({ errorClass: z.string(), prompt: z.string(), mended: z.array(z.string()) }),
  /** The plan that is in the prompt's docstring. */
  "plan-in-docstring": z.object({
    plan: z.object({ logic: z.enum(["AND", "OR"]), steps: z.array(z.string()) }),
  }),
  /** The steps of the plan that a program was written with, and how deep it lies. */
  adapt: z.object({ plan: z.array(z.string()), depth: z.number().int() }),
};

/** The notes of each method. */
export type TraceNotes = { [M in keyof typeof schemas]: z.infer<typeof schemas[M]> };

/**
 * The notes of an attempt that a method of TRACE made; undefined where it has none, as helpers' calls
 * and other methods' attempts.
 *
 * @example
 * ```ts
 * import { attempt, traceNotes } from "tracelab";
 * import assert from "node:assert/strict";
 * const notes = { plan: ["take the even ones", "sum them"], depth: 2 };
 * assert.equal(traceNotes(attempt({ method: "adapt", taskId: "t", notes }), "adapt")?.depth, 2);
 * assert.equal(traceNotes(attempt({ method: "base", taskId: "t" }), "adapt"), undefined);
 * ```
 */
export function traceNotes<M extends keyof TraceNotes>(
  { method, notes }: Attempt,
  of: M,
): TraceNotes[M] | undefined {
  if (method !== of) return undefined;
  const schema: z.ZodType = schemas[of];
  return schema.safeParse(notes).data as TraceNotes[M] | undefined;
}
