/**
 * TRACE's edge-case testing: a program that passes is asked harder questions.
 *
 * Where the visible tests fail, the coder repairs its program from the failure. Where they pass, the
 * helper proposes edge cases, a generator derives more, `edgeSuite` keeps those with an oracle that
 * add a behaviour, and the program is repaired against the ones it fails. In the original the new
 * tests had no oracle, and the scoring suite itself grew; here the visible suite grows and the
 * original tests and the edge tests are scored apart (`notes.edge`).
 */
import { solve } from "../../../models/mod.ts";
import type { Attempt } from "../../../runs/mod.ts";
import type { Verdict } from "../../../sandbox/mod.ts";
import type { Task } from "../../../tasks/mod.ts";
import { type EdgeSuite, edgeSuite, type EdgeSuiteOptions } from "./edgeSuite.ts";
import {
  askHelper,
  checkOptions,
  explain,
  type FlowOptions,
  flowOptions,
  type Item,
  succeeded,
  type Tried,
  tryAll,
} from "../../flow/mod.ts";
import { positiveInteger } from "../../../base/mod.ts";
import type { EdgeScore, TraceNotes } from "../notes.ts";

export interface EdgeCasesOptions extends FlowOptions {
  /** Who proposes: the helper model, the generator that needs none, or both. @default {"both"} */
  propose?: "model" | "mutation" | "both";
  /** Cases derived by the generator. @default {300} */
  mutations?: number;
  oracle?: EdgeSuiteOptions["oracle"];
  /** Programs for the consensus, by task id. */
  candidates?: ReadonlyMap<string, readonly string[]>;
}

const known = {
  ...flowOptions,
  propose: true,
  mutations: true,
  oracle: true,
  candidates: true,
} satisfies Record<keyof EdgeCasesOptions, true>;

/**
 * Runs the flow; the helper proposes the edge cases. `notes.edge` of an attempt is an {@link EdgeScore},
 * `notes.proposals` what became of each proposal (`traceNotes` reads them).
 *
 * @example
 * ```ts
 * import { dialects, edgeCases, modelFrom, sandbox, Task } from "tracelab";
 * import assert from "node:assert/strict";
 * const task = Task.parse({
 *   id: "own/1", set: "own", entryPoint: "double", prompt: { complete: "def double(x):\n" },
 *   canonical: "def double(x):\n    return 2 * x\n",
 *   visible: { kind: "asserts", asserts: ["assert double(2) == 4"] },
 *   hidden: { kind: "asserts", asserts: ["assert double(3) == 6"] },
 * });
 * const coder = modelFrom("coder", () => ({
 *   dialect: dialects.chat,
 *   complete: ({ intent }) => Promise.resolve({ text: intent.kind === "repair" ? "def double(x):\n    return 2 * x\n" : "def double(x):\n    return x * x\n", finishReason: "stop" }),
 * }), { store: false });
 * const helper = modelFrom("helper", () => ({
 *   dialect: dialects.chat,
 *   complete: ({ intent }) => Promise.resolve({ text: "assert double(0) == 0\nassert double(5) == 10", finishReason: "stop" }),
 * }), { store: false });
 * await using python = await sandbox({ lanes: 1 });
 * const attempts = await Array.fromAsync(edgeCases({ tasks: [task], coder, helper, python }));
 * assert.deepEqual(attempts.map(({ role }) => role), ["helper", "student", "student"]);
 * assert.equal(attempts.at(-1)!.verdict!.status, "passed");
 * ```
 */
export async function* edgeCases(options: EdgeCasesOptions): AsyncGenerator<Attempt> {
  const { tasks, python, rounds = 2, form, propose = "both", mutations } = options;
  positiveInteger("rounds", rounds);
  checkOptions("edgeCases", options, known);
  const about = { method: "edge-cases" };
  const suites = new Map<string, EdgeSuite>();
  const order = new Map(tasks.map((task, i) => [task.id, i]));
  let open: Item[] = tasks.map((task) => ({ task, request: solve(task, { form }) }));

  /** Asks the helper about programs that pass, and validates what it and the generator propose. */
  async function* propositions(tried: Tried[], round: number): AsyncGenerator<Attempt> {
    const fresh = tried.filter((one) =>
      succeeded(one) && !suites.has(one.task.id) && one.task.entryPoint
    );
    const asked = fresh.map(({ task, attempt }) => ({
      task,
      request: { intent: { kind: "edgeTests" as const, task, code: attempt.completion.code } },
      parent: attempt.id,
      code: attempt.completion.code,
    }));
    const replies = propose === "mutation"
      ? undefined
      : yield* askHelper(options, asked, { ...about, round, role: "helper" });
    await Promise.all(asked.map(async (one) => {
      const suite = await edgeSuite(one.task, {
        python,
        code: one.code,
        reply: replies?.get(one)?.text,
        mutations: propose === "model" ? 0 : mutations,
        oracle: options.oracle,
        candidates: options.candidates?.get(one.task.id),
      });
      suites.set(one.task.id, suite);
    }));
  }

  for (let round = 1; round <= rounds && open.length; round++) {
    const tried: Tried[] = [];
    for await (const one of tryAll(options, open, { ...about, round })) tried.push(one);
    tried.sort((a, b) => order.get(a.task.id)! - order.get(b.task.id)!);
    if (round < rounds) yield* propositions(tried, round);

    const next: Item[] = [];
    for (const one of tried) {
      const { task, attempt } = one;
      const verdict = await onEdges(one, suites.get(task.id), options);
      if (verdict) {
        const passed = verdict.tests.filter((test) => test.status === "passed").length;
        const asserts = suites.get(task.id)!.asserts;
        const edge: EdgeScore = { status: verdict.status, passed, tests: asserts.length, asserts };
        const notes: TraceNotes["edge-cases"] = { edge, proposals: suites.get(task.id)!.proposals };
        attempt.notes = { ...attempt.notes, ...notes };
      }
      yield attempt;
      const failure = !succeeded(one)
        ? attempt.visible
        : verdict?.status === "passed" || verdict?.status === "harness"
        ? undefined
        : verdict;
      if (!failure) continue;
      next.push(repair(task, attempt.completion.code, failure, attempt.id));
    }
    open = next;
  }
}

function repair(task: Task, code: string, failure: Verdict, parent: string): Item {
  const feedback = explain(failure, code);
  return { task, request: { intent: { kind: "repair", task, code, feedback } }, parent };
}

/** The verdict on the edge tests, or `undefined` where there are none. */
function onEdges(
  { task, attempt }: Tried,
  suite: EdgeSuite | undefined,
  { python }: FlowOptions,
): Promise<Verdict> | undefined {
  if (!suite?.test) return undefined;
  const { code } = attempt.completion;
  return python.judgeOne(task, code, { tests: suite.test, trace: "failures" });
}
