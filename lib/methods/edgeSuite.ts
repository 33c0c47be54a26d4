/**
 * New tests with an oracle: inputs are proposed, and each counts only if it is worth having.
 *
 * A proposal must parse, the oracle must answer it (the canonical solution, or a majority of
 * independent candidates), its stated expectation must agree with the oracle, and it must add
 * something: the program answers wrongly, or runs a line that no known test reaches, or a mutant of
 * the program is killed that no known test kills.
 */
import type { Sandbox } from "../sandbox/mod.ts";
import type { Task } from "../tasks/mod.ts";
import { MUTATE, READ } from "./edgeProgram.ts";
import { mutants } from "./mutants.ts";
import { type Observation, observe, pythonString, pythonStrings, reported } from "./observe.ts";

/** What became of a proposed test. */
export interface Proposal {
  /** The arguments as a Python tuple. */
  args: string;
  /** What the proposer expects, where it said so. */
  expected?: string;
  source: "model" | "mutation";
  outcome:
    | "accepted"
    | "repeated"
    | "invalid" // the oracle raises on it
    | "too long"
    | "no oracle" // the candidates do not agree
    | "wrong" // the stated expectation is not what the oracle answers
    | "nothing new";
}

export interface EdgeSuite {
  /** `assert f(…) == …`, ready for an `asserts` test. */
  asserts: string[];
  proposals: Proposal[];
}

export interface EdgeSuiteOptions {
  python: Sandbox;
  /** The program whose behaviour the tests must extend. */
  code: string;
  /** A helper's reply with proposed inputs or tests. */
  reply?: string;
  /** How many inputs to derive from the known ones without a model. @default {40} */
  mutations?: number;
  /** @default {"canonical"} */
  oracle?: "canonical" | "consensus";
  /** Independent programs for the consensus; at least three. */
  candidates?: readonly string[];
  /** Tests accepted at most. @default {12} */
  most?: number;
}

type Call = { args: string; expected: string | null };

/** The calls of the task's function with literal arguments in texts, and inputs mutated from `known`. */
async function readCalls(python: Sandbox, entry: string, texts: string[], most: number) {
  const code = `SOURCES = ${pythonStrings(texts)}\nENTRY = ${
    pythonString(entry)
  }\n${READ}\n${MUTATE}
rows = [read(text) for text in SOURCES]
known = [row["args"] for row in rows[0]]
print("\\x1e" + json.dumps([rows, mutate(known[:6], ${most})]))\n`;
  const verdict = await python.run({ code, limits: { outputBytes: 1 << 22 } });
  const report = reported(verdict.stdout) as [Call[][], Call[]] | undefined;
  if (!report) {
    throw new Error(
      `could not read the tests of ${entry}: ${verdict.reason ?? verdict.error?.message}`,
    );
  }
  return { known: report[0][0], proposed: report[0][1] ?? [], mutated: report[1] };
}

/** The task's visible tests as text, to find the known calls in. */
function visibleText(task: Task): string {
  const test = task.visible;
  if (test?.kind === "asserts") return test.asserts.join("\n");
  if (test?.kind === "check" || test?.kind === "unittest") return test.code;
  // The docstring's examples are all there is.
  const examples = (task.prompt.complete ?? task.prompt.instruct ?? "").matchAll(/>>> (.*)/g);
  return [...examples].map(([, call]) => call).join("\n");
}

/** The answer that more than half of at least three programs give. */
function consensus(answers: (Observation[] | undefined)[], i: number): Observation | undefined {
  const given = answers.flatMap((all) => all?.[i]?.value != null && all[i].plain ? [all[i]] : []);
  if (answers.length < 3) return undefined;
  return given.find((one) =>
    given.filter((other) => other.value === one.value).length > answers.length / 2
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
 * const task = Task.parse({
 *   id: "t/1", set: "t", entryPoint: "biggest", prompt: {},
 *   canonical: "def biggest(xs):\n    return max(xs) if xs else None\n",
 *   visible: { kind: "asserts", asserts: ["assert biggest([3, 1]) == 3"] }, hidden: { kind: "run" },
 * });
 * await using python = await sandbox({ lanes: 1 });
 * const code = "def biggest(xs):\n    return xs[0]\n";
 * const suite = await edgeSuite(task, { python, code });
 * suite.asserts.includes("assert biggest([]) == None"); // true
 * ```
 */
export async function edgeSuite(task: Task, options: EdgeSuiteOptions): Promise<EdgeSuite> {
  const { python, code, reply, mutations = 40, oracle = "canonical", candidates = [], most = 12 } =
    options;
  const { entryPoint, canonical } = task;
  if (!entryPoint) throw new Error(`${task.id} has no entry point to test`);
  if (oracle === "canonical" && !canonical) {
    throw new Error(`${task.id} has no canonical solution to ask`);
  }
  if (oracle === "consensus" && candidates.length < 3) {
    throw new Error(`a consensus needs at least 3 candidates: ${candidates.length}`);
  }

  const texts = reply === undefined ? [visibleText(task)] : [visibleText(task), reply];
  const { known, proposed, mutated } = await readCalls(python, entryPoint, texts, mutations);
  const proposals: Proposal[] = [];
  const seen = new Set(known.map((call) => call.args));
  for (const [source, calls] of [["model", proposed], ["mutation", mutated]] as const) {
    for (const { args, expected } of calls) {
      const outcome = seen.has(args) ? "repeated" : "accepted";
      seen.add(args);
      proposals.push({ args, expected: expected ?? undefined, source, outcome });
    }
  }

  const fresh = proposals.filter((one) => one.outcome === "accepted");
  const inputs = [...known.map((call) => call.args), ...fresh.map((one) => one.args)];
  const see = (code: string) => observe(python, { code, entryPoint }, inputs);
  const judges = oracle === "canonical" ? [canonical!] : candidates;
  const [answers, own, mutated_] = await Promise.all([
    Promise.all(judges.map(see)),
    see(code),
    Promise.all(mutants(code).map(see)),
  ]);
  const behaves = newBehaviour(own, mutated_, known.length);

  const asserts: string[] = [];
  fresh.forEach((one, k) => {
    const i = known.length + k;
    const truth = oracle === "canonical" ? answers[0]?.[i] : consensus(answers, i);
    if (truth?.error === "TooLong") one.outcome = "too long";
    else if (truth?.error) one.outcome = "invalid";
    else if (truth?.value == null || !truth.plain) one.outcome = "no oracle";
    else if (one.expected !== undefined && one.expected !== truth.value) one.outcome = "wrong";
    else if (asserts.length >= most || !behaves(i, truth.value)) one.outcome = "nothing new";
    else asserts.push(`assert ${entryPoint}${plainCall(one.args)} == ${truth.value}`);
  });
  return { asserts, proposals };
}

/** `(1, [2], )` → `(1, [2])`. */
const plainCall = (args: string) => args.replace(/, \)$/, ")");

/** Whether input i shows the program wrong, or makes it do what no earlier kept input made it do. */
function newBehaviour(
  own: Observation[] | undefined,
  mutated: (Observation[] | undefined)[],
  known: number,
): (i: number, truth?: string) => boolean {
  // A program that does not load has no behaviour to extend: every valid input is new to it.
  if (!own) return () => true;
  const answer = (one?: Observation) => one?.error ?? one?.value;
  const behaviours = (i: number, truth?: string) => [
    ...own[i].lines.map((line) => `line ${line}`),
    ...mutated.flatMap((all, m) => answer(all?.[i]) === answer(own[i]) ? [] : [`mutant ${m}`]),
    ...(truth !== undefined && answer(own[i]) !== truth ? [`wrong on ${i}`] : []),
  ];
  const had = new Set<string>();
  for (let i = 0; i < known; i++) behaviours(i).forEach((one) => had.add(one));
  return (i, truth) => {
    const fresh = behaviours(i, truth).filter((one) => !had.has(one));
    fresh.forEach((one) => had.add(one));
    return fresh.length > 0;
  };
}
