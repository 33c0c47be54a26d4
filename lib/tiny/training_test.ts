import assert from "node:assert/strict";
import { distilLogits, distilSequences } from "./distil.ts";
import { dpo, dpoLoss, pairSequences, type PreferencePair, referTo } from "./dpo.ts";
import { restoreOptimizer, saveOptimizer } from "./optimizerState.ts";
import { groupAdvantages, policyFromSamples, policyGradient } from "./policyGradient.ts";
import { rejectionSampling, sampleMany } from "./rejectionSampling.ts";
import { rewards, trainReward } from "./rewardModel.ts";
import { sft } from "./sft.ts";
import { smallData, smallModel } from "./testing.ts";

const pairs: PreferencePair[] = Array.from({ length: 8 }, (_, i) => ({
  prompt: [i + 1, i + 2],
  chosen: [i + 10, i + 11, 0],
  rejected: [i + 20, 0],
}));

async function last<T>(events: AsyncIterable<T>): Promise<T> {
  let event: T | undefined;
  for await (event of events);
  return event!;
}

Deno.test("dpo starts at ln 2 with a margin of zero", async () => {
  await using lm = await smallModel();
  for await (const { loss, margin } of dpo(lm, pairs, { steps: 1, learningRate: 1e-3 })) {
    assert(Math.abs(loss - Math.LN2) < 1e-6);
    assert(Math.abs(margin) < 1e-6);
  }
});

Deno.test("dpo says the rewards of both completions, whose difference is the margin, and the KL", async () => {
  await using lm = await smallModel();
  const [first, ...rest] = await Array.fromAsync(
    dpo(lm, pairs, { steps: 30, learningRate: 2e-3, beta: 0.5 }),
  );
  assert.deepEqual([first.chosenReward, first.rejectedReward, first.kl], [0, 0, 0]);
  for (const { chosenReward, rejectedReward, margin, kl } of rest) {
    assert(Math.abs(chosenReward - rejectedReward - margin) < 1e-9);
    assert(kl > 0);
  }
  const end = rest.at(-1)!;
  assert(end.margin > 1 && end.chosenReward > end.rejectedReward);
});

Deno.test("flipped labels flip the margin's sign", async () => {
  const margin = async (flip: boolean) => {
    await using lm = await smallModel();
    const referred = await referTo(lm, pairs);
    await last(dpo(lm, pairs, { steps: 10, learningRate: 2e-3 }));
    const objective = dpoLoss(
      flip
        ? referred.map((pair): typeof pair => ({
          prompt: pair.prompt,
          chosen: pair.rejected,
          rejected: pair.chosen,
          chosenLogprob: pair.rejectedLogprob,
          rejectedLogprob: pair.chosenLogprob,
          byToken: [pair.byToken[1], pair.byToken[0]],
        }))
        : referred,
    );
    const judged = flip
      ? pairs.map((pair) => ({ ...pair, chosen: pair.rejected, rejected: pair.chosen }))
      : pairs;
    lm.backward(judged.flatMap(pairSequences), { weigh: objective.weigh });
    return objective.result().margin;
  };
  const [right, flipped] = [await margin(false), await margin(true)];
  assert(right > 0);
  assert(Math.abs(right + flipped) < 1e-6);
});

Deno.test("dpo refuses a pair whose chosen completion is empty", async () => {
  await using lm = await smallModel();
  const bad = [pairs[0], { ...pairs[1], chosen: [] }];
  await assert.rejects(last(dpo(lm, bad, { steps: 1, learningRate: 1e-3 })), {
    name: "RangeError",
    message: "pair 1: 'chosen' is empty",
  });
});

Deno.test("dpo's gradient agrees with central differences of its loss", async () => {
  await using lm = await smallModel();
  const referred = await referTo(lm, pairs);
  for await (const _ of dpo(lm, pairs, { steps: 5, learningRate: 3e-3 }));
  const loss = () => {
    const objective = dpoLoss(referred, { beta: 0.5, nll: 0.3 });
    lm.backward(referred.flatMap(pairSequences), { weigh: objective.weigh });
    return objective.result().loss;
  };
  loss();
  const name = "layers.1.mlp.down", gradient = lm.gradient(name).slice();
  const i = gradient.reduce((best, g, j) => Math.abs(g) > Math.abs(gradient[best]) ? j : best, 0);
  const values = lm.parameter(name), value = values[i], h = 4e-3;
  values[i] = value + h;
  const above = loss();
  values[i] = value - h;
  const difference = (above - loss()) / (2 * h);
  assert(Math.abs(difference - gradient[i]) < 1e-2 * Math.abs(gradient[i]));
});

Deno.test("dpo learns the preferences; with the nll term the chosen text does not become rarer", async () => {
  const after = async (nll: number) => {
    await using lm = await smallModel();
    const [start] = await referTo(lm, pairs);
    const event = await last(dpo(lm, pairs, { steps: 60, learningRate: 2e-3, nll }));
    const [end] = await referTo(lm, pairs);
    return { ...event, gain: end.chosenLogprob - start.chosenLogprob };
  };
  const plain = await after(0), anchored = await after(1);
  assert.equal(plain.accuracy, 1);
  assert.equal(anchored.accuracy, 1);
  assert(anchored.gain > 0 && anchored.gain > plain.gain);
});

Deno.test("a LoRA adapter changes nothing at first, then trains, merges and comes off", async () => {
  await using lm = await smallModel();
  const data = smallData(), base = lm.weights.slice();
  const before = await lm.logprobs(data);
  lm.attachLora({ rank: 3, alpha: 6 });
  assert.deepEqual(await lm.logprobs(data), before);
  const first = lm.backward(data).loss;
  const { loss } = await last(sft(lm, data, { steps: 150, learningRate: 2e-2, warmup: 5 }));
  assert(loss < 0.8 * first, `${first} to ${loss}`);
  assert.deepEqual(lm.weights, base);

  const applied = (await lm.logprobs(data)).flatMap((row) => [...row]);
  const prompts = data.map(({ tokens }) => Array.from(tokens).slice(0, 3));
  const sampled = await lm.generate(prompts, { maxTokens: 8 });
  await using merged = await lm.cloneMerged();
  const after = (await merged.logprobs(data)).flatMap((row) => [...row]);
  applied.forEach((x, i) => assert(Math.abs(x - after[i]) < 1e-4, `${x} ${after[i]}`));
  assert.deepEqual(await merged.generate(prompts, { maxTokens: 8 }), sampled);

  lm.removeLora();
  assert.deepEqual(await lm.logprobs(data), before);
});

Deno.test("a LoRA gradient agrees with central differences in both factors", async () => {
  await using lm = await smallModel();
  const data = smallData();
  lm.attachLora({ rank: 2, targets: ["attention.qkv", "mlp.down"] });
  for await (const _ of sft(lm, data, { steps: 5, learningRate: 1e-2, warmup: 1 }));
  lm.backward(data);
  const gradients = lm.trained.map(({ name }) => ({ name, gradient: lm.gradient(name).slice() }));
  assert.equal(gradients.length, 8);
  for (const { name, gradient } of gradients) {
    const i = gradient.reduce((best, g, j) => Math.abs(g) > Math.abs(gradient[best]) ? j : best, 0);
    const values = lm.parameter(name), value = values[i], h = 1e-2;
    values[i] = value + h;
    const above = lm.backward(data).loss;
    values[i] = value - h;
    const difference = (above - lm.backward(data).loss) / (2 * h);
    values[i] = value;
    const error = Math.abs(difference - gradient[i]) / Math.abs(gradient[i]);
    assert(error < 1e-2, `${name}[${i}]: ${gradient[i]}, by differences ${difference}`);
  }
});

Deno.test("distilling logits draws the student to the teacher; the loss is the divergence", async () => {
  await using teacher = await smallModel({ seed: 8 });
  await using same = await smallModel({ seed: 8 });
  await using student = await smallModel();
  const data = smallData(), options = { steps: 80, learningRate: 3e-3 };
  assert(
    Math.abs((await last(distilLogits(same, teacher, data, { ...options, steps: 1 }))).loss) < 1e-6,
  );
  const logits = await teacher.logits(data);
  const first = student.distil(data, logits).loss;
  const end = (await last(distilLogits(student, teacher, data, options))).loss;
  assert(end < 0.1 * first && end > 0, `${first} to ${end}`);
});

Deno.test("distilling sequences teaches the student what the teacher writes", async () => {
  await using teacher = await smallModel({ seed: 8 });
  await using student = await smallModel();
  const data = smallData(4).map(({ tokens, from }) => ({
    tokens: [...Array.from(tokens), 0],
    from,
  }));
  for await (const _ of sft(teacher, data, { steps: 150, learningRate: 3e-3 }));
  const prompts = data.map(({ tokens }) => tokens.slice(0, 3));
  for await (
    const _ of distilSequences(student, teacher, prompts, { steps: 150, learningRate: 3e-3 })
  );
  const options = { maxTokens: 30, stop: 0 };
  assert.deepEqual(
    await student.generate(prompts, options),
    await teacher.generate(prompts, options),
  );
});

Deno.test("a student with other tokens than its teacher is refused", async () => {
  await using teacher = await smallModel();
  const { TinyLM } = await import("./tinyLM.ts");
  await using student = await TinyLM.create({ vocabulary: 32, width: 16, layers: 1, heads: 1 });
  const options = { steps: 1, learningRate: 1e-3 };
  assert.throws(() => distilLogits(student, teacher, smallData(), options), {
    message: "the student has 32 tokens, the teacher 64: they must be the same",
  });
});

Deno.test("rejection sampling keeps different accepted samples, at most `keep` a prompt", async () => {
  await using lm = await smallModel();
  const { data, accepted, prompts } = await rejectionSampling(lm, [[1], [2]], {
    samples: 40,
    keep: 3,
    temperature: 1,
    maxTokens: 60,
    accept: (samples) => samples.map(({ prompt, finished }) => prompt === 1 && finished),
  });
  assert(accepted > 0 && accepted <= 0.5);
  assert.equal(prompts, 1);
  assert.equal(data.length, 3);
  for (const { tokens } of data) {
    assert.deepEqual([tokens[0], tokens[tokens.length - 1]], [2, 0]);
  }
});

Deno.test("a reward model learns which text is better, from no preference at all", async () => {
  await using lm = await smallModel();
  const tokens = { good: 60, bad: 61 };
  const { accuracy, chosenReward, rejectedReward, margin } = await last(
    trainReward(lm, pairs, { steps: 40, learningRate: 2e-3, ...tokens }),
  );
  assert.equal(accuracy, 1);
  assert(Math.abs(chosenReward - rejectedReward - margin) < 1e-9 && margin > 0);
  const texts = pairs.flatMap(pairSequences).map((sequence) => sequence.tokens);
  const values = await rewards(lm, texts, tokens);
  pairs.forEach((_, i) => assert(values[2 * i] > values[2 * i + 1]));
});

Deno.test("a policy step raises the reward, and its penalty keeps the model near the reference", async () => {
  const run = async (beta: number) => {
    await using lm = await smallModel();
    await using reference = await lm.clone();
    const events = [];
    const options = {
      steps: 60,
      warmup: 5,
      learningRate: 5e-3,
      samples: 16,
      beta,
      reference,
      sampling: { maxTokens: 4 },
      // Wants the token 7.
      reward: (samples: readonly { tokens: number[] }[]) =>
        samples.map(({ tokens }) => tokens.filter((token) => token === 7).length),
    };
    for await (const event of policyGradient(lm, [[1], [2], [3], [4]], options)) events.push(event);
    return { first: events[0], end: events[events.length - 1] };
  };
  const free = await run(0), held = await run(1);
  assert(Math.abs(free.first.kl) < 1e-6);
  assert(free.end.reward > 4 * free.first.reward + 0.5);
  assert(held.end.kl < free.end.kl);
});

Deno.test("a policy learns from rewarded samples of before, and the first step is that of fresh ones", async () => {
  const prompts = [[1], [2], [3], [4]];
  const reward = (tokens: readonly number[]) => tokens.filter((token) => token === 7).length;
  const sampling = { samples: 16, seed: 0, end: 0, maxTokens: 4 };
  const options = { learningRate: 5e-3, warmup: 1, beta: 0.1 };
  await using lm = await smallModel();
  await using reference = await lm.clone();
  await using online = await lm.clone();
  const sampled = await sampleMany(lm, prompts, sampling);
  const groups = prompts.map((prompt, i) => ({
    prompt,
    samples: sampled.filter((one) => one.prompt === i).map(({ tokens, finished }) => ({
      tokens: finished ? [...tokens, 0] : tokens,
      reward: reward(tokens),
    })),
  }));
  const once = { ...options, steps: 1, reference, seed: 0 };
  const [fresh] = await Array.fromAsync(policyGradient(online, prompts, {
    ...once,
    samples: 16,
    sampling: { maxTokens: 4 },
    reward: (candidates) => candidates.map(({ tokens }) => reward(tokens)),
  }));
  const free = { ...once, steps: 30, clipRatio: Infinity };
  const events = await Array.fromAsync(policyFromSamples(lm, groups, free));
  // The order of the batch may differ, and with it the order of the sums.
  assert(Math.abs(events[0].gradientNorm - fresh.gradientNorm) < 1e-3 * fresh.gradientNorm);
  assert.equal(events[0].reward, fresh.reward);
  assert.equal(events[0].unvaried, fresh.unvaried);
  assert(Math.abs(events[0].kl) < 1e-6 && events[29].kl > 0);
  const again = await sampleMany(lm, prompts, sampling);
  const mean = (of: typeof sampled) =>
    of.reduce((sum, { tokens }) => sum + reward(tokens), 0) / of.length;
  assert(mean(again) > 2 * mean(sampled), `${mean(sampled)} to ${mean(again)}`);
  await using held = await reference.clone();
  const { kl } = await last(policyFromSamples(held, groups, { ...free, clipRatio: 0.2 }));
  assert(kl < events[29].kl, "what is clipped goes less far");
});

Deno.test("a policy's unvaried groups are counted", async () => {
  await using lm = await smallModel();
  await using reference = await lm.clone();
  const groups = [[1, 1], [0, 1], [0, 0], [2, 2]].map((rewards, i) => ({
    prompt: [i + 1],
    samples: rewards.map((reward, k) => ({ tokens: [i + k + 10, 0], reward })),
  }));
  const { unvaried, reward } = await last(
    policyFromSamples(lm, groups, { steps: 1, learningRate: 1e-3, reference }),
  );
  assert.equal(unvaried, 0.75);
  assert.equal(reward, 7 / 8);
});

Deno.test("a training goes on with the optimizer's state as if it had not stopped", async () => {
  const data = smallData(), options = { steps: 6, learningRate: 3e-3, warmup: 1, batchSize: 6 };
  await using whole = await smallModel();
  await last(sft(whole, data, options));
  const state = { weights: whole.weights.slice(), optimizer: saveOptimizer(whole) };
  await last(sft(whole, data, options));
  await using other = await smallModel({ seed: 9 });
  other.weights.set(state.weights);
  restoreOptimizer(other, state.optimizer);
  await last(sft(other, data, options));
  assert.deepEqual(other.weights, whole.weights);
  assert.throws(() => restoreOptimizer(other, state.optimizer.subarray(8)), {
    name: "RangeError",
    message: /^the optimizer's state has \d+ bytes: \d+ expected$/,
  });
});

Deno.test("advantages have mean 0 and deviation 1 in each group, and 0 among equals", () => {
  assert.deepEqual(groupAdvantages([1, 3, 5, 5], 2), [-1, 1, 0, 0]);
  // Their mean is not 0.1.
  assert.deepEqual(groupAdvantages(new Array(8).fill(0.1), 8), new Array(8).fill(0));
});
