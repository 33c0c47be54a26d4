import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { tinyTasks } from "../../tinyWorld/mod.ts";
import { solve } from "../../models/mod.ts";
import { TinyLM } from "../tinyLM.ts";
import { learnTokenizer } from "./learnTokenizer.ts";
import { tinyModel } from "./tinyModel.ts";

const tasks = tinyTasks({ limit: 6 });
const tokenizer = learnTokenizer();

/** A model without training: its programs are noise, its plumbing is not. */
async function withCheckpoint(use: (uri: string) => Promise<void>): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), "tracelab-tiny-"));
  try {
    const shape = { vocabulary: tokenizer.size, width: 16, layers: 1, heads: 1, context: 320 };
    await using lm = await TinyLM.create(shape, { tokenizer: tokenizer.vocabulary, threads: 1 });
    const path = join(folder, "noise.tiny");
    writeFileSync(path, lm.save());
    await use(`tiny:${path}`);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

Deno.test("every completion of the embedded model is a whole program", () =>
  withCheckpoint(async (uri) => {
    await using model = tinyModel(uri, { store: false });
    let seen = 0;
    for await (const { task, completion } of model.generate(tasks.map((task) => solve(task)))) {
      assert(completion.code.startsWith(task.prompt.complete!), completion.code);
      assert(completion.usage.promptTokens! > 10);
      seen++;
    }
    assert.equal(seen, tasks.length);
  }));

Deno.test("a sample does not depend on what is asked beside it", () =>
  withCheckpoint(async (uri) => {
    const request = solve(tasks[2], { temperature: 1, seed: 5 });
    await using together = tinyModel(uri, { store: false });
    await using alone = tinyModel(uri, { store: false });
    const one = await alone.ask(request);
    const all = tasks.map((task) => solve(task, { temperature: 1, seed: 5, samples: 3 }));
    for await (const { task, completion } of together.generate(all)) {
      if (task.id !== tasks[2].id || completion.sample !== 0) continue;
      assert.equal(completion.text, one.text);
      return;
    }
    assert.fail("no completion of the task");
  }));

Deno.test("an unknown checkpoint and a prompt longer than the context are refused", () =>
  withCheckpoint(async (uri) => {
    const missing = tinyModel("tiny:nowhere.tiny", { store: false });
    await assert.rejects(missing.ask(solve(tasks[0])), /no checkpoint at nowhere.tiny/);
    await using model = tinyModel(uri, { store: false });
    const prompt = `Sum ${"these numbers ".repeat(400)}`;
    await assert.rejects(model.ask(solve(tasks[0], { prompt })), /tokens, the context 320/);
  }));

Deno.test("an answer ends before its first stop string", () =>
  withCheckpoint(async (uri) => {
    await using model = tinyModel(uri, { store: false, temperature: 1, seed: 5 });
    const whole = await model.ask(solve(tasks[0]));
    const head = tasks[0].prompt.complete!, body = whole.text.slice(head.length);
    const first = body.slice(20, 25), later = body.slice(40, 45);
    const { text, finishReason } = await model.ask(solve(tasks[0], { stop: [later, first] }));
    assert.equal(text, `${head}${body.slice(0, body.indexOf(first)).trimEnd()}\n`);
    assert(text.length > head.length + 1);
    assert.equal(finishReason, "stop");
    assert.equal((await model.ask(solve(tasks[0], { stop: ["\0"] }))).text, whole.text);
  }));

Deno.test("another dialect is refused: tiny has its own", () =>
  withCheckpoint(async (uri) => {
    await using model = tinyModel(uri, { store: false, dialect: "chat" });
    await assert.rejects(model.ask(solve(tasks[0])), {
      name: "ModelError",
      message: `${uri}: no text to read: tiny has its own dialect, leave 'dialect' out`,
    });
  }));

Deno.test("merging is told by what is merged: other analyses are not answered from the store", () =>
  withCheckpoint(async (uri) => {
    await using model = tinyModel(uri, { store: false });
    const ask = async (directives: string[], analyses: string[]) =>
      (await model.ask({ intent: { kind: "optimise", directives, analyses }, seed: 1 })).text;
    const zero = "Return 0 when there is nothing to return.";
    assert.equal(await ask([], [zero]), `1. ${zero}`);
    assert.equal(await ask([], []), "");
    assert.equal(
      await ask(["Include both ends of a range."], []),
      "1. Include both ends of a range.",
    );
  }));

Deno.test("demonstrations are refused and not left out: the embedded model cannot read them", () =>
  withCheckpoint(async (uri) => {
    await using model = tinyModel(uri, { store: false });
    const demonstrations = [{ taskId: "t", task: "Return 1.", code: "def f():\n    return 1" }];
    await assert.rejects(model.ask(solve(tasks[0], { demonstrations })), {
      name: "ModelError",
      message: /reads no demonstrations/,
    });
  }));
