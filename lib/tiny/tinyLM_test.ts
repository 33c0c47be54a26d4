import assert from "node:assert/strict";
import { sft } from "./sft.ts";
import { smallData, smallModel } from "./testing.ts";
import { TinyLM } from "./tinyLM.ts";

Deno.test("every parameter's gradient agrees with central differences", async () => {
  await using lm = await smallModel();
  const data = smallData();
  lm.backward(data);
  const gradients = new Map(lm.trained.map(({ name }) => [name, lm.gradient(name).slice()]));
  for (const [name, gradient] of gradients) {
    const values = lm.parameter(name);
    // The largest entries: where the gradient is near zero, f32 leaves the difference no digits.
    const largest = [...gradient.keys()].sort((a, b) =>
      Math.abs(gradient[b]) - Math.abs(gradient[a])
    );
    for (const i of largest.slice(0, 3)) {
      const value = values[i], h = 4e-3;
      values[i] = value + h;
      const above = lm.backward(data).loss;
      values[i] = value - h;
      const below = lm.backward(data).loss;
      values[i] = value;
      const difference = (above - below) / (2 * h);
      const error = Math.abs(difference - gradient[i]) / Math.abs(gradient[i]);
      assert(error < 1e-2, `${name}[${i}]: ${gradient[i]}, by differences ${difference}`);
    }
  }
});

Deno.test("sft learns its data by heart, and greedy sampling says it again", async () => {
  await using lm = await smallModel({ threads: 2 });
  const data = smallData();
  for await (const _ of sft(lm, data, { steps: 200, learningRate: 3e-3 }));
  const prompts = data.map(({ tokens }) => Array.from(tokens).slice(0, 3));
  const samples = await lm.generate(prompts, { maxTokens: 30 });
  samples.forEach(({ tokens }, i) => {
    const rest = Array.from(data[i].tokens).slice(3);
    assert.deepEqual(tokens.slice(0, rest.length), rest);
  });
});

Deno.test("the same seed gives the same bytes, whatever the number of threads", async () => {
  const run = async (threads: number) => {
    await using lm = await smallModel({ threads });
    for await (const _ of sft(lm, smallData(), { steps: 20, learningRate: 3e-3 }));
    return lm.save({ dtype: "f32" });
  };
  const one = await run(1);
  assert.deepEqual(await run(4), one);
  assert.deepEqual(await run(1), one);
});

Deno.test("a sample depends on its prompt and its seed, not on its batch", async () => {
  await using lm = await smallModel({ threads: 2, slots: 16 });
  const prompts = Array.from({ length: 50 }, (_, i) => [i % 7, (i * i) % 64, i % 3]);
  const options = { maxTokens: 20, temperature: 1, topP: 0.9, stop: 5 };
  const together = await lm.generate(prompts, { ...options, seeds: prompts.map((_, i) => i) });
  for (const i of [0, 17, 49]) {
    const [alone] = await lm.generate([prompts[i]], { ...options, seeds: [i] });
    assert.deepEqual(alone, together[i]);
  }
  assert(new Set(together.map((sample) => sample.tokens.join())).size > 40);
});

Deno.test("logprobs are those of the tokens that generate chooses", async () => {
  await using lm = await smallModel();
  const [{ tokens }] = await lm.generate([[1, 2]], { maxTokens: 5 });
  const [likeliest] = await lm.logprobs([{ tokens: [1, 2, ...tokens], from: 2 }]);
  const [other] = await lm.logprobs([{ tokens: [1, 2, (tokens[0] + 1) % 64], from: 2 }]);
  assert.equal(likeliest.length, 5);
  assert(likeliest[0] > other[0]);
});

Deno.test("a saved model says the same after loading", async () => {
  await using lm = await smallModel();
  await using exact = await TinyLM.load(lm.save({ dtype: "f32" }), { threads: 1 });
  const data = smallData();
  assert.deepEqual(await exact.logprobs(data), await lm.logprobs(data));
  await using half = await TinyLM.load(lm.save(), { threads: 1 });
  const [a] = await half.logprobs(data), [b] = await lm.logprobs(data);
  a.forEach((x, i) => assert(Math.abs(x - b[i]) < 0.02));
  assert.deepEqual(half.save(), (await TinyLM.load(half.save(), { threads: 1 })).save());
});

Deno.test("two calls of generate at the same time do not disturb each other", async () => {
  await using lm = await smallModel({ slots: 4 });
  const prompts = Array.from({ length: 12 }, (_, i) => [i, i + 1]);
  const greedy = () => lm.generate(prompts, { maxTokens: 3 });
  const sampled = () => lm.generate(prompts, { maxTokens: 9, temperature: 1, stop: 1 });
  const alone = [await greedy(), await sampled()];
  assert.deepEqual(await Promise.all([greedy(), sampled()]), alone);
});

Deno.test("a limit above the context is the context", async () => {
  await using lm = await smallModel();
  const full = await lm.generate([[1, 2]]);
  assert.equal(full[0].tokens.length, lm.config.context - 2);
  for (const maxTokens of [Infinity, 1e12]) {
    assert.deepEqual(await lm.generate([[1, 2]], { maxTokens }), full);
  }
});
