/**
 * Runs attacks on one lane and looks for what must not happen: a win, a `harness` (which would
 * leave the score), a mark outside, a leak, a lane that died, a process that stayed. An honest program after each attack must be judged right.
 */
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { limitsOf } from "../limits.ts";
import type { Limits } from "../program.ts";
import type { Job, Runner } from "../runner.ts";
import type { Verdict } from "../verdict.ts";
import type { Attack } from "./readAttacks.ts";

export interface Outcome extends Attack {
  status: Verdict["status"] | "lost";
  reason?: string;
  wallMs: number;
  /** What went wrong; empty where the attack was held. */
  faults: string[];
}

export const checkAdd = {
  kind: "check",
  code:
    "def check(candidate):\n    assert candidate(1, 2) == 3\n    assert candidate(5, 7) == 12\n",
} as const;
/** Tests of the same kind as BigCodeBench's: one that is judged apart, one that has to share the process. */
const unittests = [
  `import unittest

class TestCases(unittest.TestCase):
    def test_a(self):
        self.assertEqual(add(1, 2), 3)

    def test_b(self):
        self.assertTrue(add(5, 7) == 12)
`,
  `import io, sys, unittest

class TestCases(unittest.TestCase):
    def setUp(self):
        self.output, sys.stdout = sys.stdout, io.StringIO()

    def tearDown(self):
        sys.stdout = self.output

    def test_a(self):
        self.assertEqual(add(1, 2), 3)

    def test_b(self):
        result = add(5, 7)
        self.assertEqual(result, 12)
        self.assertEqual(sys.stdout.getvalue(), "")
`,
].map((code) => ({ kind: "unittest" as const, code }));
const scripts: Job["test"] = {
  kind: "stdio",
  cases: [{ input: "1 2\n", output: "3\n" }, { input: "5 7\n", output: "12\n" }],
};
/** Lists of a sum and a number that only the reference knows, in any order; and a root, of any kind. */
const batches: Job["test"][] = ["any_order", "zero_too", "find_zero", undefined].map((oracle) => ({
  kind: "inputs",
  reference: oracle === "find_zero"
    ? "def add(a, b):\n    return -b / a[0] if type(a) is list else a\n"
    : `def add(a, b):\n    return [a + b, 8395720193664]\n`,
  base: oracle === "find_zero" ? "[[[-6, 5, -1], 2]]" : "[[1, 2], [5, 7]]",
  atol: 0,
  rtol: 1e-7,
  oracle,
}));
/** Ways to ask for a sum other than `==`. */
const forms = [
  "abs(add(1, 2) - 3) < 1e-6 and abs(add(5, 7) - 12) < 1e-6",
  "abs(3 - add(1, 2)) <= 1e-6 * 3",
  "round(abs(add(1, 2) - 3), 7) == 0",
  "(add(1, 2) - 3) ** 2 < 1e-9",
  "abs(add(1, 2) - 3) / 3 < 0.01",
  "not add(1, 2) - 3",
  "all(map(lambda case: add(*case[0]) == case[1], [((1, 2), 3), ((5, 7), 12)]))",
  "not [got for got in map(lambda case: add(*case), [(1, 2), (5, 7)]) if got not in (3, 12)]",
  "sorted([add(5, 7), add(1, 2)]) == [3, 12]",
  "{add(1, 2): 1, add(5, 7): 2} == {3: 1, 12: 2}",
  "not {3, 12} ^ {add(1, 2), add(5, 7)}",
  "(lambda got: got.equals(3) if hasattr(got, 'equals') else got == 3)(add(1, 2))",
  "divmod(add(1, 2), 3) == (1, 0) and add(5, 7) % 12 == 0",
  "add(1, 2) * 2 == 6 and add(5, 7) + 1 == 13",
  "sum([add(1, 2), add(5, 7)]) == 15",
  "[3, 12].index(add(5, 7)) == 1 and [add(1, 2)].count(3) == 1",
  "__import__('copy').deepcopy(add(1, 2)) == 3",
  "not any(got != wanted for got, wanted in zip([add(1, 2), add(5, 7)], [3, 12]))",
  "__import__('math').isclose(add(1, 2), 3)",
  "(add(1, 2), {'sum': [add(5, 7)]}) == (3, {'sum': [12]})",
  "3 in {add(1, 2)} and 12 in [add(5, 7)]",
].map((form) => ({ kind: "asserts" as const, setup: "", asserts: [`assert ${form}`] }));
type Judged = Pick<Job, "test" | "trace" | "apart">;
const families: Record<string, Judged[]> = {
  disguises: forms.map((test) => ({ test })),
  unittests: [...unittests.map((test) => ({ test })), { test: checkAdd, apart: false }],
  beside: [{ test: unittests[1] }, { test: checkAdd, apart: false }],
  scripts: [{ test: scripts }],
  oracles: batches.map((test) => ({ test })),
  traced: [{ test: checkAdd, trace: true }],
};
/** What a family is judged by; to pass any of them is to win. */
export const judgedBy = ({ family }: Attack): Judged[] => families[family] ?? [{ test: checkAdd }];
export const honest = "def add(a, b):\n    return a + b\n";
/** Limits of the battery: most attacks only end by them. */
export const batteryLimits: Limits = limitsOf({ cpuSeconds: 0.5, wallSeconds: 1, memoryMb: 256 });

export interface BatteryOptions {
  lane: () => Promise<Runner>;
  attacks: Attack[];
  /** The folder that must keep only its `victim`. */
  pwn: string;
  /** Counts the lane's processes, where that can be seen. */
  processes?: () => number;
  limits?: Limits;
}

export async function* battery(options: BatteryOptions): AsyncGenerator<Outcome> {
  const { attacks, pwn, processes = () => 0, limits = batteryLimits } = options;
  let lane = await options.lane();
  const judge = (code: string, judged: Judged = { test: checkAdd }) =>
    lane.run({ code, ...judged, entryPoint: "add", limits });
  await judge(honest);
  const before = await steady(processes);
  for (const attack of attacks) {
    const faults: string[] = [];
    let verdict: Verdict | Error | undefined;
    for (const judged of judgedBy(attack)) {
      verdict = await judge(attack.code, judged).catch((error) => error as Error);
      if (verdict instanceof Error || ["passed", "harness"].includes(verdict.status)) break;
    }
    if (!verdict || verdict instanceof Error) {
      yield { ...attack, status: "lost", wallMs: 0, faults: [`lane lost: ${verdict?.message}`] };
      lane = await options.lane();
      continue;
    }
    if (verdict.status === "passed") faults.push("won");
    if (verdict.status === "harness") faults.push(`left the score: ${verdict.reason}`);
    if (verdict.stdout.includes("LEAKED")) faults.push(verdict.stdout.trim().slice(0, 200));
    faults.push(...marks(pwn));
    const after = await settled(processes, before);
    if (after !== before) faults.push(`${after - before} processes left`);
    const next = await judge(honest).catch((error) => ({ status: "lost", reason: error.message }));
    if (next.status !== "passed") {
      faults.push(`the next honest program: ${next.status} ${next.reason ?? ""}`);
    }
    const { status, reason, wallMs } = verdict;
    yield { ...attack, status, reason, wallMs, faults };
  }
  await lane.close();
}

/** The zygote forks its next spare after the verdict: the count is read when it stays the same. */
async function steady(processes: () => number): Promise<number> {
  let last = processes();
  for (let same = 0; same < 20; same++) {
    await pause(10);
    const now = processes();
    if (now !== last) same = 0;
    last = now;
  }
  return last;
}

/** The kernel may take a moment to reap what it has killed. */
async function settled(processes: () => number, wanted: number): Promise<number> {
  for (let tries = 0; tries < 100 && processes() !== wanted; tries++) await pause(10);
  return processes();
}

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

function marks(pwn: string): string[] {
  const faults = readdirSync(pwn).filter((name) => name !== "victim").map((name) => `left ${name}`);
  const victim = `${pwn}/victim`;
  if (!existsSync(victim)) faults.push("deleted the victim");
  else if (readFileSync(victim, "utf8") !== "untouched") faults.push("changed the victim");
  return faults;
}

/** The number of processes below one, as the machine sees them. */
export const descendants = (pid: number) => descendantsOf(pid).length;

export function descendantsOf(pid: number): number[] {
  const parents = new Map<number, number>();
  for (const name of readdirSync("/proc").filter((name) => /^\d+$/.test(name))) {
    try {
      const status = readFileSync(`/proc/${name}/stat`, "utf8");
      const [state, parent] = status.slice(status.lastIndexOf(")") + 2).split(" ");
      if (state !== "Z") parents.set(Number(name), Number(parent));
    } catch {
      // It has ended meanwhile.
    }
  }
  return [...parents.keys()].filter((start) => {
    let ancestor = parents.get(start);
    while (ancestor && ancestor !== pid) ancestor = parents.get(ancestor);
    return ancestor === pid;
  });
}
