import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import {
  checkpointPath,
  distilLogits,
  dpo,
  learnTokenizer,
  type PreferencePair,
  sampleMany,
  sft,
  TinyLM,
} from "../tiny/mod.ts";
import { blankTiny } from "./blankTiny.ts";
import { rewardsOf } from "./rewardsOf.ts";
import { tinyTrainer } from "./tinyTrainer.ts";
import { train } from "./train.ts";

const tokenizer = learnTokenizer();
const folder = mkdtempSync(join(tmpdir(), "tracelab-train-"));
const elsewhere = () => mkdtempSync(join(tmpdir(), "tracelab-train-"));
const base = await blankTiny({ width: 16, layers: 1, heads: 1, seed: 1, folder });
const names = ["nums", "words", "a, b", "s", "n", "xs"];
const prompts = names.map((name) => `<solve>${name}<text>Return the sum of ${name}.<answer>`);
const rows = names.map((name, i) => ({
  prompt: prompts[i],
  completion: `    return sum(${name})\n`,
}));
const pairs = rows.map(({ prompt, completion }, i) => ({
  prompt,
  chosen: completion,
  rejected: `    return ${i}\n`,
}));
const fast = { steps: 4, learningRate: 3e-3, warmup: 1, batchSize: 3, folder };
const sha256 = (bytes: Uint8Array) => createHash("sha256").update(bytes).digest("hex");
const bytesOf = (uri: string) => readFileSync(checkpointPath(uri));

/** The weights that the losses give, called by hand on one model. */
async function byHand(use: (lm: TinyLM) => Promise<void>): Promise<Uint8Array> {
  await using lm = await TinyLM.load(checkpointPath(base), { threads: 1 });
  await use(lm);
  return lm.save();
}
async function finish(events: AsyncIterable<unknown>) {
  for await (const _ of events);
}
const sequences = rows.map(({ prompt, completion }) => {
  const asked = tokenizer.encode(prompt);
  return {
    tokens: [...asked, ...tokenizer.encode(completion), tokenizer.end],
    from: asked.length,
  };
});
const options = { steps: 4, learningRate: 3e-3, warmup: 1, batchSize: 3 };

Deno.test("train gives the losses of its steps and the weights that the loss gives by itself", async () => {
  const training = train(base, { method: "sft", rows, ...fast });
  const events = await Array.fromAsync(training);
  const losses: number[] = [];
  const expected = await byHand(async (lm) => {
    for await (const { loss } of sft(lm, sequences, options)) losses.push(loss);
  });
  assert.deepEqual(events.map(({ loss }) => loss), losses);
  assert.deepEqual(events.map(({ step, steps }) => [step, steps]), [[1, 4], [2, 4], [3, 4], [
    4,
    4,
  ]]);
  assert.deepEqual(new Uint8Array(bytesOf(await training.model())), expected);
});

Deno.test("every method gives the weights of its loss", async () => {
  const asPairs = pairs.map(({ prompt, chosen, rejected }): PreferencePair => ({
    prompt: tokenizer.encode(prompt),
    chosen: [...tokenizer.encode(chosen), tokenizer.end],
    rejected: [...tokenizer.encode(rejected), tokenizer.end],
  }));
  const teacher = await blankTiny({ width: 24, layers: 1, heads: 1, seed: 2, folder });
  const preference = { beta: 0.3, nll: 0.5, seed: 4 };
  assert.deepEqual(
    new Uint8Array(bytesOf(
      await train(base, { method: "dpo", rows: pairs, ...fast, ...preference }).model(),
    )),
    await byHand((lm) => finish(dpo(lm, asPairs, { ...options, ...preference }))),
  );
  assert.deepEqual(
    new Uint8Array(
      bytesOf(await train(base, { method: "distil", rows, ...fast, teacher }).model()),
    ),
    await byHand(async (lm) => {
      await using other = await TinyLM.load(checkpointPath(teacher), { threads: 1 });
      await finish(distilLogits(lm, other, sequences, options));
    }),
  );
  const lora = { rank: 2, alpha: 4, seed: 3 };
  assert.deepEqual(
    new Uint8Array(bytesOf(await train(base, { method: "sft", rows, ...fast, lora }).model())),
    await byHand(async (lm) => {
      lm.attachLora(lora);
      await finish(sft(lm, sequences, options));
      lm.mergeLora();
    }),
  );
});

Deno.test("dpo starts at ln 2, and says rewards, margin, accuracy, KL and the gradient's norm", async () => {
  const events = await Array.fromAsync(
    train(base, { method: "dpo", rows: pairs, ...fast, steps: 20, learningRate: 1e-2 }),
  );
  assert(Math.abs(events[0].loss - Math.LN2) < 1e-6);
  const end = events[19];
  for (const name of ["chosenReward", "rejectedReward", "margin", "kl", "gradientNorm"] as const) {
    assert(Number.isFinite(end[name]), name);
  }
  assert.equal(end.accuracy, 1);
  assert(end.loss < events[0].loss && end.margin! > 0 && end.kl! > 0);
});

Deno.test("the same inputs are trained once; another row, option, base or version of it is another training", async () => {
  const root = elsewhere();
  const ask = { method: "sft", rows, ...fast, folder: root } as const;
  const first = train(base, ask);
  const uri = await first.model();
  const record = () => readFileSync(join(dirname(checkpointPath(uri)), "training.json"), "utf8");
  const before = record();
  const again = train(base, { ...ask, rows: rows.map((row) => ({ ...row, taskId: "not read" })) });
  assert.equal(await again.model(), uri);
  assert.deepEqual(await Array.fromAsync(again), await Array.fromAsync(first));
  assert.equal(record(), before, "not trained again");
  const copy = join(elsewhere(), "copy.tiny");
  writeFileSync(copy, bytesOf(base));
  assert.equal(train(`tiny:${copy}`, ask).key, first.key, "the weights count, not their place");
  const others = [
    train(base, { ...ask, rows: rows.toReversed() }),
    train(base, { ...ask, rows: rows.slice(1) }),
    train(base, { ...ask, rows: [{ ...rows[0], weight: 2 }, ...rows.slice(1)] }),
    train(base, { ...ask, steps: 5 }),
    train(base, { ...ask, seed: 1 }),
    train(uri, ask),
    train(base, { ...ask, method: "dpo", rows: pairs }),
  ];
  assert.equal(new Set([first, ...others].map(({ key }) => key)).size, 8);
});

Deno.test("fresh trains anew, to the same bytes, and once an object", async () => {
  const root = elsewhere();
  const ask = { method: "sft", rows, ...fast, folder: root } as const;
  const uri = await train(base, ask).model();
  const record = join(dirname(checkpointPath(uri)), "training.json");
  const bytes = bytesOf(uri);
  writeFileSync(record, readFileSync(record, "utf8").replace(/"at": ".*"/, '"at": "before"'));
  const at = () => /"at": "(.*)"/.exec(readFileSync(record, "utf8"))![1];
  await train(base, ask).model();
  assert.equal(at(), "before");
  process.env.TRACELAB_FRESH = "1";
  try {
    const training = train(base, ask);
    await finish(training);
    assert.notEqual(at(), "before");
    const then = at();
    await training.model();
    await finish(training);
    assert.equal(at(), then);
    assert.deepEqual(bytesOf(uri), bytes);
  } finally {
    delete process.env.TRACELAB_FRESH;
  }
});

Deno.test("a training that was broken off, or whose files are damaged, is begun anew and ends with the same bytes", async () => {
  const root = elsewhere();
  const ask = { method: "sft", rows, ...fast, folder: root, saveEvery: 2 } as const;
  const whole = bytesOf(await train(base, { ...ask, folder: elsewhere() }).model());
  const broken = train(base, ask);
  for await (const { step } of broken) if (step === 3) break;
  const place = join(root, broken.key);
  assert.deepEqual(readdirSync(place), ["step-2.tiny"], "nothing that counts");
  writeFileSync(join(place, "training.json"), '{"trainer":');
  assert.deepEqual(bytesOf(await broken.model()), whole);
  for (const damage of ["model.tiny", "events.jsonl", "step-2.tiny"]) {
    writeFileSync(join(place, damage), "not what it was");
    assert.deepEqual(bytesOf(await train(base, ask).model()), whole);
    rmSync(join(place, damage));
    assert.equal((await Array.fromAsync(train(base, ask))).length, 4);
    assert.deepEqual(bytesOf(await train(base, ask).model()), whole);
  }
});

Deno.test("a signal ends a training between two steps, and nothing is kept", async () => {
  const root = elsewhere(), controller = new AbortController();
  const training = train(base, {
    method: "sft",
    rows,
    ...fast,
    folder: root,
    signal: controller.signal,
  });
  await assert.rejects(async () => {
    for await (const { step } of training) if (step === 2) controller.abort();
  }, { name: "AbortError" });
  assert.deepEqual(readdirSync(join(root, training.key)), []);
});

Deno.test("models on the way are kept where the recipe says so, as whole as the last", async () => {
  const ask = { method: "sft", rows, ...fast, saveEvery: 3, precision: "f32" } as const;
  const training = train(base, ask);
  const events = await Array.fromAsync(training);
  assert.deepEqual(events.map(({ model }) => model !== undefined), [false, false, true, true]);
  assert.deepEqual(bytesOf(events[3].model!), bytesOf(await training.model()));
  assert.notDeepEqual(bytesOf(events[2].model!), bytesOf(events[3].model!));
  assert.deepEqual(await Array.fromAsync(train(base, ask)), events);
});

Deno.test("rounds that go on, weights whole and optimizer kept, are one model's rounds", async () => {
  const rate = { steps: 3, learningRate: 2e-3, warmup: 2, seed: 5 };
  const rounds = [0, 1].map((round) => ({ ...rate, seed: round, batchSize: 4 }));
  const draw = async (lm: TinyLM, round: number) => {
    const asked = prompts.map((prompt) => tokenizer.encode(prompt));
    const sampling = { samples: 2, seed: round, end: tokenizer.end, maxTokens: 12 };
    const texts = await sampleMany(lm, asked, sampling);
    return asked.map((_, i) => [texts[2 * i].tokens, texts[2 * i + 1].tokens]);
  };
  const expected = await byHand(async (lm) => {
    for (const [round, options] of rounds.entries()) {
      const drawn = await draw(lm, round);
      const made = drawn.map(([chosen, rejected], i) => ({
        prompt: tokenizer.encode(prompts[i]),
        chosen: [...chosen, tokenizer.end],
        rejected: [...rejected, tokenizer.end],
      }));
      await finish(dpo(lm, made, options));
    }
  });
  let at = base;
  for (const [round, options] of rounds.entries()) {
    await using lm = await TinyLM.load(checkpointPath(at), { threads: 1 });
    const drawn = await draw(lm, round);
    const made = drawn.map(([chosen, rejected], i) => ({
      prompt: prompts[i],
      chosen: tokenizer.decode(chosen),
      rejected: tokenizer.decode(rejected),
      chosenIds: chosen,
      rejectedIds: rejected,
    }));
    const whole = { precision: "f32", goOn: round > 0, folder } as const;
    at = await train(at, { method: "dpo", rows: made, ...options, ...whole }).model();
  }
  await using lm = await TinyLM.load(checkpointPath(at), { threads: 1 });
  assert.equal(sha256(lm.save()), sha256(expected));
});

Deno.test("a row's weight multiplies its part of the loss", async () => {
  const once = { ...fast, steps: 1, batchSize: 6 };
  const loss = async (weights: (number | undefined)[]) => {
    const weighted = rows.map((row, i) => ({ ...row, weight: weights[i] }));
    return (await Array.fromAsync(train(base, { method: "sft", rows: weighted, ...once })))[0].loss;
  };
  const all = await loss([]);
  assert.equal(await loss([1, 1]), all);
  assert(Math.abs(await loss(new Array(6).fill(-0.5)) + 0.5 * all) < 1e-6);
  const parts = await Promise.all(rows.map((_, i) => loss(rows.map((_, j) => Number(i === j)))));
  assert(Math.abs(parts.reduce((sum, part) => sum + part, 0) - all) < 1e-5);
});

Deno.test("a reward model prefers what it was shown to be better", async () => {
  const uri = await train(base, { method: "reward", rows: pairs, ...fast, steps: 40 }).model();
  const of = (column: "chosen" | "rejected") =>
    rewardsOf(uri, pairs.map((row) => ({ prompt: row.prompt, completion: row[column] })));
  const [chosen, rejected] = [await of("chosen"), await of("rejected")];
  chosen.forEach((reward, i) => assert(reward > rejected[i], `pair ${i}`));
});

Deno.test("a policy learns from rewarded samples, and from a function's rewards of fresh ones", async () => {
  const rewarded = pairs.flatMap(({ prompt, chosen, rejected }) => [
    { prompt, completion: chosen, reward: 1 },
    { prompt, completion: rejected, reward: 0 },
  ]);
  const policy = { ...fast, steps: 20, clipRatio: 10 };
  const offline = await Array.fromAsync(
    train(base, { method: "policy", rows: rewarded, ...policy }),
  );
  assert.equal(offline[0].reward, 0.5);
  assert.equal(offline[0].unvaried, 0);
  assert(offline[19].kl! > 0 && Math.abs(offline[0].kl!) < 1e-6);

  const asked: string[] = [];
  const reward = {
    name: "how many e",
    of: (samples: readonly { row: number; prompt: string; completion: string }[]) =>
      samples.map(({ row, prompt, completion }) => {
        assert.equal(prompt, prompts[row]);
        asked.push(prompt);
        return completion.split("e").length - 1;
      }),
  };
  const ask = {
    ...fast,
    method: "policy",
    rows: prompts.map((prompt) => ({ prompt })),
    steps: 40,
    learningRate: 1e-2,
    beta: 0,
    samples: 8,
    maxTokens: 8,
  } as const;
  const online = train(base, { ...ask, reward });
  const events = await Array.fromAsync(online);
  assert.equal(new Set(asked).size, prompts.length);
  assert.equal(asked.length, 40 * 3 * 8);
  const mean = (part: typeof events) =>
    part.reduce((sum, { reward }) => sum + reward!, 0) / part.length;
  assert(mean(events.slice(-5)) > 2 * mean(events.slice(0, 5)));
  const other = train(base, { ...ask, reward: { ...reward, name: "how many f" } });
  assert.notEqual(other.key, online.key, "its name tells the function");
});

Deno.test("train says what is wrong with a row, an option or a base before anything is trained", () => {
  const ask = { method: "sft", rows, ...fast } as const;
  const refused = (base: string, options: object, message: string | RegExp) =>
    // deno-lint-ignore no-explicit-any
    assert.throws(() => train(base, options as any), { name: "RangeError", message });
  refused(
    "mistral:small",
    ask,
    "no trainer for mistral:small (there is one for tiny, tiny:NAME, tiny:PATH, gguf:NAME, hf:FOLDER, " +
      "openai:NAME and http://HOST/v1#NAME)",
  );
  refused(
    base,
    { ...ask, method: "ppo" },
    "'method' must be one of sft, distil, dpo, reward, policy: ppo",
  );
  refused(base, { ...ask, beta: 1 }, /^train, sft: unknown option 'beta' \(known: steps, /);
  refused(base, { ...ask, steps: -1 }, /^train, sft: 'steps': /);
  refused(base, { ...ask, rows: [] }, "nothing to train on: no rows");
  refused(base, { ...ask, rows: [rows[0], { prompt: "x" }] }, /^row 1: completion: /);
  refused(
    base,
    { ...ask, reward: { name: "r" } },
    "the method sft takes no function of rewards ('reward')",
  );
  refused(base, { ...ask, goOn: true }, /^'goOn': no optimizer's state beside /);
  assert.throws(() => train("tiny:nowhere.tiny", ask), /no checkpoint at nowhere.tiny/);
});

Deno.test("train refuses a row that the model cannot read, and tokens that do not spell their text", async () => {
  const first = (row: object) =>
    train(base, { method: "sft", rows: [rows[0], { ...rows[1], ...row }], ...fast }).model();
  await assert.rejects(first({ completion: "xyz ".repeat(200) }), {
    name: "RangeError",
    message: /^row 1: \d+ tokens, the model reads 321$/,
  });
  await assert.rejects(first({ completionIds: [1, 2] }), {
    name: "RangeError",
    message: "row 1: 'completionIds' do not spell its 'completion'",
  });
});

Deno.test("the trainer's version stands for these losses: who changes them raises it", async () => {
  const events = await Array.fromAsync(
    train(base, { method: "dpo", rows: pairs, ...fast, nll: 1 }),
  );
  assert.equal(tinyTrainer.version, "1");
  // Not the bytes: processors round differently.
  const expected = [6.913592, 6.828532, 6.707970, 6.575117];
  events.forEach(({ loss }, i) => assert(Math.abs(loss - expected[i]) < 1e-5, `${i}: ${loss}`));
});
