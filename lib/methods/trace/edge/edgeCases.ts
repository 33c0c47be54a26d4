/**
 * TRACE's edge-case testing: a program that passes is asked harder questions.
 *
 * Where the visible tests fail, the coder repairs its program from the failure. Where they pass, the
 * helper proposes edge cases, a generator derives more, `edgeSuite` keeps those with an oracle that
 * add a behaviour, and the program is repaired against the ones it fails. In the original the new
 * tests had no oracle, and the scoring suite itself grew; here the visible suite grows and the
 * original tests and the edge tests are scored apart (`notes.edge`).
 */
import { type Request, solve } from "../../../models/mod.ts";
import type { Attempt } from "../../../runs/mod.ts";
import type { Verdict } from "../../../sandbox/mod.ts";
import type { Task } from "../../../tasks/mod.ts";
import { type EdgeSuite, edgeSuite, type EdgeSuiteOptions } from "./edgeSuite.ts";
import {
  askHelper,
  checkOptions,
  eachRound,
  explain,
  type FlowOptions,
  flowOptions,
  inOrder,
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
 * Programs repaired with edge-case tests as feedback; the helper proposes the edge cases. `notes.edge` of an attempt is an {@link EdgeScore},
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
  const { rounds = 2, form } = options;
  positiveInteger("rounds", rounds);
  checkOptions("edgeCases", options, known);
  const suites = new EdgeSuites(options);
  yield* eachRound(options, (task) => solve(task, { form }), async function* (open, round) {
    // Array.fromAsync is not in Node 20.
    const written: Tried[] = [];
    for await (const one of tryAll(options, open, { method, round })) written.push(one);
    const tried = inOrder(options, written);
    if (round < rounds) yield* suites.grow(tried, round);
    const next: Item[] = [];
    for (const one of tried) {
      const failure = await scoredOnEdges(one, suites.of(one.task), options);
      yield one.attempt;
      if (failure) next.push(repair(one, failure));
    }
    return next;
  });
}

const method = "edge-cases";

/** The edge suites of a run's tasks: each is made once, when a program of its task first passes. */
class EdgeSuites {
  readonly #made = new Map<string, EdgeSuite>();

  constructor(readonly options: EdgeCasesOptions) {}

  of(task: Task): EdgeSuite | undefined {
    return this.#made.get(task.id);
  }

  /** Asks the helper about programs that pass, and validates what it and the generator propose. */
  async *grow(tried: Tried[], round: number): AsyncGenerator<Attempt> {
    const { python, propose = "both", mutations, oracle, candidates } = this.options;
    const fresh = tried.filter((one) =>
      succeeded(one) && !this.of(one.task) && one.task.entryPoint
    );
    const asked = fresh.map(({ task, attempt }) => ({
      task,
      request: { intent: { kind: "edgeTests" as const, task, code: attempt.completion.code } },
      parent: attempt.id,
      code: attempt.completion.code,
    }));
    const replies = propose === "mutation"
      ? undefined
      : yield* askHelper(this.options, asked, { method, round, role: "helper" });
    await Promise.all(asked.map(async (one) => {
      const suite = await edgeSuite(one.task, {
        python,
        code: one.code,
        reply: replies?.get(one)?.text,
        mutations: propose === "model" ? 0 : mutations,
        oracle,
        candidates: candidates?.get(one.task.id),
      });
      this.#made.set(one.task.id, suite);
    }));
  }
}

/**
 * Judges a program on its task's edge tests, notes how it scored, and returns what is to be repaired:
 * the verdict on the visible tests, else the one on the edge tests; nothing where both pass.
 */
async function scoredOnEdges(
  tried: Tried,
  suite: EdgeSuite | undefined,
  { python }: FlowOptions,
): Promise<Verdict | undefined> {
  const { task, attempt } = tried;
  const failed = succeeded(tried) ? undefined : attempt.visible;
  if (!suite?.test) return failed;
  const { code } = attempt.completion;
  const verdict = await python.judgeOne(task, code, { tests: suite.test, trace: "failures" });
  const { asserts, proposals } = suite, { status } = verdict;
  const passed = verdict.tests.filter((test) => test.status === "passed").length;
  const edge: EdgeScore = { status, passed, tests: asserts.length, asserts };
  const notes: TraceNotes["edge-cases"] = { edge, proposals };
  attempt.notes = { ...attempt.notes, ...notes };
  return failed ?? (status === "passed" || status === "harness" ? undefined : verdict);
}

function repair({ task, attempt }: Tried, failure: Verdict): Item {
  const { code } = attempt.completion;
  const feedback = explain(failure, code);
  const request: Request = { intent: { kind: "repair", task, code, feedback } };
  return { task, request, parent: attempt.id };
}
