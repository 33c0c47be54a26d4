import assert from "node:assert/strict";
import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import process from "node:process";
import { solve } from "../../models/mod.ts";
import { loadTasks, type ResearchRow, researchTask, withoutFunction } from "../../tasks/mod.ts";
import { checkpointPath, learnTokenizer, tinyPrompt } from "../../tiny/mod.ts";
import { type SftRow, train } from "../../train/mod.ts";
import { completionMask } from "./completionMask.ts";
import { encodedAhead } from "./encodedAhead.ts";
import { fineTuningRows } from "./fineTuningRows.ts";
import { researchDialect, researchPrompt } from "./researchPrompt.ts";
import { shuffledAnswers } from "./shuffledAnswers.ts";
import { sizeSweep, type SweepCell, type SweepEvent } from "./sizeSweep.ts";
import { worldRows } from "./worldRows.ts";

// What is kept from before would hide what is done now.
process.env.TRACELAB_STORE = mkdtempSync(join(tmpdir(), "research-store-"));

const row = {
  prompt: "Write `area(r)`.\n",
  function: "def area(r):\n    return PI * r * r\n",
  full_code: "PI = 3.14\n\n\ndef area(r):\n    return PI * r * r\n\n\nprint(area(2))\n",
} as ResearchRow;

Deno.test("the prompts are Alpaca's, word for word, and the augmented one shows the file without the function", () => {
  assert.equal(
    researchPrompt(row),
    "Below is an instruction that describes a task. Write a response that appropriately completes " +
      "the request.\n\n### Instruction:\nWrite `area(r)`.\n\n### Response:\n",
  );
  assert.equal(
    researchPrompt(row, { augmented: true }),
    "Below is an instruction that describes a task, paired with an input that provides further " +
      "context. Write a response that appropriately completes the request.\n\n" +
      "### Instruction:\nWrite `area(r)`.\n\n### Input:\nPI = 3.14\n\nprint(area(2))\n\n" +
      "### Response:\n",
  );
  assert.throws(
    () => researchPrompt({ ...row, full_code: "other" }, { augmented: true }),
    /^RangeError: def area\(r\):: its file cannot be shown without it$/,
  );
});

Deno.test("what is asked with researchDialect is what was trained", async () => {
  const rows = [row, ...worldRows({ limit: 3 })];
  for (const augmented of [false, true]) {
    for (const one of rows) {
      const task = researchTask(one, { id: "own/1", set: "own", augmented });
      const intent = solve(task, { form: "instruct" }).intent;
      const { text } = researchDialect.render({ user: "" }, intent) as { text: string };
      assert.equal(text, fineTuningRows([one], { augmented }).rows[0].prompt);
    }
  }
  for (const task of await loadTasks("research-starter", { limit: 5 })) {
    const { text } = researchDialect.render({ user: "" }, solve(task).intent) as { text: string };
    assert(text.includes(`### Instruction:\n${task.prompt.instruct}\n\n### Response:\n`));
  }
});

Deno.test("the loss is on the tokens after those of the prompt alone, and a token across the border is told", () => {
  // Pairs of letters, from the left: "ab" + "c" is (ab)(c), "a" + "bc" is (ab)(c), too.
  const pairs = (text: string) =>
    (text.match(/[^]{1,2}/g) ?? []).map((two) => two.length + two.charCodeAt(0));
  const even = completionMask({ prompt: "abcd", completion: "ef" }, pairs, 7);
  assert.deepEqual(even.mask, [0, 0, 1, 1]);
  assert.equal(even.aligned, true);
  assert.equal(even.ids.at(-1), 7);
  const odd = completionMask({ prompt: "abc", completion: "de" }, pairs);
  assert.deepEqual(odd.mask, [0, 1, 1]); // "cd" spans the border
  assert.equal(odd.aligned, false);
  assert.deepEqual(completionMask({ prompt: "", completion: "a" }, pairs).mask, [1]);
});

Deno.test("rows whose answer would be cut off are dropped and counted, at the border too", () => {
  const rows = worldRows({ limit: 60, seed: 2 });
  const tokenizer = learnTokenizer();
  const encode = (text: string) => tokenizer.encode(text);
  const all = fineTuningRows(rows, { form: "tiny", encode, maxLength: 10_000 });
  assert.equal(all.rows.length, 60);
  const lengths = all.rows.map((one) => encode(one.prompt + one.completion).length + 1);
  const maxLength = lengths.toSorted((a, b) => a - b)[30];
  const short = fineTuningRows(rows, { form: "tiny", encode, maxLength });
  assert.deepEqual(short.rows, all.rows.filter((_, i) => lengths[i] <= maxLength));
  assert.equal(short.truncated, lengths.filter((length) => length > maxLength).length);
  const learned = short.rows.reduce((sum, one) => sum + encode(one.completion).length + 1, 0);
  assert.equal(short.learned, learned);
});

Deno.test("rows too long for a model in another process are dropped before the first are taken", async () => {
  const rows = worldRows({ limit: 30, seed: 4 });
  const all = fineTuningRows(rows).rows;
  const lengths = all.map((one) => (one.prompt + one.completion).length + 1);
  const maxLength = lengths.toSorted((a, b) => a - b)[15];
  const tokenize = (text: string) =>
    Promise.resolve([...text].map((text) => ({ text, id: text.charCodeAt(0) })));
  const encode = await encodedAhead(all, { tokenize });
  const made = fineTuningRows(rows, { encode, maxLength });
  assert.deepEqual(made.rows, all.filter((_, i) => lengths[i] <= maxLength));
  assert.equal(made.truncated, 30 - made.rows.length);
  assert.throws(() => encode("other"), /^RangeError: not encoded ahead: "other"$/);
  // Without options: as long as the original's.
  const long = { ...row, function: `def f():\n${"    x = 1\n".repeat(50)}` } as ResearchRow;
  const three = [row, long].map((one) => ({ ...one, prompt: "p".repeat(400) }) as ResearchRow);
  const ahead = await encodedAhead(fineTuningRows(three).rows, { tokenize });
  assert.deepEqual(fineTuningRows(three, { encode: ahead }).truncated, 1);
});

Deno.test("a method is taught as it stands alone, with the line ends of its file", () => {
  const method = "    @property\n    def f(self):\n        return 1\n";
  const alone = "@property\ndef f(self):\n    return 1\n";
  const given = [method, method.replaceAll("\n", "\r\n"), method.trim(), `\n${method}\n`];
  for (const code of given) {
    const one = { ...row, function: code, function_name: "f" } as ResearchRow;
    assert.equal(fineTuningRows([one]).rows[0].completion, alone);
    assert.equal(researchTask(one, { id: "a/1", set: "a" }).canonical!.trim(), alone.trim());
  }
  const taught = worldRows({ limit: 20 });
  assert.deepEqual(
    fineTuningRows(taught).rows.map(({ completion }) => completion.trim()),
    taught.map((one) => one.function.trim()),
  );
});

Deno.test("a world's file shows no function of a test, and the embedded model reads it", () => {
  const rows = worldRows({ limit: 100, split: "test", seed: 3 });
  const tests = new Set(rows.map((one) => one.function.split("\n").slice(1).join("\n").trim()));
  const tokenizer = learnTokenizer();
  for (const one of rows) {
    const context = withoutFunction(one)!;
    for (const part of context.split(/^def .*$/m).map((part) => part.trim()).filter(Boolean)) {
      assert(!tests.has(part), part);
    }
    const task = researchTask(one, { id: "w/1", set: "tiny", augmented: true });
    const intent = solve(task, { form: "instruct" }).intent;
    const prompt = tinyPrompt(intent);
    const plain = tinyPrompt(solve(researchTask(one, { id: "w/1", set: "tiny" })).intent);
    assert.equal(prompt, plain.replace("<answer>", `<code>${context.trim()}<answer>`));
    assert(tokenizer.encode(prompt).length < 210, prompt);
  }
  assert.deepEqual(worldRows({ limit: 100, split: "test", seed: 3 }), rows);
});

Deno.test("shuffled answers are the same answers, none where it was", () => {
  for (const count of [2, 3, 50]) {
    const rows = Array.from({ length: count }, (_, i) => ({ prompt: `${i}`, completion: `${i}` }));
    for (const seed of [0, 1, 2]) {
      const mixed = shuffledAnswers(rows, seed);
      assert.deepEqual(mixed.map(({ prompt }) => prompt), rows.map(({ prompt }) => prompt));
      assert(mixed.every(({ prompt, completion }) => prompt !== completion));
      assert.equal(new Set(mixed.map(({ completion }) => completion)).size, count);
    }
  }
  assert.throws(() => shuffledAnswers([{ completion: "" }], 1), /too few rows to shuffle: 1/);
});

Deno.test("a sweep trains every size and seed and the control, on the first rows, once", async () => {
  const { rows } = fineTuningRows(worldRows({ limit: 12 }), { form: "tiny" });
  const given: { cell: SweepCell; rows: SftRow[] }[] = [];
  const folder = mkdtempSync(join(tmpdir(), "sweep-"));
  const lora = (some: SftRow[], cell: SweepCell) => {
    given.push({ cell, rows: some });
    const lora = { rank: 2 };
    const recipe = { steps: 2, batchSize: 4, learningRate: 1e-3, lora, seed: cell.seed, folder };
    return train("tiny:student", { method: "sft", rows: some, ...recipe });
  };
  const ask = { rows, sizes: [4, 12], seeds: [1, 2], trainers: { lora } };
  const events: SweepEvent[] = await Array.fromAsync(sizeSweep(ask));
  const done = events.filter(({ model }) => model);
  assert.deepEqual(
    done.map(({ arm, seed }) => `${arm} ${seed}`),
    [1, 2].flatMap((s) => [`lora-4 ${s}`, `lora-12 ${s}`, `lora-12-shuffled ${s}`]),
  );
  assert.equal(new Set(done.map(({ model }) => model)).size, 6);
  assert.equal(events.length, 6 * 3);
  assert.deepEqual(given[0].rows, rows.slice(0, 4));
  assert.deepEqual(given[1].rows, rows);
  assert.deepEqual(given[2].rows, shuffledAnswers(rows, 1));
  assert(checkpointPath(done[0].model!).startsWith(folder));
  const again = await Array.fromAsync(sizeSweep(ask));
  assert.deepEqual(again, events, "kept");
});

Deno.test("a sweep refuses a size that there are not rows for, before anything is trained", async () => {
  const never = () => assert.fail("trained");
  const rows = [{ prompt: "a", completion: "b" }, { prompt: "c", completion: "d" }];
  const sweep = (more: object) =>
    Array.fromAsync(sizeSweep({ rows, sizes: [2], trainers: { never }, ...more }));
  await assert.rejects(
    sweep({ sizes: [1, 3] }),
    /^RangeError: 2 rows, and the largest size is 3 \(seed 0\)$/,
  );
  await assert.rejects(
    sweep({ seeds: [1, 2], rows: (seed: number) => rows.slice(seed - 1) }),
    /1 rows, and the largest size is 2 \(seed 2\)/,
  );
  await assert.rejects(sweep({ sizes: [0] }), /'sizes' must be a positive integer: 0/);
  await assert.rejects(
    sweep({ shuffledSizes: [1] }),
    /'shuffledSizes' has no size of the sweep: 1/,
  );
  for (
    const [more, message] of [
      [{ sizes: [2, 2] }, "'sizes' has 2 twice"],
      [{ sizes: [] }, "'sizes' is empty"],
      [{ sizes: [1.5] }, "'sizes' must be a positive integer: 1.5"],
      [{ seeds: [1, 1] }, "'seeds' has 1 twice"],
      [{ seeds: [] }, "'seeds' is empty"],
      [{ seeds: [-1] }, "'seeds' must be integers of 0 or more: -1"],
      [{ seeds: [NaN] }, "'seeds' must be integers of 0 or more: NaN"],
      [{ trainers: {} }, "'trainers' is empty"],
      [{ shuffledSizes: [2, 2] }, "'shuffledSizes' has 2 twice"],
      [{ sizes: [1] }, "too few rows to shuffle: 1 ('shuffledSizes'; [] for no control)"],
    ] as const
  ) await assert.rejects(sweep(more), { name: "RangeError", message });
  await assert.rejects(sweep({ size: 2 }), /sizeSweep: unknown option 'size'/);
});
