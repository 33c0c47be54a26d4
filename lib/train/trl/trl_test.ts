/** Real engines on models so small that the test writes them: trl trains, llama.cpp asks. */
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import process from "node:process";
import { llamaEngine, model } from "../../engines/mod.ts";
import { completionMask, exportPreferences } from "../../methods/mod.ts";
import { solve } from "../../models/mod.ts";
import { Task } from "../../tasks/mod.ts";
import { needs, venvPython } from "../../testing/needs.ts";
import { train } from "../train.ts";

const python = resolve(venvPython);
const folder = mkdtempSync(join(tmpdir(), "tracelab-trl-"));
const elsewhere = () => mkdtempSync(join(folder, "trained-"));

/** Runs a script of the testing room to its end and gives what it printed. */
function ask(script: string, args: string[], input?: unknown): string {
  const path = join(import.meta.dirname!, "../../testing", script);
  const { status, stdout, stderr } = spawnSync(python, ["-B", path, ...args], {
    encoding: "utf8",
    input: JSON.stringify(input ?? {}),
    env: { ...process.env, OMP_NUM_THREADS: "1", HF_HUB_OFFLINE: "1" },
  });
  assert.equal(status, 0, stderr);
  return stdout;
}

let written = false;
/** A model of random weights: `tiny.gguf`, and the same in `hf`. */
function base(kind: "llama" | "qwen2"): string {
  if (!written) ask("tinyHf.py", [folder]);
  written = true;
  return join(folder, kind);
}

const turn = (role: "user" | "assistant", content: string) => ({ role, content });
const questions = Array.from({ length: 12 }, (_, n) => `Add ${n} to x.`);
const rows = questions.map((question, n) => ({
  prompt: [turn("user", question)],
  completion: [turn("assistant", `return x + ${n}`)],
}));
const pairs = questions.map((prompt, n) => ({
  prompt,
  chosen: `return x + ${n}`,
  rejected: `return ${n}`,
}));
const fast = {
  steps: 8,
  learningRate: 2e-2,
  warmup: 1,
  batchSize: 4,
  microBatch: 2,
  checkpointEvery: 3,
  maxLength: 128,
  lora: { rank: 4, alpha: 8 },
  cpu: true,
  python,
} as const;

const task = Task.parse({
  id: "own/1",
  set: "own",
  prompt: { complete: "def add(x):\n" },
  entryPoint: "add",
  hidden: { kind: "run" },
});

/** A reply to a question and its tokens' log-probabilities, by llama.cpp. */
async function replyOf(uri: string, question: string) {
  const engine = await llamaEngine(uri, { threads: 1, context: 512, slots: 1 });
  try {
    const messages = [turn("user", question)];
    const { text, logprobs } = await engine.complete({
      intent: solve(task).intent, // asked word by word, below
      prompt: { messages },
      sampling: { temperature: 0, maxTokens: 24 },
      sample: 0,
      logprobs: true,
    });
    return { text, messages, logprobs: logprobs! };
  } finally {
    await engine.close();
  }
}

const place = (uri: string) => dirname(uri.split("?adapter=")[1]);

/** The inputs of a training in a folder of their own. */
function copied(uri: string, name: string): string {
  const to = join(folder, name);
  mkdirSync(to);
  for (
    const file of ["recipe.json", "rows.jsonl", "train.py", "answer_head.py", "lora_to_gguf.py"]
  ) {
    cpSync(join(place(uri), file), join(to, file));
  }
  return to;
}

const mean = (numbers: number[]) => numbers.reduce((sum, one) => sum + one, 0) / numbers.length;

Deno.test({
  ...needs("trl", "llama"),
  name:
    "trl trains a folder by two processes, and a GGUF although it is killed; llama.cpp asks both",
  async fn(t) {
    const hf = `hf:${join(base("llama"), "hf")}`, gguf = `gguf:${join(base("qwen2"), "tiny.gguf")}`;
    const weights = join(base("llama"), "tiny.gguf");
    const long = { prompt: rows[0].prompt, completion: [turn("assistant", "x".repeat(200))] };
    const sft = train(hf, {
      ...fast,
      method: "sft",
      rows: [...rows, long],
      processes: 2,
      gguf: weights,
      folder: elsewhere(),
    });
    const supervised = await Array.fromAsync(sft), tuned = await sft.model();
    // Line ends to some, and half a character: one row each, and all are read.
    const odd = {
      prompt: "Add \u2028 \u2029 \u0085 \x0b \x0c \ud800 to x.",
      chosen: "x",
      rejected: "y",
    };
    const asked = { ...fast, method: "dpo", rows: exportPreferences([...pairs, odd]) } as const;
    const dpo = train(gguf, { ...asked, folder: elsewhere() });
    // Between two checkpoints: Python is ended at once.
    for await (const { step } of dpo) if (step === 5) break;
    const preferred = await Array.fromAsync(dpo), aligned = await dpo.model();

    await t.step("the loss falls, from step to step and from what is there", () => {
      assert.deepEqual(supervised.map(({ step, steps }) => [step, steps]).at(-1), [8, 8]);
      assert(supervised[7].loss < 0.7 * supervised[0].loss, `${supervised[7].loss}`);
      assert(supervised.every(({ dropped }) => dropped === 1), "the long row is left out");
      assert(Math.abs(preferred[0].loss - Math.LN2) < 1e-6, `${preferred[0].loss}`);
      assert.equal(preferred[0].margin, 0);
      const end = preferred[7];
      assert(end.loss < 0.5 && end.margin! > 0 && end.chosenReward! > end.rejectedReward!);
      assert.equal(end.accuracy, 1);
    });

    await t.step("what is kept is the adapter and all that trains it elsewhere", async () => {
      assert.equal(tuned, `gguf:${weights}?adapter=${join(place(tuned), "adapter.gguf")}`);
      assert.deepEqual(readdirSync(place(aligned)).sort(), [
        "accelerate.yaml",
        "adapter.gguf",
        "adapter_config.json",
        "adapter_model.safetensors",
        "answer_head.py",
        "environment.json",
        "events.jsonl",
        "log.txt",
        "lora_to_gguf.py",
        "recipe.json",
        "requirements.txt",
        "rows.jsonl",
        "train.py",
        "train.sbatch",
        "training.json",
        "unsloth_recipe.py",
      ]);
      const again = train(gguf, { ...asked, folder: dirname(place(aligned)), python: "nowhere" });
      assert.deepEqual(await Array.fromAsync(again), preferred, "trained once");
    });

    const replies = [await replyOf(tuned, questions[3]), await replyOf(aligned, questions[3])];
    const spaced = [
      { prompt: "Two  ", completion: "  blanks" }, // two blanks are one token
      { prompt: "Odd ", completion: "  blanks" }, // and one spans the border
      { prompt: "### Response:\n", completion: "return 1\n" },
    ];
    const unbroken = copied(aligned, "unbroken"), alone = copied(tuned, "alone");
    // A training that goes on from the adapter, as it is handed to Python; this one ends at once.
    const { lora: _, ...more } = asked, goingOn = { ...more, steps: 2, folder: elsewhere() };
    const on = train(aligned, { ...goingOn, python: "/bin/false" });
    await assert.rejects(on.model(), /Python ended with 1/);
    const further = join(goingOn.folder, on.key);
    const { trainings, scores, masks, heads } = JSON.parse(ask("trlPeer.py", [], {
      trainings: [unbroken, alone, further],
      scores: replies.map(({ messages, logprobs }, i) => ({
        base: [hf, gguf][i].replace(/^\w+:/, ""),
        adapter: place([tuned, aligned][i]),
        messages,
        tokens: logprobs.map(({ token }) => token),
      })),
      heads: alone,
      masks: {
        base: join(base("qwen2"), "hf"),
        rows: spaced,
        texts: spaced.flatMap((row) => [row.prompt, row.prompt + row.completion]),
      },
    }));

    await t.step("killed and started again it says the same steps and gives the same bytes", () => {
      assert.deepEqual(preferred, trainings[0]);
      for (const name of ["adapter.gguf", "adapter_model.safetensors", "adapter_config.json"]) {
        assert(readFileSync(join(place(aligned), name)).equals(readFileSync(join(unbroken, name))));
      }
    });

    await t.step("an adapter is gone on with, and is its own reference", () => {
      const [first, second] = trainings[2];
      assert(Math.abs(first.loss - Math.LN2) < 1e-6, `${first.loss}`);
      assert.deepEqual([first.margin, second.step, second.steps], [0, 2, 2]);
      const [before, after] = [place(aligned), further].map((at) =>
        readFileSync(join(at, "adapter.gguf"))
      );
      assert.equal(after.length, before.length);
      assert(!after.equals(before));
    });

    await t.step("two processes take the steps of one", () => {
      assert.equal(trainings[1].length, 8);
      supervised.forEach(({ loss, tokens }, i) => {
        assert(Math.abs(trainings[1][i].loss - loss) < 1e-3, `step ${i}: ${loss}`);
        assert.equal(tokens, trainings[1][i].tokens);
      });
    });

    await t.step(
      "on a processor the answers alone are scored: what trl gives, and its gradient",
      () => {
        for (const kind of ["float32", "learned", "cooler", "mixed"]) {
          assert(heads[kind].every((far: number) => far < 1e-4), `${kind}: ${heads[kind]}`);
        }
        for (const kind of ["bfloat16", "cast"]) {
          const [logProbs, entropy, meanLogit, gradient, top1] = heads[kind];
          const said = `${kind}: ${heads[kind]}`;
          assert(Math.max(logProbs, entropy, meanLogit) < 1e-4 && top1 === 0, said);
          assert(gradient < 0.05, said); // rounded to eight bits
        }
      },
    );

    await t.step("llama.cpp gives the adapters PEFT's log-probabilities", () => {
      for (const [i, { logprobs, text }] of replies.entries()) {
        const far = (other: number[]) =>
          mean(logprobs.map(({ logprob }, j) => Math.abs(logprob - other[j])));
        assert(logprobs.length > 3, `reply ${i}: ${JSON.stringify(text)}`);
        assert(far(scores[i].with) < 0.01, `reply ${i}: ${far(scores[i].with)} from PEFT`);
        assert(far(scores[i].without) > 0.1, `reply ${i}: the adapter changes nothing`);
      }
    });

    await t.step(
      "the loss is on the tokens that completionMask names, as trl collates them",
      () => {
        spaced.forEach((row, i) => {
          const { ids, mask, aligned } = completionMask(
            row,
            (text) => masks.texts[text],
            masks.end,
          );
          assert.deepEqual(
            masks.attention[i].map((on: number, j: number) => on && masks.ids[i][j]),
            [
              ...ids,
              ...masks.ids[i].slice(ids.length).map(() => 0),
            ],
          );
          const labels = ids.map((id, j) => mask[j] ? id : -100);
          const padding = masks.ids[i].slice(ids.length).map(() => -100);
          assert.deepEqual([...labels, ...padding], masks.labels[i]);
          assert.equal(aligned, i !== 1);
        });
      },
    );

    await t.step("a flow asks it", async () => {
      await using coder = model(tuned, { threads: 1, context: 512, concurrency: 1, store: false });
      assert((await coder.ask(solve(task, { maxTokens: 8 }))).text.length > 0);
      assert.match((await coder.identity)!, /adapter/);
    });
  },
});
