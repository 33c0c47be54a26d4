import assert from "node:assert/strict";
import { Buffer } from "node:buffer";
import { readdir, readFile } from "node:fs/promises";
import { buildKernels, builds } from "./compileKernels.ts";
import { bestBuild, type KernelBuild } from "./kernels.ts";
import { sft } from "./sft.ts";
import { smallData, smallModel, smallShape } from "./testing.ts";
import { TinyLM } from "./tinyLM.ts";

for (const build of Object.keys(builds) as KernelBuild[]) {
  Deno.test(`the sources give the committed ${build}.wasm, byte for byte`, async () => {
    const committed = await readFile(`${import.meta.dirname}/kernels/${build}.wasm`);
    assert(Buffer.from(await buildKernels(build)).equals(committed), "run: deno task kernels");
  });
}

Deno.test("strict kernels and those without threads learn what the relaxed ones learn", async () => {
  const learn = async (build: KernelBuild) => {
    await using lm = await smallModel({ build, threads: 2 });
    for await (const _ of sft(lm, smallData(), { steps: 30, learningRate: 3e-3 }));
    return lm.save({ dtype: "f32" });
  };
  const strict = await learn("strict");
  assert.deepEqual(await learn("single"), strict);
  const [a, b] = [strict, await learn(bestBuild())].map((bytes) =>
    new Float32Array(bytes.slice(-4000).buffer)
  );
  a.forEach((x, i) => assert(Math.abs(x - b[i]) < 1e-3));
});

Deno.test("bad input is refused with the value", async () => {
  await using lm = await smallModel({ batchTokens: 256 });
  const data = smallData();
  const long = new Array(65).fill(1);
  await assert.rejects(lm.generate([long]), {
    message: "prompt 0 has 65 tokens: the context is 64",
  });
  await assert.rejects(lm.generate([[]]), { message: "prompt 0 is empty" });
  await assert.rejects(lm.generate([[1, 64]]), {
    message: "prompt 0, token 1: 64 is not in the vocabulary",
  });
  await assert.rejects(lm.generate([[1]], { temperature: -1 }), {
    message: "'temperature' must not be negative: -1",
  });
  await assert.rejects(lm.generate([[1]], { topP: 0 }), { message: "'topP' must be in (0, 1]: 0" });
  await assert.rejects(lm.generate([[1]], { maxTokens: 0 }), {
    message: "'maxTokens' must be positive: 0",
  });
  await assert.rejects(lm.generate([[1]], { maxTokens: NaN }), {
    message: "'maxTokens' must be positive: NaN",
  });
  await assert.rejects(lm.generate([[1]], { maxTokens: 0.5 }), {
    message: "'maxTokens' must be an integer: 0.5",
  });
  await assert.rejects(lm.generate([[1], [2], [3]], { seeds: [5] }), {
    message: "'seeds' has 1 for 3 prompts",
  });
  const large = Array.from({ length: 9 }, () => ({ tokens: new Array(33).fill(1) }));
  assert.throws(() => lm.backward(large), {
    message: "batch too large: 288 tokens, the model was created for 256",
  });
  assert.throws(() => lm.backward([{ tokens: new Array(66).fill(1) }]), {
    message: "sequence 0 has 66 tokens: the context is 65",
  });
  assert.throws(() => lm.backward([{ tokens: [1] }]), {
    message: "sequence 0 has one token: nothing to predict",
  });
  assert.throws(() => lm.backward([{ tokens: [1, 2, 3], weights: [1] }]), {
    message: "sequence 0: 1 weights for 2 tokens",
  });
  assert.throws(() => lm.attachLora({ rank: 99 }), {
    message: "'rank' must be between 1 and 32: 99",
  });
  assert.throws(() => lm.parameter("bias"), { message: "unknown parameter: bias" });
  await assert.rejects(async () => {
    for await (const _ of sft(lm, [], { steps: 1, learningRate: 1 }));
  }, { message: "nothing to train on: no examples" });
  await assert.rejects(TinyLM.create({ ...smallShape, heads: 3 }), {
    message: "width 32 in 3 heads: a head's width must be a multiple of 8",
  });
  lm.parameter("gain")[0] = NaN;
  assert.throws(() => lm.step(data, { learningRate: 1 }), {
    message: "the gradient's norm is NaN: the training diverged",
  });
});

Deno.test("a closed model says so", async () => {
  const lm = await smallModel({ threads: 2 });
  await lm.close();
  await lm.close();
  await assert.rejects(lm.generate([[1]]), { message: "the model is closed" });
  assert.throws(() => lm.backward(smallData()), { message: "the model is closed" });
});

Deno.test("200 models opened and closed leave no threads and no memory behind", async () => {
  const bytes = await (async () => {
    await using lm = await smallModel();
    return lm.save();
  })();
  let settled = 0;
  for (let i = 0; i < 200; i++) {
    // Every fifth with a helper thread: to start one takes long, above all under a test runner.
    await using lm = await TinyLM.load(bytes, { threads: i % 5 ? 1 : 2, slots: 16 });
    if (i % 5 === 0) await lm.generate([[1, 2]], { maxTokens: 3 });
    if (i === 100) settled = Deno.memoryUsage().rss;
  }
  const grown = (Deno.memoryUsage().rss - settled) / 2 ** 20;
  assert(grown < 100, `${grown.toFixed(0)} MiB more after another 100 models`);
  // The runtime's own pool (tokio) keeps idle threads for seconds, as many as the load made: not ours.
  const names = await Promise.all(
    (await readdir("/proc/self/task")).map((id) =>
      readFile(`/proc/self/task/${id}/comm`, "utf8").catch(() => "tokio, and gone")
    ),
  );
  const threads = names.filter((name) => !/^(tokio|V8 )/.test(name));
  assert(threads.length < 20, `${threads.length} threads: ${threads.join(" ")}`);
});
