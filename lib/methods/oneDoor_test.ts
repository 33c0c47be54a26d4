/** The same code gets the same verdict in every arm, through `score` and through `recorded:`. */
import assert from "node:assert/strict";
import { globSync, readFileSync, writeFileSync } from "node:fs";
import { join, relative } from "node:path";
import { readSamples } from "../cli/readSamples.ts";
import { scoreSamples } from "../cli/scoreSamples.ts";
import { model } from "../engines/mod.ts";
import type { Attempt } from "../runs/mod.ts";
import { type Sandbox, sandbox } from "../sandbox/mod.ts";
import { extractCode, Task } from "../tasks/mod.ts";
import { scripted } from "../engines/scripted.ts";
import { adapt } from "./trace/adapt.ts";
import { base } from "./flow/base.ts";
import { calibrate } from "./flow/calibrate.ts";
import { distill } from "./trace/distill.ts";
import { edgeCases } from "./trace/edge/edgeCases.ts";
import { planInDocstring } from "./trace/planInDocstring.ts";
import { resample } from "./flow/resample.ts";

const python: Sandbox = await sandbox({ lanes: 2 });
globalThis.addEventListener("unload", () => void python.close());
const options = { sanitizeOps: false, sanitizeResources: false };

/** As HumanEval/32: the test measures with a function of the prompt. */
const prompt = `def poly(xs, x):
    return sum(c * x ** i for i, c in enumerate(xs))


def find_zero(xs):
    """A zero of a polynomial.
    >>> poly([1, 2], find_zero([1, 2]))
    0.0
    """
`;
const zero = Task.parse({
  id: "own/32",
  set: "own",
  entryPoint: "find_zero",
  prompt: { complete: prompt, instruct: "A zero of a polynomial." },
  canonical: `${prompt}    return -xs[0] / xs[1]\n`,
  visible: { kind: "asserts", asserts: ["assert poly([1, 2], find_zero([1, 2])) == 0"] },
  hidden: {
    kind: "check",
    code: "def check(candidate):\n    assert poly([3, 4], candidate([3, 4])) == 0\n",
  },
});
/** Its own `poly` finds a zero everywhere. */
const lying = "def poly(xs, x):\n    return 0\n\n\ndef find_zero(xs):\n    return 7\n";

const echo = Task.parse({
  id: "own/33",
  set: "own",
  prompt: { instruct: "Print the sum of the numbers on a line." },
  canonical: "print(sum(map(int, input().split())))\n",
  visible: { kind: "stdio", cases: [{ input: "1 2\n", output: "3\n" }] },
  hidden: { kind: "stdio", cases: [{ input: "4 5 6\n", output: "15\n" }] },
});
const unittest = Task.parse({
  id: "own/34",
  set: "own",
  entryPoint: "task_func",
  prompt: { complete: 'import math\n\n\ndef task_func(x):\n    """Rounds up."""\n' },
  canonical: "import math\n\n\ndef task_func(x):\n    return math.ceil(x)\n",
  hidden: {
    kind: "unittest",
    code: "import unittest\n\n\nclass TestCases(unittest.TestCase):\n" +
      "    def test_up(self):\n        self.assertEqual(task_func(1.2), 2)\n",
  },
});

const programs: [string, Task, string][] = [
  ["the canonical solution beside a helper", zero, zero.canonical!],
  ["a program with a helper that lies", zero, lying],
  ["a right program without the helper", zero, "def find_zero(xs):\n    return -xs[0] / xs[1]\n"],
  ["a program without the helper", zero, "def find_zero(xs):\n    return 7\n"],
  ["a program that does not load", zero, "def find_zero(xs:\n"],
  ["a program that reads", echo, echo.canonical!],
  ["a program that reads wrongly", echo, "print(input())\n"],
  ["a program under unittest", unittest, unittest.canonical!],
  ["a wrong program under unittest", unittest, "def task_func(x):\n    return int(x)\n"],
];

const last = (attempts: Attempt[]) =>
  attempts.findLast(({ verdict }) => verdict !== undefined)?.verdict?.status;

for (const [name, task, sent] of programs) {
  Deno.test(`${name} gets one verdict in every arm, by score and recorded`, options, async () => {
    const folder = await Deno.makeTempDir();
    try {
      const reply = `\`\`\`python\n${sent}\`\`\``;
      // The program of a reply has the prompt's helpers; a solution is judged as it was published.
      const { complete: prompt } = task.prompt;
      const code = extractCode(reply, { prompt, entryPoint: task.entryPoint });
      const coder = scripted(() => reply);
      const helper = scripted(() => "nothing");
      const common = { tasks: [task], coder, python };
      const helped = { ...common, helper };
      const file = join(folder, "samples.jsonl");
      writeFileSync(file, JSON.stringify({ task_id: task.id, completion: reply }) + "\n");
      await using recorded = model(`recorded:${file}`);
      const whole = join(folder, "solutions.jsonl");
      writeFileSync(whole, JSON.stringify({ task_id: task.id, solution: code }) + "\n");
      await using solution = model(`recorded:${whole}`);
      const arms: Record<string, AsyncIterable<Attempt>> = {
        base: base(common),
        resample: resample({ ...common, rounds: 1 }),
        "resample, hidden feedback": resample({ ...common, rounds: 1, feedback: "hidden" }),
        adapt: adapt({ ...helped, maxDepth: 0 }),
        planInDocstring: planInDocstring({ ...helped, rounds: 1 }),
        distill: distill({ ...helped, rounds: 1 }),
        edgeCases: edgeCases({ ...helped, rounds: 1, propose: "mutation" }),
        recorded: base({ ...common, coder: recorded }),
        "recorded solution": base({ ...common, coder: solution }),
      };
      const found: Record<string, string | undefined> = {};
      for (const [arm, attempts] of Object.entries(arms)) {
        found[arm] = last(await Array.fromAsync(attempts));
      }
      for (const [name, path] of [["score", file], ["score solution", whole]]) {
        await scoreSamples(readSamples(path, [task]), python, {
          on: ({ status }) => found[name] = status,
        });
      }
      found.cell = (await python.judgeOne(task, code)).status;
      const given = { ...task, canonical: code };
      const { broken } = await calibrate([given], python);
      found.calibrate = broken[0]?.verdict.status ?? "passed";
      const want = /^(a right|the canonical)/.test(name) ? "passed" : found.base;
      assert(want);
      assert.deepEqual(found, Object.fromEntries(Object.keys(found).map((key) => [key, want])));
    } finally {
      await Deno.remove(folder, { recursive: true });
    }
  });
}

Deno.test(
  "tests measure with the prompt's own helper, visible, hidden or others",
  options,
  async () => {
    const others = {
      kind: "asserts" as const,
      asserts: ["assert poly([5, 6], find_zero([5, 6])) == 0"],
      setup: "",
    };
    for (const tests of ["visible", "hidden", others] as const) {
      const status = async (code: string) => (await python.judgeOne(zero, code, { tests })).status;
      assert.deepEqual([await status(lying), await status(zero.canonical!)], ["failed", "passed"]);
    }
  },
);

Deno.test(
  "judge takes tests as a function of the candidate, and refuses what is no choice of tests",
  options,
  async () => {
    const candidates = [zero, echo].map((task) => ({
      task,
      completion: { code: task.canonical! },
    }));
    const seen = await Array.fromAsync(
      python.judge(candidates, { tests: ({ task }) => task === echo ? "visible" : "hidden" }),
    );
    assert.deepEqual(seen.map(({ verdict }) => verdict.status), ["passed", "passed"]);
    const refused = (given: Record<string, unknown>, message: RegExp) =>
      assert.rejects(python.judgeOne(zero, lying, given), message);
    await refused({ tests: "all" }, /'tests' must be "hidden", "visible" or a test: all/);
    await refused(
      { test: zero.hidden },
      /^RangeError: judge: unknown option 'test' \(known: tests, /,
    );
  },
);

Deno.test("nothing outside of the sandbox builds a judged program by hand", () => {
  const root = new URL("../../", import.meta.url).pathname;
  const files = [...globSync(`${root}lib/**/*.ts`), ...globSync(`${root}notebooks/*.ipynb`)]
    .filter((file) =>
      !/_test\.ts$|\/dist\/|\/lib\/(sandbox|testing|bench\/(?:sandbox|queue\w*))[/.]/.test(file)
    );
  /** Runs programs of ours, without tests: they look at others and judge none. */
  const own = ["lib/methods/trace/edge/observe.ts"];
  const found: string[] = [];
  for (const file of files) {
    const name = relative(root, file);
    const source = codeOf(readFileSync(file, "utf8"), file);
    const runs = [...source.matchAll(/\bpython\s*\.\s*(run|stream)\(/g)].length;
    if (runs && !own.includes(name)) found.push(`${name}: python.run where python.judge belongs`);
    // `{ code, entryPoint, test }` in any order: what only `programOf` may write.
    for (const [literal] of source.matchAll(/\{[^{}]*\bentryPoint\b[^{}]*\}/g)) {
      if (/\btest\b\s*[:,}]/.test(literal) && /\bcode\b/.test(literal)) {
        found.push(`${name}: ${literal.replace(/\s+/g, " ")}`);
      }
    }
    if (/\bprogramKey\(\s*\{/.test(source)) found.push(`${name}: the key of a program by hand`);
  }
  assert.deepEqual(found, []);
});

/** Without comments, whose examples show the sandbox itself; of a notebook its cells. */
function codeOf(text: string, file: string): string {
  if (!file.endsWith(".ipynb")) return text.replace(/\/\*[^]*?\*\/|^\s*\/\/.*$/gm, "");
  const { cells } = JSON.parse(text) as { cells: { cell_type: string; source: string[] }[] };
  return cells.filter((cell) => cell.cell_type === "code").map((cell) => cell.source.join(""))
    .join("\n");
}
