import assert from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import process from "node:process";
import { random } from "../../base/mod.ts";
import { byTask, pairedBootstrap } from "../../metrics/mod.ts";
import type { Attempt } from "../../runs/mod.ts";
import { sandbox } from "../../sandbox/mod.ts";
import { batteryLimits, honest } from "../../sandbox/attacks/battery.ts";
import { readAttacks } from "../../sandbox/attacks/readAttacks.ts";
import { loadTasks, Task } from "../../tasks/mod.ts";
import { align, type AlignOptions } from "./align.ts";
import { alignTraining } from "./alignNotes.ts";
import { alignOutputs } from "./alignOutputs.ts";
import { relabelled, relabelledRewards, swapped } from "./alignRows.ts";
import { outcomeOf } from "./outcomeOf.ts";
import { preferencePairs } from "./preferencePairs.ts";
import { rewardText, traceText } from "./rewardText.ts";

const tasksOf = (split: "train" | "test", limit: number) =>
  loadTasks("tiny", { split, limit, seed: 3, steps: [1, 2] });

// Two updates are done before another thread has begun.
process.env.TRACELAB_THREADS ??= "1";
/** One interpreter for all tests, and one folder: what the untrained model writes is written once. */
const python = await sandbox({ engine: "wasm", lanes: 1 });
const folder = await Deno.makeTempDir();
Deno.test.afterAll(async () => {
  await python.close();
  await Deno.remove(folder, { recursive: true });
});

async function collect(options: Partial<AlignOptions> & { folder: string }): Promise<Attempt[]> {
  const found: Attempt[] = [];
  const train = await tasksOf("train", 4), test = await tasksOf("test", 2);
  const small = {
    iterations: 2,
    samples: 3,
    testSamples: 1,
    steps: 2,
    batchSize: 2,
    policy: "tiny:base",
  };
  const store = join(options.folder, "store.jsonl");
  const made = align({ train, test, python, ...small, store, ...options });
  for await (const one of made) found.push(one);
  return found;
}

/** What a verdict has beside its status. */
const judged = {
  tests: [],
  stdout: "",
  stdoutBytes: 0,
  guarantee: "apart" as const,
  engine: "wasm" as const,
  cpuMs: 1,
  wallMs: 1,
};

Deno.test("every arm samples, trains and is evaluated with the same draws", async () => {
  for (const method of ["dpo", "rlaif", "grpo", "rejectionSampling"] as const) {
    const heard: string[] = [], iterations = method === "dpo" ? 2 : 1;
    const found = await collect({
      method,
      folder,
      iterations,
      onStep: ({ part, iteration, step }) => heard.push(`${part} ${iteration} ${step}`),
    });
    const trainings = found.flatMap((one) => alignTraining(one) ?? []);
    assert.deepEqual(trainings.map(({ iteration }) => iteration), [1, 2].slice(0, iterations));
    for (const training of trainings) {
      assert.match(training.weights!, /^[0-9a-f]{64}$/);
      assert(training.programs > 0 && training.rows > 0);
      const [first] = training.steps;
      if (method === "dpo") assert(Math.abs(first.margin!) < 1e-5 && first.kl! < 1e-6);
      if (method === "grpo" || method === "rlaif") assert(first.unvaried !== undefined);
      if (method === "rlaif") assert(training.reward!.rows > 0);
    }
    assert.equal(heard.length, 2 * iterations);
    assert.equal(found.filter(({ role }) => role === "test").length, 2 * (iterations + 1));
  }
  const baseline = await collect({ method: "baseline", folder, store: false, iterations: 1 });
  const texts = (round: number) =>
    baseline.filter((one) => one.role === "test" && one.round === round).map((
      { taskId, completion },
    ) => `${taskId} ${completion!.text}`).sort();
  assert.equal(texts(1).length, 2);
  assert.deepEqual(texts(1), texts(2));
  // The same generations as those that train the others.
  const dpo = await collect({ method: "dpo", folder, iterations: 1 });
  const written = (attempts: Attempt[]) =>
    attempts.filter(({ role }) => role === "student").map(({ completion }) => completion!.text)
      .sort();
  assert.equal(written(baseline).length, 12);
  assert.deepEqual(written(baseline), written(dpo));
});

Deno.test("DPO without the likelihood's term begins at ln 2, and flipped labels flip its margin", async () => {
  const margins: number[] = [];
  for (const labels of ["verdicts", "flipped"] as const) {
    const found = await collect({
      folder,
      labels,
      nll: 0,
      iterations: 1,
      steps: 4,
      batchSize: 4,
      learningRate: 3e-3,
    });
    const { steps } = alignTraining(found.find(({ role }) => role === "trainer")!)!;
    assert(Math.abs(steps[0].loss - Math.LN2) < 1e-6, `${steps[0].loss}`);
    margins.push(steps.at(-1)!.margin!);
  }
  // Each learns the order that it was told: of the true one, the second margin is the opposite.
  assert(margins[0] > 0 && margins[1] > 0, margins.join());
});

Deno.test("random labels of the clock's seed gain nothing", async () => {
  const seed = Date.now() % 2 ** 31;
  const found = await collect({
    folder,
    store: false,
    labels: "random",
    seed,
    train: await tasksOf("train", 16),
    test: await tasksOf("test", 30),
    iterations: 1,
    samples: 3,
    testSamples: 1,
    steps: 8,
    batchSize: 8,
  });
  const solved = (at: number) => {
    const own = found.filter(({ role, round }) => role === "test" && round === at);
    return byTask(own, ({ verdict }) => Number(verdict!.status === "passed"));
  };
  const gain = pairedBootstrap(solved(1), solved(2))!;
  assert(gain.n === 30 && gain.low <= 0, `seed ${seed}: ${gain.low} to ${gain.high}`);
});

Deno.test("labels: flipped exchanges every pair, random follows its seed, rewards are dealt anew", () => {
  const pair = preferencePairs(["passed", "failed"].map((status, i) => ({
    taskId: "own/1",
    prompt: "Double x.",
    completion: `x * ${2 + i}`,
    verdict: { ...judged, status: status as "passed" },
  })))[0];
  assert.equal(relabelled([pair], "flipped", 1, swapped)[0].chosen, "x * 3");
  assert.equal(relabelled([pair], "verdicts", 1, swapped)[0].chosen, "x * 2");
  const many = Array.from({ length: 1000 }, () => pair);
  const drawn = (seed: number) =>
    relabelled(many, "random", seed, swapped).map(({ chosen }) => chosen).join();
  assert.equal(drawn(1), drawn(1));
  assert.notEqual(drawn(1), drawn(2));
  const right = drawn(1).split(",").filter((text) => text === "x * 2").length;
  assert(right > 430 && right < 570, `${right}`);
  assert.deepEqual(relabelledRewards([1, 0, 0], "flipped", 1), [0, 1, 1]);
  assert.deepEqual(relabelledRewards([1, 0, 0], "random", 1).sort(), [0, 0, 1]);
});

Deno.test("a task of both sets is refused, whatever it is called, and so is what cannot be trained", async () => {
  const task = (id: string, name: string) =>
    Task.parse({
      id,
      set: "own",
      entryPoint: name,
      prompt: { instruct: `Write ${name}(x), twice x.` },
      hidden: { kind: "asserts", asserts: [`assert ${name}(2) == 4`] },
    });
  const refused = (more: Partial<AlignOptions>, message: string) =>
    assert.rejects(
      () =>
        align({
          train: [task("a/1", "f")],
          test: [task("b/7", "g")],
          iterations: 1,
          policy: "tiny:base",
          python,
          ...more,
        }).next(),
      { message },
    );
  await refused(
    {},
    "b/7 of the test set is a/1 of the training set: leave out what both have (sharedTasks)",
  );
  await refused(
    { policy: "openai:gpt-4o-mini" },
    "'dpo' trains its policy, and openai:gpt-4o-mini is not trained in this loop: run 'baseline', and " +
      'give its pairs (exportPreferences) to train("gguf:NAME", { method: "dpo", rows })',
  );
  await refused({ test: [] }, "no test task");
  await refused({ iterations: 2 }, "1 training tasks are too few for 2 iterations");
});

Deno.test("what cannot be is refused before a program is asked for", async () => {
  const refused = async (more: object, message: RegExp) => {
    const asked: string[] = [];
    const options = { train: await tasksOf("train", 4), test: await tasksOf("test", 2), python };
    const going = align({ policy: "tiny:base", folder, ...options, ...more } as AlignOptions);
    await assert.rejects(async () => {
      for await (const { id } of going) asked.push(id);
    }, { name: "RangeError", message });
    assert.deepEqual(asked, []);
  };
  await refused({ loss: "foo" }, /^'loss' must be sigmoid, ipo, kto: foo$/);
  await refused({ policy: "gguf:any", loss: "kto" }, /^'loss' must be sigmoid, ipo: kto$/);
  await refused({ advantage: "x" }, /^'advantage' must be group, reward: x$/);
  for (const learningRate of [0, -1, NaN, Infinity]) {
    await refused({ learningRate }, /^'learningRate' must be a number above 0: /);
  }
  await refused({ beta: -1 }, /^'beta' must be a number above 0: -1$/);
  await refused({ nll: "x" }, /^'nll' must be a number 0 or more: x$/);
  await refused({ alpha: -5 }, /^'alpha' must be a number 0 or more: -5$/);
  await refused({ temperature: NaN }, /^'temperature' must be/);
  await refused({ pairs: { fast: true } }, /'pairs'.*fast/);
  await refused({ pairs: { moreLines: true } }, /^'moreLines' compares traces: set 'trace'/);
  await refused({ policy: "openai:x", method: "grpo" }, /^'grpo' trains its policy, and openai:x/);
});

Deno.test("'faster' compares the median of three runs, which the record keeps", async () => {
  const at = join(folder, "faster");
  const found = await collect({
    folder: at,
    method: "dpo",
    iterations: 1,
    pairs: { faster: true },
  });
  const passing = found.filter(({ role, verdict }) =>
    role === "student" && verdict?.status === "passed"
  );
  assert(passing.length > 0);
  for (const run of [1, 2]) {
    const own = found.filter(({ role }) => role === `timing ${run}`);
    assert.deepEqual(
      own.map(({ taskId, sample }) => `${taskId} ${sample}`).sort(),
      passing.map(({ taskId, sample }) => `${taskId} ${sample}`).sort(),
    );
  }
});

Deno.test("a reward model reads the code, the execution or both, as far as it is told", async () => {
  const [task] = await tasksOf("train", 1);
  const code = "def f(x):\n    return x[0]\n";
  const verdict = {
    ...judged,
    status: "error" as const,
    error: { type: "IndexError", message: "out of range", line: 2, stack: [], locals: { x: "[]" } },
  };
  const texts = (["outcome", "message", "full", "variables"] as const)
    .map((granularity) => traceText(verdict, code, granularity));
  assert.equal(texts[0], "S_err");
  texts.slice(1).forEach((text, i) => assert(text.length > texts[i].length, text));
  assert.match(texts[3], /x = \[\]/);
  const shown = (sees: "code" | "trace" | "both") =>
    rewardText(task, { code, verdict }, { sees, granularity: "message" }).completion;
  assert.equal(shown("code"), "<code>    return x[0]<answer>");
  assert.match(shown("trace"), /^<feedback>S_err .*IndexError.*<answer>$/);
  assert.match(shown("both"), /^<code> {4}return x\[0\]<feedback>S_err .*<answer>$/);
});

Deno.test("the output files say what they are about, and are the same from any order of the attempts", async () => {
  const found = await collect({ folder, method: "dpo" });
  const trees = [found, [...found].reverse()].map((attempts, i) => {
    const output_dir = join(folder, `out${i}`);
    const files = alignOutputs(attempts, {
      output_dir,
      parameters: { method: "dpo", use_synthetic: true },
      pass_k: [1, 100],
      charts: { dpo_losses: "<svg/>", both: { svg: "<svg/>", png: Uint8Array.of(137) } },
    });
    assert.deepEqual(files, [
      "README.md",
      "charts/both.png",
      "charts/both.svg",
      "charts/dpo_losses.svg",
      "dpo_results.json",
      "experiment_params.json",
      "results.md",
      "results_summary.txt",
    ]);
    assert(files.every((file) => existsSync(join(output_dir, file))));
    return files.map((file) => readFileSync(join(output_dir, file), "utf8"));
  });
  assert.deepEqual(trees[0], trees[1]);
  const [readme, , , , results, , page, summary] = trees[0];
  const named = (arm: string) => ({ ...found[0], arm });
  assert.throws(
    () =>
      alignOutputs([named("dpo, beta 0.5"), named("dpo; beta 0.5")], {
        output_dir: join(folder, "clash"),
        parameters: {},
      }),
    { message: "'dpo, beta 0.5' and 'dpo; beta 0.5' would share a file: name them apart" },
  );
  for (const text of [readme, page, summary]) assert.match(text, /The embedded world/);
  assert.equal(JSON.parse(results).iterations.length, 3);
  assert.match(
    page,
    /\| dpo \| 2 \| 2 \| 1 \| [01]\.\d{4} \(.*\) \| {2}\|/,
    "no pass@100 of 2 programs",
  );
});

/** TRACELAB_HOSTILE=5000 draws that many. */
const hostile = Number(process.env.TRACELAB_HOSTILE ?? 3);
/** What would win by talking to the judge, standing in for what it uses, or writing its own verdict. */
const families = ["forging", "messages", "channels", "imports", "unseen", "sidemodules"];

Deno.test("a policy that writes the battery's cheats earns no reward by one, and an honest program its own", async () => {
  const cheats = readAttacks({ pwn: "/nonexistent/tracelab", port: 9 })
    .filter(({ family }) => families.includes(family));
  assert(cheats.length > 50, `${cheats.length} cheats`);
  const task = Task.parse({
    id: "own/add",
    set: "own",
    entryPoint: "add",
    prompt: { instruct: "Write add(a, b)." },
    hidden: { kind: "asserts", asserts: ["assert add(1, 2) == 3", "assert add(5, 7) == 12"] },
  });
  const rewarded = async (code: string) =>
    outcomeOf(await python.judgeOne(task, code, { limits: batteryLimits })) === "S_succ";
  assert(await rewarded(honest));
  const draw = random(4); // its first three end by themselves: none costs a new interpreter
  for (let i = 0; i < hostile; i++) {
    const { family, name, code } = draw.pick(cheats);
    assert(!await rewarded(code), `${family}: ${name}`);
  }
});
