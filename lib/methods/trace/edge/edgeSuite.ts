/**
 * New tests with an oracle: cases are proposed, and each counts only if it is worth having.
 *
 * A proposal must parse, the oracle must answer it (the canonical solution, or a majority of
 * independent candidates), its stated expectation must agree with the oracle, and it must add
 * something: the program answers wrongly, or runs a line that no known test reaches, or a mutant of
 * the program is killed that no known test kills.
 *
 * Cases come from a helper's reply and from a generator that needs no model: inputs mutated by type
 * from those of the visible tests, and for a class its uses; the hidden tests are never read.
 */
import type { Sandbox } from "../../../sandbox/mod.ts";
import { refuseUnknown } from "../../../base/mod.ts";
import { type Task, type Test } from "../../../tasks/mod.ts";
import { edgeProgram } from "./edgeProgram.ts";
import { caseText, edgeTest } from "./edgeTest.ts";
import { mutants } from "./mutants.ts";
import { type Observation, observe, pythonString, pythonStrings, report } from "./observe.ts";

/** What became of a proposed test. */
export interface Proposal {
  /** Python statements, mostly one call: `biggest([])`. */
  case: string;
  /** What the proposer expects, where it said so. */
  expected?: string;
  source: "model" | "mutation";
  outcome:
    | "accepted"
    | "repeated"
    | "invalid" // the oracle raises on it, and the prompt names no such exception
    | "too long"
    | "no oracle" // the candidates do not agree, or the answer cannot be written down
    | "wrong" // the stated expectation is not what the oracle answers
    | "nothing new";
}

export interface EdgeSuite {
  /** One Python text a test, for instance `assert biggest([]) == None`. */
  asserts: string[];
  /** The same as a test for the sandbox; absent where nothing was accepted. */
  test?: Test;
  proposals: Proposal[];
}

export interface EdgeSuiteOptions {
  python: Sandbox;
  /** The program whose behaviour the tests must extend. */
  code: string;
  /** A helper's reply with proposed inputs or tests. */
  reply?: string;
  /** How many cases to derive from the known ones without a model. @default {300} */
  mutations?: number;
  /** @default {"canonical"} */
  oracle?: "canonical" | "consensus";
  /** Independent programs for the consensus; at least three. */
  candidates?: readonly string[];
  /** Tests accepted at most. @default {12} */
  most?: number;
}

const suiteOptions = {
  python: true,
  code: true,
  reply: true,
  mutations: true,
  oracle: true,
  candidates: true,
  most: true,
} satisfies Record<keyof EdgeSuiteOptions, true>;

interface Call {
  case: string;
  expected: string | null;
}
interface Read {
  known: Call[];
  proposed: Call[];
  mutated: Call[];
}

/** The known cases in the visible tests, those in a reply, and new ones mutated from the known. */
async function readCases(
  task: Task,
  options: EdgeSuiteOptions,
  mutations: number,
  seeds: string[] = [],
): Promise<Read> {
  const { python, code, reply = "" } = options;
  const { spell, read, mutate, scenes, propose } = edgeProgram();
  const prompt = task.prompt.complete ?? task.prompt.instruct ?? "";
  const values = {
    ENTRY: pythonString(task.entryPoint!),
    CODE: pythonString(code),
    PROMPT: pythonString(prompt),
    TEXTS: pythonStrings([visibleText(task), reply]),
    SEEDS: pythonStrings(seeds),
    MOST: mutations,
  };
  const set = Object.entries(values).map(([name, value]) => `${name} = ${value}`);
  const reader = [...set, spell, read, mutate, scenes, propose];
  const { reports: [found], ended } = await report(python, reader);
  if (found) return found as Read;
  const why = ended.reason ?? ended.error?.message ?? ended.status;
  throw new Error(`could not read the tests of ${task.id}: ${why}`);
}

/** The task's visible tests as text, to find the known cases in. */
function visibleText(task: Task): string {
  const test = task.visible;
  if (test?.kind === "asserts") return `${test.setup}\n${test.asserts.join("\n")}`;
  if (test?.kind === "check" || test?.kind === "unittest") return test.code;
  // The docstring's examples are all there is.
  const examples = (task.prompt.complete ?? task.prompt.instruct ?? "").matchAll(/>>> (.*)/g);
  return [...examples].map(([, call]) => call).join("\n");
}

const answer = (one?: Observation) => one && JSON.stringify([one.error, one.outcomes]);

/** What more than half of at least three programs answer. */
function consensus(answers: (Observation[] | undefined)[], i: number): Observation | undefined {
  const given = answers.flatMap((all) => all?.[i] ? [all[i]] : []);
  return given.find((one) =>
    given.filter((other) => answer(other) === answer(one)).length > answers.length / 2
  );
}

/**
 * Validated edge-case tests for a task.
 *
 * @throws {Error} when the task has no entry point, or the oracle is `consensus` with fewer than
 * three candidates, or `canonical` without a canonical solution.
 *
 * @example
 * ```ts
 * import { edgeSuite, sandbox, Task } from "tracelab";
 * import assert from "node:assert/strict";
 * const task = Task.parse({
 *   id: "t/1", set: "t", entryPoint: "biggest", prompt: {},
 *   canonical: "def biggest(xs):\n    return max(xs) if xs else None\n",
 *   visible: { kind: "asserts", asserts: ["assert biggest([3, 1]) == 3"] }, hidden: { kind: "run" },
 * });
 * await using python = await sandbox({ lanes: 1 });
 * const code = "def biggest(xs):\n    return xs[0]\n";
 * const suite = await edgeSuite(task, { python, code });
 * assert(suite.asserts.includes("assert biggest([]) == None"));
 * ```
 */
export async function edgeSuite(task: Task, options: EdgeSuiteOptions): Promise<EdgeSuite> {
  const { python, code, mutations = 300, oracle = "canonical", candidates = [], most = 12 } =
    options;
  refuseUnknown("edgeSuite", options, suiteOptions);
  const { entryPoint, canonical } = task;
  if (!entryPoint) throw new Error(`${task.id} has no entry point to test`);
  if (oracle === "canonical" && !canonical) {
    throw new Error(`${task.id} has no canonical solution to ask`);
  }
  if (oracle === "consensus" && candidates.length < 3) {
    throw new Error(`a consensus needs at least 3 candidates: ${candidates.length}`);
  }

  const judges = oracle === "canonical" ? [canonical!] : candidates;
  // Each in a process of its own: the program must not reach its judges.
  const see = async (calls: { case: string }[]) => {
    const cases = calls.map((call) => call.case);
    const all = [code, ...judges].map((one) =>
      observe(python, { programs: [one], entryPoint }, cases)
    );
    return (await Promise.all(all)).map(([one]) => one);
  };
  const proposals: Proposal[] = [];
  const seen = new Set<string>();
  const add = (calls: Call[], source: Proposal["source"]) => {
    const added = calls.map(({ case: text, expected }): Proposal => {
      const outcome = seen.has(text) ? "repeated" : "accepted";
      seen.add(text);
      return { case: text, expected: expected ?? undefined, source, outcome };
    });
    proposals.push(...added);
    return added.filter((one) => one.outcome === "accepted");
  };

  const first = await readCases(task, options, Math.ceil(mutations / 2));
  const { known } = first;
  for (const call of known) seen.add(call.case);
  const fresh = [...add(first.proposed, "model"), ...add(first.mutated, "mutation")];
  const cases = [...known, ...fresh].map((one) => one.case);
  const [own, ...answers] = await see([...known, ...fresh]);

  // The second half changes what made the program or the oracle do something new.
  const half = Math.floor(mutations / 2);
  if (half) {
    const seeds = worthChanging(cases, own, answers[0]);
    const { mutated } = await readCases(task, options, half, seeds);
    const more = add(mutated.filter((call) => !seen.has(call.case)), "mutation");
    const [ownMore, ...answersMore] = await see(more);
    if (own?.length === cases.length) own.push(...ownMore ?? []);
    answers.forEach((all, i) => {
      if (all?.length === cases.length) all.push(...answersMore[i] ?? []);
    });
    fresh.push(...more);
    cases.push(...more.map((one) => one.case));
  }

  const named = new Set(
    `${task.prompt.complete ?? ""} ${task.prompt.instruct ?? ""}`.match(/\w+/g),
  );
  const truths = fresh.map((one, k) => {
    const i = known.length + k;
    const found = oracle === "canonical" ? answers[0]?.[i] : consensus(answers, i);
    const truth = found && documented(found, named);
    one.outcome = fate(one, truth);
    return truth;
  });
  const valid = fresh.flatMap((one, k) => one.outcome === "accepted" ? [k] : []);
  const wrong = new Set(
    own ? valid.filter((k) => differs(own[known.length + k], truths[k]!)) : [],
  );
  // Short cases explain best; half of the places are for what the program gets wrong.
  const byLength = [...wrong].sort((a, b) => fresh[a].case.length - fresh[b].case.length);
  const chosen = new Set(byLength.slice(0, Math.ceil(most / 2)));
  const adds = await newBehaviour(options, entryPoint, { known: known.length, cases, own, valid });
  for (const k of valid) if (chosen.size < most && adds(known.length + k)) chosen.add(k);
  for (const k of byLength) if (chosen.size < most) chosen.add(k);

  const kept = valid.filter((k) => chosen.has(k));
  for (const k of valid) if (!chosen.has(k)) fresh[k].outcome = "nothing new";
  const tests = kept.map((k) => ({ case: fresh[k].case, outcomes: truths[k]!.outcomes }));
  return {
    asserts: tests.map(caseText),
    ...(tests.length && { test: edgeTest(tests) }),
    proposals,
  };
}

/** An exception is an answer as the type that the prompt names; one that it does not name is none. */
function documented(truth: Observation, named: Set<string>): Observation {
  const outcomes = truth.outcomes.map(({ value, raises }) =>
    raises ? { raises: raises.filter((one) => named.has(one)).slice(0, 1) } : { value }
  );
  return { ...truth, outcomes };
}

/** Whether a test that expects the truth would fail. */
function differs(own: Observation | undefined, truth: Observation): boolean {
  if (!own || own.error) return true;
  return truth.outcomes.some(({ value, raises }, i) => {
    const { value: got, raises: raised } = own.outcomes[i] ?? {};
    if (raises) return !raised?.includes(raises[0]);
    return raised !== undefined || (value !== undefined && value !== got);
  });
}

/** What the oracle's answer makes of a proposal, before it is asked whether it is news. */
function fate({ expected }: Proposal, truth: Observation | undefined): Proposal["outcome"] {
  if (truth?.error === "TooLong") return "too long";
  if (!truth) return "no oracle";
  if (truth.error || truth.outcomes.some(({ raises }) => raises?.length === 0)) return "invalid";
  if (!truth.outcomes.some(({ value, raises }) => value ?? raises)) return "no oracle";
  if (expected !== undefined && expected !== truth.outcomes.at(-1)?.value) return "wrong";
  return "accepted";
}

/** Cases that end well and run lines in a combination that no earlier case ran. */
function worthChanging(
  cases: string[],
  own: Observation[] | undefined,
  oracle: Observation[] | undefined,
): string[] {
  const paths = new Set<string>();
  return cases.filter((_, i) => {
    const truth = oracle?.[i];
    if (!truth || truth.error || truth.outcomes.some(({ raises }) => raises)) return false;
    const path = JSON.stringify([own?.[i]?.lines, truth.lines]);
    return !paths.has(path) && paths.add(path);
  }).slice(0, 30);
}

/** Cases that mutants are run on, at most: each is run on every mutant. */
const MUTANT_CASES = 60;

/** Whether a case makes the program, or a mutant of it, do what no earlier kept case made it do. */
async function newBehaviour(
  { python, code }: EdgeSuiteOptions,
  entryPoint: string,
  { known, cases, own, valid }: {
    known: number;
    cases: string[];
    own: Observation[] | undefined;
    valid: number[];
  },
): Promise<(i: number) => boolean> {
  // A program that does not load has no behaviour to extend: every valid case is new to it.
  if (!own) return () => true;
  const asked = [...cases.keys()].slice(0, known).concat(valid.map((k) => known + k))
    .slice(0, MUTANT_CASES);
  const at = new Map(asked.map((i, k) => [i, k]));
  const all = await observe(
    python,
    { programs: mutants(code), entryPoint },
    asked.map((i) => cases[i]),
    100_000,
  );
  const behaviours = (i: number) => [
    ...(own[i]?.lines ?? []).map((line) => `line ${line}`),
    ...all.flatMap((seen, m) => {
      const k = at.get(i);
      return k === undefined || answer(seen?.[k]) === answer(own[i]) ? [] : [`mutant ${m}`];
    }),
  ];
  const had = new Set<string>();
  for (let i = 0; i < known; i++) behaviours(i).forEach((one) => had.add(one));
  return (i) => {
    const fresh = behaviours(i).filter((one) => !had.has(one));
    fresh.forEach((one) => had.add(one));
    return fresh.length > 0;
  };
}
