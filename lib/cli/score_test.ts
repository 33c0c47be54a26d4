import assert from "node:assert/strict";
import { globSync, linkSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { gunzipSync, gzipSync } from "node:zlib";
import { loadTasks, Task } from "../tasks/mod.ts";
import { dataFolder, needs } from "../testing/needs.ts";
import { readSamples, taskIndex } from "./readSamples.ts";

const script = new URL("score.ts", import.meta.url).pathname;

async function score(...args: string[]) {
  const cache = await Deno.makeTempDir();
  try {
    const { code, stdout, stderr } = await new Deno.Command(Deno.execPath(), {
      args: ["run", "-A", script, ...args],
      env: { TRACELAB_CACHE: cache, NO_COLOR: "1" },
    }).output();
    const text = (bytes: Uint8Array) => new TextDecoder().decode(bytes).trim();
    // Deno's own line, when another Deno is starting at the same moment.
    const error = text(stderr).replace(/^Blocking waiting for file lock.*\n?/gm, "");
    return { code, out: text(stdout), error };
  } finally {
    await Deno.remove(cache, { recursive: true });
  }
}

async function inFolder(work: (dir: string) => Promise<void>) {
  const dir = await Deno.makeTempDir();
  try {
    await work(dir);
  } finally {
    await Deno.remove(dir, { recursive: true });
  }
}

const jsonl = (rows: unknown[]) => rows.map((row) => JSON.stringify(row) + "\n").join("");
const prompt = 'from typing import List\n\n\ndef f(xs: List[int]) -> int:\n    """ Sums. """\n';
const task = Task.parse({
  id: "HumanEval/7",
  set: "own",
  entryPoint: "f",
  prompt: { complete: prompt },
  hidden: { kind: "check", code: "def check(candidate):\n    assert candidate([1, 2]) == 3\n" },
});

async function programs(rows: unknown[]): Promise<string[]> {
  const found: string[] = [];
  await inFolder(async (dir) => {
    const path = join(dir, "samples.jsonl.gz");
    writeFileSync(path, gzipSync(jsonl(rows)));
    for await (const { completion } of readSamples(path, [task])) found.push(completion.code);
  });
  return found;
}

Deno.test("readSamples continues the prompt with a completion and replaces it by a solution", async () => {
  const [completion, solution] = await programs([
    { task_id: "humaneval/7", completion: "    return sum(xs)" },
    { task_id: "7", solution: "def f(xs):\n    return sum(xs)\n" },
  ]);
  assert.equal(completion, `${prompt}    return sum(xs)`);
  assert.equal(solution, "def f(xs):\n    return sum(xs)\n");
});

Deno.test("readSamples takes a fenced reply apart and puts a solution's bare body behind the prompt", async () => {
  const fenced = "Here:\n```python\n    return sum(xs)\n```";
  assert.deepEqual(
    await programs([
      { task_id: "7", completion: fenced },
      { task_id: "7", solution: fenced },
      { task_id: "7", solution: "\n    return sum(xs)" },
    ]),
    Array(3).fill(`${prompt}    return sum(xs)\n`),
  );
});

Deno.test("readSamples gives a solution the imports of the prompt that it uses", async () => {
  const [program] = await programs([{
    task_id: "7",
    solution: "def f(xs: List[int]):\n    return 3",
  }]);
  assert.equal(program, "from typing import List\ndef f(xs: List[int]):\n    return 3");
});

Deno.test("readSamples takes nothing from reasoning that was cut off", async () => {
  const draft = "<think>\nMaybe\n```python\ndef f(xs):\n    return 0\n```\nno, I sho";
  assert.deepEqual(await programs([{ task_id: "7", completion: draft }]), [""]);
});

Deno.test("taskIndex finds a task by its tail only where no other has it", () => {
  const find = taskIndex(["a/1", "b/1", "b/2"].map((id) => ({ ...task, id })));
  assert.deepEqual(["B/1", "2", "1"].map((id) => find(id)?.id), ["b/1", "b/2", undefined]);
});

Deno.test("readSamples names the line that is wrong", async () => {
  const rejected = (rows: unknown[], message: RegExp) => assert.rejects(programs(rows), message);
  await rejected([{ task_id: "8", completion: "" }], /samples.jsonl.gz:1: no task '8' in the set/);
  await rejected([{ task_id: "7" }], /:1: neither 'completion' nor 'solution'/);
  await rejected([{ task_id: "7", completion: 3 }], /:1: completion: /);
});

Deno.test("score prints a table, one line of JSON last, and a row a sample", () =>
  inFolder(async (dir) => {
    const tasks = await loadTasks("starter", { limit: 3 });
    const wrong = tasks[0].metadata.wrong as { code: string }[];
    const samples = join(dir, "samples.jsonl"), out = join(dir, "verdicts.jsonl");
    writeFileSync(
      samples,
      jsonl([
        ...tasks.map(({ id, canonical }) => ({ task_id: id, solution: canonical })),
        { task_id: tasks[0].id, solution: wrong[0].code },
        { task_id: tasks[1].id, solution: "def broken(:" },
      ]),
    );
    const run = await score(
      ...["--tasks", "starter", "--limit", "4", "--samples", samples, "--engine", "wasm"],
      ...["--k", "1,2", "--out", out, "--json"],
    );
    assert.equal(run.code, 0, run.error);
    assert.match(run.error, /^starter: 3 tasks, 5 samples, wasm/m);
    const result = JSON.parse(run.out); // and nothing else on stdout
    assert.equal(result.tasks, 3);
    assert.equal(result.samples, 5);
    assert.equal(result.passed, 3);
    assert.equal(result.statuses.syntax, 1);
    assert.equal(result.harness, 0);
    assert.equal(result.no_sample, 1);
    assert.match(run.error, /^1 task has no sample: it is in no share$/m);
    assert(Math.abs(result.pass_at_k[1] - 2 / 3) < 1e-12);
    assert.equal(result.pass_at_k[2], 1);
    const rows = readFileSync(out, "utf8").trim().split("\n").map((line) => JSON.parse(line));
    assert.equal(rows.length, 5);
    assert.equal(
      rows.find(({ sample, task_id }) => sample && task_id === tasks[1].id).status,
      "syntax",
    );
  }));

Deno.test("score gives no score where canonical solutions fail, unless it is allowed", () =>
  inFolder(async (dir) => {
    const good = { ...task, id: "own/1", canonical: `${prompt}    return sum(xs)\n` };
    const bad = { ...task, id: "own/2", canonical: `${prompt}    return 0\n` };
    const set = join(dir, "set.jsonl"), samples = join(dir, "samples.jsonl");
    writeFileSync(set, jsonl([good, bad]));
    writeFileSync(
      samples,
      jsonl(["1", "2"].map((task_id) => ({ task_id, completion: "    return 3" }))),
    );
    const args = ["--tasks", set, "--samples", samples, "--engine", "wasm", "--json"];
    const refused = await score(...args);
    assert.equal(refused.code, 1);
    assert.match(refused.error, /left out: own\/2: its canonical solution ends with failed/);
    assert.match(refused.error, /no score: 1 of 2 canonical solutions \(50\.0 %\) fail here/);
    assert.equal(refused.out, "");
    const allowed = await score(...args, "--allow-uncalibrated");
    assert.equal(allowed.code, 0);
    const result = JSON.parse(allowed.out.split("\n").at(-1)!);
    assert.deepEqual([result.tasks, result.passed, result.left_out], [1, 1, ["own/2"]]);
  }));

Deno.test("score says in one line what is wrong, with exit code 2", () =>
  inFolder(async (dir) => {
    const samples = join(dir, "samples.jsonl");
    writeFileSync(samples, '{"task_id": "7", "completion": ""}\n{"task_id": ');
    const set = join(dir, "set.jsonl");
    writeFileSync(set, jsonl([task]));
    const empty = join(dir, "empty.jsonl");
    writeFileSync(empty, "");
    const cases: [string[], RegExp][] = [
      [[], /^required option '--tasks <set>' not specified/],
      [["--tasks", "nonsense", "--samples", samples], /^no task set or file 'nonsense'/],
      [["--tasks", set, "--samples", samples], /^samples.jsonl:2: /],
      [["--tasks", set, "--samples", join(dir, "none.jsonl")], /^no file /],
      [
        ["--tasks", set, "--samples", samples, "--limit", "0"],
        /'--limit <n>' argument '0' is invalid. It must be a positive integer/,
      ],
      [
        ["--tasks", set, "--samples", samples, "--engine", "x"],
        /argument 'x' is invalid. Allowed choices are auto, native, wasm/,
      ],
      [["--tasks", empty, "--samples", samples], /^no task in .*empty.jsonl$/],
      [["--tasks", set, "--samples", empty], /^.*empty.jsonl: no sample of the chosen tasks$/],
      [["--tasks", set, "--samples", samples, "--ids", "9"], /^no task '9' in /],
      [
        ["--tasks", set, "--samples", samples, "--difficulty", "hard"],
        /^no task in .*set.jsonl with difficulty 'hard'$/,
      ],
      [
        ["--tasks", set, "--samples", samples, "--split", "test"],
        /^a file has no split 'test': .*set.jsonl$/,
      ],
      [["--tasks", set, "--samples", samples, "--nope"], /^unknown option '--nope'/],
    ];
    const runs = await Promise.all(cases.map(([args]) => score(...args)));
    for (const [i, [, message]] of cases.entries()) {
      // Deno says so when another process is about to install packages: not ours to test.
      const error = runs[i].error.replace(/^Blocking waiting for file lock.*\n/, "");
      assert.match(error, message);
      assert(!error.includes("\n"), error);
      assert.equal(runs[i].code, 2);
    }
  }));

Deno.test("score writes no file that it reads, by whatever name", () =>
  inFolder(async (dir) => {
    const set = join(dir, "set.jsonl"), samples = join(dir, "samples.jsonl");
    const tasks = jsonl([task]), rows = jsonl([{ task_id: "7", completion: "    return sum(xs)" }]);
    writeFileSync(set, tasks);
    writeFileSync(samples, rows);
    symlinkSync(samples, join(dir, "link.jsonl"));
    linkSync(samples, join(dir, "hard.jsonl"));
    const args = ["--tasks", set, "--samples", samples, "--engine", "wasm"];
    const outs = [
      samples,
      set,
      join(dir, "link.jsonl"),
      join(dir, "hard.jsonl"),
      `${dir}/./samples.jsonl`,
    ];
    const runs = await Promise.all(outs.map((out) => score(...args, "--out", out)));
    for (const { code, error } of runs) {
      assert.match(error, /^the output \S+ is the input [^\n]+$/);
      assert.equal(code, 2);
    }
    assert.deepEqual([readFileSync(samples, "utf8"), readFileSync(set, "utf8")], [rows, tasks]);
    const nowhere = await score(...args, "--out", join(dir, "no", "out.jsonl"));
    assert.match(nowhere.error, /^no folder \S+ for the output \S+$/);
    // What was there before is replaced at the end, and nothing else is left in the folder.
    const out = join(dir, "out.jsonl");
    writeFileSync(out, "old");
    assert.equal((await score(...args, "--out", out)).code, 0);
    assert.equal(JSON.parse(readFileSync(out, "utf8")).status, "passed");
    assert.equal(readdirSync(dir).length, 5);
  }));

Deno.test("score counts what could not be judged apart, by reason, and says what is in no share", () =>
  inFolder(async (dir) => {
    const set = join(dir, "set.jsonl"), samples = join(dir, "samples.jsonl");
    const missing = "import tensorflow\n\n\ndef f(xs):\n    return 3\n";
    const broken = { kind: "check", code: "def check(candidate:\n" };
    const tasks = [task, { ...task, id: "own/8" }, { ...task, id: "own/9", hidden: broken }];
    writeFileSync(set, jsonl(tasks));
    writeFileSync(
      samples,
      jsonl([
        { task_id: task.id, solution: "def f(xs):\n    return sum(xs)\n" },
        { task_id: task.id, solution: "def f(xs):\n    return 0\n" },
        { task_id: task.id, solution: missing },
        { task_id: "own/8", solution: missing },
        { task_id: "own/9", solution: "def f(xs):\n    return 3\n" },
      ]),
    );
    const run = await score("--tasks", set, "--samples", samples, "--engine", "wasm", "--json");
    assert.equal(run.code, 0, run.error);
    assert.match(run.error, /: 1 of 3 tasks, 2 of 5 samples judged, wasm/);
    assert.match(
      run.error,
      /^NOT JUDGED \(harness\): 3 samples of 3 tasks, in no share; 2 tasks of them have no other$/m,
    );
    assert.match(
      run.error,
      /^ {2}library missing +2 {2}of 2 tasks\n {4}the library tensorflow is not installed here: 2$/m,
    );
    assert.match(run.error, /^ {2}broken test +1 {2}of 1 task\n {4}the test does not compile: /m);
    const result = JSON.parse(run.out.split("\n").at(-1)!);
    assert.deepEqual(result.harness_by_reason, { "library missing": 2, "broken test": 1 });
    assert.deepEqual([result.harness, result.harness_tasks, result.tasks_not_judged], [3, 3, 2]);
    assert.deepEqual([result.tasks, result.passed, result.pass_at_k[1]], [1, 1, 0.5]);
  }));

/** Programs that real models wrote, with the verdict that was published for each. */
for (const engine of ["native", "wasm"]) {
  for (const [model, solved] of [["gpt-3.5-turbo-0613", 121], ["codellama", 81]] as const) {
    Deno.test({
      ...(engine === "native" ? needs("data", "python", "namespaces") : needs("data")),
      name: `score on ${engine} agrees with every published verdict on ${model}'s programs`,
      fn: () =>
        inFolder(async (dir) => {
          const samples = join(dataFolder!, `recorded-humaneval-${model}.jsonl.gz`);
          const out = join(dir, "out.jsonl");
          const run = await score(
            ...[
              "--tasks",
              "humaneval",
              "--samples",
              samples,
              "--engine",
              engine,
              "--out",
              out,
              "--json",
            ],
          );
          assert.equal(run.code, 0, run.error);
          assert.equal(JSON.parse(run.out.split("\n").at(-1)!).passed, solved);
          const lines = (text: string) => text.trim().split("\n").map((line) => JSON.parse(line));
          const ours = new Map(
            lines(readFileSync(out, "utf8")).map((row) => [row.task_id, row.status === "passed"]),
          );
          for (
            const { task_id, is_solved } of lines(gunzipSync(readFileSync(samples)).toString())
          ) {
            assert.equal(ours.get(task_id), is_solved, task_id);
          }
        }),
    });
  }
}

Deno.test("score --shard: every sample is in the rows of one part, and a part has no table", () =>
  inFolder(async (dir) => {
    const rows = async (shard: string) => {
      const out = join(dir, `${shard[0]}.jsonl`);
      const run = await score(
        ...["--tasks", "starter", "--limit", "4", "--samples", "canonical"],
        ...["--lanes", "1", "--out", out, "--shard", shard],
      );
      assert.equal(run.code, 0, run.error);
      assert.equal(run.out, "");
      assert.match(run.error, /^shard \d\/2: (\d) of its \1 samples judged, 4 in all$/m);
      return readFileSync(out, "utf8").split("\n").filter(Boolean).map((line) => JSON.parse(line));
    };
    const parts = [...await rows("1/2"), ...await rows("2/2")];
    const tasks = await loadTasks("starter", { limit: 4 });
    assert.deepEqual(
      parts.map(({ task_id, sample, status }) => `${task_id} ${sample} ${status}`).sort(),
      tasks.map(({ id }) => `${id} 0 passed`).sort(),
    );
  }));

Deno.test("score says at Ctrl-C how to go on, and judges nothing twice", () =>
  inFolder(async (dir) => {
    const [task] = await loadTasks("starter", { limit: 1 });
    const samples = join(dir, "samples.jsonl"), cache = join(dir, "cache");
    const slow = `import time\ntime.sleep(1.5)\n${task.canonical}`;
    const rows = [task.canonical, `${task.canonical}# the same\n`, slow];
    writeFileSync(samples, jsonl(rows.map((solution) => ({ task_id: task.id, solution }))));
    const start = (...more: string[]) =>
      new Deno.Command(Deno.execPath(), {
        args: ["run", "-A", script, "--tasks", "starter", "--limit", "1", "--samples", samples]
          .concat("--lanes", "1", "--out", join(dir, "out.jsonl"), ...more),
        env: { TRACELAB_CACHE: cache, NO_COLOR: "1" },
        stdout: "piped",
        stderr: "piped",
      }).spawn();
    const kept = () => {
      const [file] = globSync(join(cache, "verdicts/*.jsonl"));
      return file ? readFileSync(file, "utf8").split("\n").length - 1 : 0;
    };
    const first = start();
    while (kept() < 2) await new Promise((later) => setTimeout(later, 20));
    first.kill("SIGINT");
    const { code, stderr, stdout } = await first.output();
    assert.equal(code, 130);
    assert.equal(stdout.length, 0);
    assert.match(
      new TextDecoder().decode(stderr),
      /stopped: 2 of 3 samples have their verdicts; the same command goes on from there\n$/,
    );
    assert.deepEqual(readdirSync(dir).sort(), ["cache", "samples.jsonl"]); // nothing half written
    const second = await start().output();
    assert.equal(second.code, 0);
    assert.match(new TextDecoder().decode(second.stderr), /^2 of 3 verdicts are kept from before/m);
    assert.equal(readFileSync(join(dir, "out.jsonl"), "utf8").split("\n").length, 4);
    assert.equal(kept(), 3);
    // Whole, and judged again only when it is asked for.
    const third = await start().output();
    assert.match(new TextDecoder().decode(third.stderr), /^3 of 3 verdicts are kept from before/m);
    assert.deepEqual(scored(third.stdout), scored(second.stdout));
    const fresh = await start("--fresh").output();
    assert.doesNotMatch(new TextDecoder().decode(fresh.stderr), /kept/);
  }));

/** A table without its time. */
const scored = (stdout: Uint8Array) =>
  new TextDecoder().decode(stdout).replace(/[\d.]+ s$/m, "").split("\n");

Deno.test("score --shard is refused without --out: its rows are its result", async () => {
  const { code, error } = await score(
    ...["--tasks", "starter", "--samples", "canonical", "--shard", "1/2"],
  );
  assert.deepEqual({ code, error }, {
    code: 2,
    error: "--shard needs --out: its rows are the result",
  });
});
