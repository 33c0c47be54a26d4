/** The loop with a GGUF as policy: llama.cpp writes, trl trains, on a model that the test writes. */
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import process from "node:process";
import type { Completion } from "../../models/mod.ts";
import type { Attempt } from "../../runs/mod.ts";
import { type Sandbox, sandbox, Verdict } from "../../sandbox/mod.ts";
import { Task } from "../../tasks/mod.ts";
import { needs, venvPython } from "../../testing/needs.ts";
import { align, type AlignOptions } from "./align.ts";
import { alignTraining } from "./alignNotes.ts";

const tasks = Array.from({ length: 14 }, (_, i) =>
  Task.parse({
    id: `own/${i}`,
    set: "own",
    prompt: { instruct: `Add ${i}.` },
    hidden: { kind: "asserts", asserts: [`assert f(0) == ${i}`] },
  }));

/** A sandbox that passes every other reply, whatever it says: a model of random weights writes no programs. */
async function coin(): Promise<Sandbox> {
  const python = await sandbox({ lanes: 1 });
  const verdict = (text: string) =>
    Verdict.parse({
      status: text.length % 2 ? "passed" : "failed",
      guarantee: "apart",
      engine: "native",
      cpuMs: 1,
      wallMs: 1,
    });
  python.judge = async function* (candidates) {
    for await (const one of candidates) {
      yield { ...one, verdict: verdict((one.completion as Completion).text) };
    }
  };
  return python;
}

Deno.test({
  ...needs("trl", "llama"),
  name: "a GGUF is aligned by dpo, under random labels and by its own right programs, with trl",
  async fn() {
    const root = mkdtempSync(join(tmpdir(), "tracelab-align-"));
    const before = process.env.TRACELAB_TRAIN_PYTHON;
    process.env.TRACELAB_TRAIN_PYTHON = resolve(venvPython);
    try {
      const script = join(import.meta.dirname!, "../../testing/tinyHf.py");
      const made = spawnSync(venvPython, ["-B", script, root], { encoding: "utf8" });
      assert.equal(made.status, 0, made.stderr);
      const policy = `gguf:${join(root, "qwen2/tiny.gguf")}`;
      await using python = await coin();
      const store = join(root, "store.jsonl"), folder = join(root, "trained");
      const run = async (options: Partial<AlignOptions>) => {
        const all: Attempt[] = [];
        const sizes = { iterations: 1, samples: 4, testSamples: 1, testTemperature: 0 };
        const going = align({
          ...{ train: tasks.slice(2), test: tasks.slice(0, 2), policy, python, store, folder },
          ...{ ...sizes, batchSize: 4, learningRate: 2e-2, pairsEach: 2, seed: 3 },
          pairs: { distinct: false },
          ...options,
        });
        let next = await going.next();
        while (!next.done) {
          all.push(next.value);
          next = await going.next();
        }
        return { all, model: next.value.model, training: all.map(alignTraining).find(Boolean)! };
      };
      const dpo = await run({ method: "dpo", nll: 0 });
      const random = await run({ method: "dpo", nll: 0, labels: "random" });
      const right = await run({ method: "rejectionSampling" });

      assert.equal(dpo.all.filter(({ role }) => role === "student").length, 48);
      assert(Math.abs(dpo.training.steps[0].loss - Math.LN2) < 1e-6);
      const { rows, heldOut, steps } = dpo.training;
      assert.equal(steps.length, Math.ceil(rows / 4), "one epoch");
      assert.deepEqual(steps.map(({ step }) => step), steps.map((_, i) => i + 1), "each step once");
      assert(heldOut && heldOut.tasks >= 1 && heldOut.pairs >= heldOut.tasks);
      assert(heldOut.right >= 0 && heldOut.right <= heldOut.pairs);
      const read = (uri: string, name: string) =>
        readFileSync(join(dirname(uri.split("?adapter=")[1]), name), "utf8").trim().split("\n")
          .map((line) => JSON.parse(line));
      const trained = read(dpo.model, "rows.jsonl"), apart = read(dpo.model, "heldOut.jsonl");
      assert.deepEqual([trained.length, apart.length], [rows, heldOut.pairs]);
      assert.deepEqual(
        trained[0].prompt.map(({ role }: { role: string }) => role),
        ["system", "user"],
        "what the model read",
      );
      const asked = (rows: { prompt: { content: string }[] }[]) =>
        new Set(rows.map(({ prompt }) => prompt.at(-1)!.content));
      for (const text of asked(apart)) {
        assert(!asked(trained).has(text), "held out, and trained on");
      }

      assert.deepEqual(random.training.heldOut?.pairs, heldOut.pairs, "judged by the same pairs");
      assert.deepEqual(read(random.model, "heldOut.jsonl"), apart, "under the verdicts' labels");
      assert.notDeepEqual(read(random.model, "rows.jsonl"), trained);
      assert.match(right.model, /^gguf:.*\?adapter=/);
      assert(right.training.steps.at(-1)!.loss < right.training.steps[0].loss);
      const tests = right.all.filter(({ role }) => role === "test");
      assert.deepEqual(tests.map(({ round }) => round), [1, 1, 2, 2]);
      assert.equal(new Set([dpo, random, right].map(({ training }) => training.weights)).size, 3);

      process.env.TRACELAB_TRAIN_PYTHON = "nowhere";
      assert.deepEqual(
        (await run({ method: "dpo", nll: 0 })).training,
        dpo.training,
        "trained once",
      );
    } finally {
      if (before === undefined) delete process.env.TRACELAB_TRAIN_PYTHON;
      else process.env.TRACELAB_TRAIN_PYTHON = before;
      rmSync(root, { recursive: true });
    }
  },
});
