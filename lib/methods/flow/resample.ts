/**
 * The control every flow is compared with: the same number of generations, no feedback.
 *
 * A flow that asks its helper h times and its coder c times is controlled by `rounds: h + c`.
 */
import { solve } from "../../models/mod.ts";
import type { Attempt } from "../../runs/mod.ts";
import { type FlowOptions, inRounds, succeeded } from "./rounds.ts";

/**
 * Draws again, with another seed and the same prompt, until the feedback tests pass or the rounds are spent.
 *
 * @example
 * ```ts
 * import { dialects, modelFrom, resample, sandbox, Task } from "tracelab";
 * import assert from "node:assert/strict";
 * const task = Task.parse({
 *   id: "own/1", set: "own", entryPoint: "double", prompt: { complete: "def double(x):\n" },
 *   canonical: "def double(x):\n    return 2 * x\n",
 *   visible: { kind: "asserts", asserts: ["assert double(2) == 4"] },
 *   hidden: { kind: "asserts", asserts: ["assert double(3) == 6"] },
 * });
 * const drawn = ["def double(x):\n    return x\n", "def double(x):\n    return 2 * x\n"];
 * const coder = modelFrom("coder", () => ({
 *   dialect: dialects.chat,
 *   complete: ({ intent }) => Promise.resolve({ text: drawn.shift()!, finishReason: "stop" }),
 * }), { store: false });
 * await using python = await sandbox({ lanes: 1 });
 * const attempts = await Array.fromAsync(resample({ tasks: [task], coder, python, rounds: 3 }));
 * assert.deepEqual(attempts.map(({ verdict }) => verdict!.status), ["failed", "passed"]);
 * ```
 */
export function resample(options: FlowOptions): AsyncGenerator<Attempt> {
  const first = (task: FlowOptions["tasks"][number]) => solve(task, { form: options.form });
  return inRounds(options, "resample", first, (tried) =>
    tried.filter((one) => !succeeded(one))
      .map(({ task, attempt }) => ({ task, request: first(task), parent: attempt.id })));
}
