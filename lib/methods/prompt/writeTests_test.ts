import assert from "node:assert/strict";
import { globSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { compareArms } from "../../metrics/mod.ts";
import { attempt } from "../../runs/mod.ts";
import { Verdict } from "../../sandbox/mod.ts";
import { Task } from "../../tasks/mod.ts";
import { packageFile } from "../../base/mod.ts";
import { dataFolder, needs, venvPython } from "../../testing/needs.ts";
import { runArms } from "../flow/mod.ts";
import { writeTests } from "./writeTests.ts";

const right = "def give():\n    return 1\n";
const wrong = {
  value: "def give():\n    return 2\n",
  syntax: "def give(:\n",
  "an end before its tests": "import os\nprint('done', flush=True)\nos._exit(0)\n",
};
const asserts = ["assert give() == 1"];
const tests = [
  { kind: "asserts", asserts },
  { kind: "check", code: "def check(candidate):\n    assert candidate() == 1\n" },
  {
    kind: "unittest",
    code:
      "import unittest\nclass TestCases(unittest.TestCase):\n    def test_one(self):\n        self.assertEqual(give(), 1)\n",
  },
];
const tasks = Array.from({ length: 12 }, (_, i) =>
  Task.parse({
    id: `own/${i}`,
    set: "own",
    entryPoint: "give",
    prompt: {},
    hidden: tests[i % tests.length],
  }));
const codes = Object.values(wrong);

/** A run of two arms: `initial` solves the even tasks, `later` all but one. */
async function recorded(root: string) {
  const made = (arm: string, solves: (i: number) => boolean) =>
    [arm, async function* () {
      for (const [i, { id }] of tasks.entries()) {
        const passed = await Promise.resolve(solves(i));
        const code = passed ? right : codes[i % codes.length];
        yield attempt({
          method: "prompt",
          taskId: id,
          completion: {
            text: code,
            code,
            finishReason: "stop",
            usage: {},
            model: "own",
            sampling: {},
            sample: 0,
            key: `${arm}${i}`,
            promptHash: "0",
          },
          verdict: Verdict.parse({
            status: passed ? "passed" : "failed",
            guarantee: "apart",
            engine: "native",
            cpuMs: 1,
            wallMs: 1,
          }),
        });
      }
    }] as const;
  const attempts = await runArms("demo.test", { tasks, seeds: [3], parameters: {}, root }, [
    made("initial", (i) => i % 2 === 0),
    made("later", (i) => i !== 1),
  ]);
  writeTests("demo.test", tasks, { root });
  return compareArms(attempts, "initial");
}

const script = new URL("./verify_run.py", import.meta.url).pathname;
const verify = (...args: string[]) => {
  const { code, stdout, stderr } = new Deno.Command(venvPython, { args: [script, ...args] })
    .outputSync();
  const text = new TextDecoder();
  return { code, said: text.decode(stdout) + text.decode(stderr) };
};

Deno.test({
  ...needs("science"),
  name:
    "verify_run.py executes a run's programs again and says equal; unequal where a verdict or a figure was changed",
  async fn() {
    const root = mkdtempSync(join(tmpdir(), "verify-")), folder = join(root, "demo.test");
    try {
      const rows = await recorded(root), table = join(root, "tables.json");
      const write = (changed: object) =>
        writeFileSync(
          table,
          JSON.stringify([{
            name: "verdict",
            rows: rows.map((row) => row.arm === "later" ? { ...row, ...changed } : row),
          }]),
        );
      write({});
      const whole = verify(folder, "--table", table);
      assert.equal(whole.code, 0, whole.said);
      assert.match(whole.said, /^equal: 24 verdicts of 2 arms/m);
      assert.match(whole.said, /"gained": 5, "lost": 0, "p": 0.0625/);
      write({ p: 0.05 });
      const figure = verify(folder, "--table", table);
      assert.equal(figure.code, 1);
      assert.match(figure.said, /unequal: later, p: table 0\.05, computed 0\.0625/);
      write({});
      const [log] = globSync("later-*/attempts.jsonl", { cwd: folder });
      const lines = readFileSync(join(folder, log), "utf8");
      writeFileSync(join(folder, log), lines.replace('"status":"failed"', '"status":"passed"'));
      const verdict = verify(folder, "--table", table);
      assert.equal(verdict.code, 1);
      assert.match(
        verdict.said,
        /unequal: later, seed 3, own\/1: recorded passed, executed did not pass/,
      );
    } finally {
      rmSync(root, { recursive: true });
    }
  },
});

Deno.test({
  ...needs("science"),
  name: "verify_run.py executes a file of programs with the tests of MBPP's own file",
  fn() {
    const root = mkdtempSync(join(tmpdir(), "verify-"));
    try {
      const file = join(root, "programs.jsonl"), mbpp = join(root, "mbpp.jsonl");
      const lines = (rows: object[]) => rows.map((row) => JSON.stringify(row) + "\n").join("");
      const row = (arm: string, task: number, code: string, status: string) => ({
        ...{ arm, seed: 3, task: `MBPP/${task}`, code, status },
      });
      writeFileSync(
        mbpp,
        lines([11, 12].map((id) => ({
          ...{
            task_id: id,
            text: "",
            code: right,
            test_setup_code: "one = 1",
            challenge_test_list: [],
          },
          test_list: ["assert give() == one"],
        }))),
      );
      const programs = [
        row("initial", 11, right, "passed"),
        row("initial", 12, wrong.value, "failed"),
        row("later", 11, right, "passed"),
        row("later", 12, right, "passed"),
      ];
      writeFileSync(file, lines(programs));
      const whole = verify(file, "--mbpp", mbpp);
      assert.match(whole.said, /^equal: 4 verdicts of 2 arms, 3 programs executed/m);
      assert.equal(whole.code, 0);
      writeFileSync(file, lines([...programs.slice(0, 3), { ...programs[3], status: "failed" }]));
      const changed = verify(file, "--mbpp", mbpp);
      assert.match(
        changed.said,
        /unequal: later, seed 3, MBPP\/12: recorded did not pass, executed passed/,
      );
      assert.equal(changed.code, 1);
      assert.match(verify(file).said, /holds programs: --mbpp says where their tests are/);
    } finally {
      rmSync(root, { recursive: true });
    }
  },
});

Deno.test({
  ...needs("science", "data"),
  name: "the committed real search: plain Python and SciPy find its verdicts and its paired test",
  fn() {
    const real = packageFile("results/reference/real");
    const { code, said } = verify(
      join(real, "programs/prompt.jsonl"),
      ...["--mbpp", join(dataFolder!, "mbpp.jsonl.gz")],
      ...["--table", join(real, "tables/prompt.json")],
    );
    assert.match(said, /^equal: \d+ verdicts of \d arms/m);
    assert.equal(code, 0);
  },
});
