/** llama.cpp's engine over a model that the test writes: it speaks nonsense, but a real engine runs it. */
import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Model, type ModelOptions, solve } from "../../models/mod.ts";
import { cacheFolder } from "../../base/mod.ts";
import { Task } from "../../tasks/mod.ts";
import { buildForNode } from "../../testing/buildForNode.ts";
import { contract } from "../../testing/modelContract.ts";
import { needs } from "../../testing/needs.ts";
import { tinyGguf, tinyLora } from "../../testing/tinyGguf.ts";
import { type GgufOptions, model } from "../mod.ts";
import { installEngine } from "./installEngine.ts";
import type { Job } from "./job.ts";
import { llamaEngine } from "./llamaEngine.ts";
import { LlamaProcess } from "./llamaProcess.ts";
import { serveModel } from "./serveModel.ts";

/** One thread: the model is so small that two would wait for each other. */
const quick: GgufOptions = { threads: 1, context: 2048 };

/** A folder with the tiny model in it. */
function folder(): Disposable & { path: string; file: string; uri: string } {
  const path = mkdtempSync(join(tmpdir(), "llama-"));
  const file = join(path, "tiny.gguf");
  writeFileSync(file, tinyGguf());
  const remove = () => rmSync(path, { recursive: true });
  return { path, file, uri: `gguf:${file}`, [Symbol.dispose]: remove };
}

const job: Job = {
  text: "Once upon a time",
  temperature: 0,
  maxTokens: 24,
  stop: [],
  logprobs: false,
  stream: false,
};
const open = async (file: string, slots: number, context = 512) =>
  new LlamaProcess({ engine: await installEngine(), model: file, slots, context, threads: 1 });

const task = (n: number) =>
  Task.parse({
    id: `own/${n}`,
    set: "own",
    prompt: { complete: `def f${n}(a):\n    """${"Return a. ".repeat(1 + n * 7 % 11)}"""\n` },
    entryPoint: `f${n}`,
    hidden: { kind: "run" },
  });
const tasks = Array.from({ length: 24 }, (_, n) => task(n));

async function texts(coder: Model, options: ModelOptions = {}): Promise<string[]> {
  const all: string[] = [];
  const requests = tasks.map((each, n) => {
    const seed = options.seed === undefined ? undefined : options.seed + n;
    return solve(each, { maxTokens: 24, ...options, seed });
  });
  for await (const { task, completion } of coder.generate(requests)) {
    all[tasks.indexOf(task)] = completion.text;
  }
  return all;
}

Deno.test({
  ...needs("llama"),
  name: "gguf: does what every server does",
  async fn(t) {
    using at = folder();
    // A stream is a server's option, and so is a path.
    for (
      const { name, run } of contract.filter(({ name }) => !/a wrong path|a stream/.test(name))
    ) {
      await t.step(name, () => run({ uri: at.uri, options: quick }));
    }
  },
});

Deno.test({
  ...needs("llama"),
  name: "served, it is a server like others: the contract, a list of models, wrong bodies refused",
  async fn(t) {
    using at = folder();
    const engine = await llamaEngine(at.uri, { threads: 1 });
    try {
      await using server = await serveModel(engine, "tiny", { port: 0 });
      for (const { name, run } of contract) {
        await t.step(name, () => run({ uri: `${server.url}#tiny` }));
      }
      const list = await (await fetch(`${server.url}/models`)).json();
      assert.equal(list.data[0].id, "tiny");
      const ask = async (body: unknown, headers = {}) => {
        const response = await fetch(`${server.url}/chat/completions`, {
          method: "POST",
          headers,
          body: JSON.stringify(body),
        });
        const { error, choices } = await response.json();
        return [response.status, error?.message ?? choices.length];
      };
      const messages = [{ role: "user", content: [{ type: "text", text: "a" }] }];
      assert.deepEqual(await ask({ messages, n: 3, max_tokens: 2 }), [200, 3]);
      assert.deepEqual(await ask({ messages, top_p: 3 }), [
        400,
        "top_p: Too big: expected number to be <=1",
      ]);
      assert.deepEqual(await ask({ messages, model: "other" }), [
        404,
        "no model other here, only tiny",
      ]);
      const [status] = await ask({ messages }, { origin: "https://example.org" });
      assert.equal(status, 403);
    } finally {
      await engine.close();
    }
  },
});

Deno.test({
  ...needs("llama"),
  name: "sixteen replies at a time are the same as one at a time, greedy and sampled",
  async fn() {
    using at = folder();
    const all = async (concurrency: number, sampling: ModelOptions) => {
      await using coder = model(at.uri, { ...quick, store: false, concurrency });
      return await texts(coder, sampling);
    };
    for (const sampling of [{}, { temperature: 0.9, topP: 0.95, seed: 4 }]) {
      const one = await all(1, sampling);
      // The likeliest characters of this model soon go round in circles, whatever was asked.
      if ("seed" in sampling) assert(new Set(one).size > 20, "the replies differ from each other");
      assert.deepEqual(await all(16, sampling), one);
    }
  },
});

Deno.test({
  ...needs("llama"),
  name: "what prompts share is computed once, and a reply is the same with it or without",
  async fn() {
    using at = folder();
    const shared = "The standing instructions of all tasks. ".repeat(6); // 240 tokens, a letter each
    const ask = (n: number) => ({ ...job, text: `${shared}Task ${n}: ${"go on ".repeat(n)}` });
    const run = async (slots: number) => {
      const engine = await open(at.file, slots);
      const all = await Promise.all([1, 2, 3, 4, 5, 6].map((n) => engine.write(ask(n))));
      await engine.close();
      return all;
    };
    const alone = [];
    for (const n of [1, 2, 3, 4, 5, 6]) {
      const engine = await open(at.file, 1);
      alone.push(await engine.write(ask(n)));
      await engine.close();
    }
    assert(alone.every(({ cachedTokens }) => cachedTokens === 0));
    for (const slots of [1, 4]) {
      const all = await run(slots);
      assert.deepEqual(all.map(({ text }) => text), alone.map(({ text }) => text));
      // Whole pieces of 64 tokens: three of the 240.
      assert.deepEqual(all.map(({ cachedTokens }) => cachedTokens), [0, 192, 192, 192, 192, 192]);
    }
  },
});

Deno.test({
  ...needs("llama"),
  name: "a stop sequence ends a reply and is no part of it, whole and as a stream",
  async fn() {
    using at = folder();
    const engine = await open(at.file, 2);
    const { text } = await engine.write(job);
    const stop = text.slice(9, 12), until = text.slice(0, text.indexOf(stop));
    let streamed = "";
    const cut = await engine.write({ ...job, stop: [stop, "never said"], stream: true }, {
      piece: (piece) => streamed += piece,
    });
    await engine.close();
    assert.deepEqual([cut.text, cut.finishReason, streamed], [until, "stop", until]);
  },
});

Deno.test({
  ...needs("llama"),
  name: "an aborted reply gives its slot back, and a prompt that is too long is refused",
  async fn() {
    using at = folder();
    const engine = await open(at.file, 1, 256);
    const abort = new AbortController();
    const long = engine.write({ ...job, maxTokens: 100_000, stream: true }, {
      signal: abort.signal,
      piece: () => abort.abort(),
    });
    const next = engine.write(job);
    await assert.rejects(long, { name: "AbortError" });
    assert.equal((await next).completionTokens, 24);
    const full = await engine.write({ ...job, maxTokens: 100_000 });
    assert.equal(full.finishReason, "length");
    assert.equal(full.promptTokens + full.completionTokens, 256);
    await assert.rejects(
      engine.write({ ...job, text: "x".repeat(300) }),
      /^Error: the prompt has 30\d tokens and the context 256: raise the option 'context'$/,
    );
    await engine.close();
  },
});

Deno.test({
  ...needs("llama"),
  name:
    "a killed process is started again and asked once more: every reply comes, and is stored once",
  async fn() {
    using at = folder();
    const store = join(at.path, "store.jsonl");
    const engine = await llamaEngine(at.uri, { threads: 1 });
    const run = async (kill: boolean) => {
      let answered = 0, calls = 0;
      await using coder = model(at.uri, {
        ...quick,
        store,
        on: async (event) => {
          if (event.type !== "answered") return;
          if (event.from === "call") calls++;
          if (++answered === 9 && kill) {
            const pids = new TextDecoder().decode(
              (await new Deno.Command("pgrep", { args: ["-f", at.file] }).output()).stdout,
            );
            for (const pid of pids.trim().split("\n")) Deno.kill(Number(pid), "SIGKILL");
          }
        },
      });
      return { all: await texts(coder, { maxTokens: 60 }), calls: () => calls };
    };
    const first = await run(true);
    assert.equal(first.all.filter(Boolean).length, tasks.length);
    assert.equal(first.calls(), tasks.length);
    const second = await run(false);
    assert.deepEqual([second.all, second.calls()], [first.all, 0]);
    await engine.close();
  },
});

Deno.test({
  ...needs("llama"),
  name: "a process that dies again and again is one error of a line",
  async fn() {
    using at = folder();
    const engine = await llamaEngine(at.uri, { threads: 1 });
    const asked = engine.complete({
      intent: solve(task(1)).intent,
      prompt: { text: "a" },
      sampling: { maxTokens: 100_000 },
      sample: 0,
      logprobs: false,
    });
    let seen = 0, known: number | undefined;
    const killing = setInterval(async () => {
      const pid = await engine.pid();
      if (pid === known || pid === undefined) return;
      known = pid;
      seen++;
      Deno.kill(pid, "SIGKILL");
    }, 50);
    try {
      await assert.rejects(
        asked,
        new RegExp(
          `^ModelError: gguf:.*: the engine's process ended \\(SIGKILL: was the memory full\\?\\)$`,
        ),
      );
    } finally {
      clearInterval(killing);
    }
    assert(seen >= 1);
    await engine.close();
  },
});

Deno.test({
  ...needs("llama"),
  name: "engines of one model share a process until the last of them is closed",
  async fn() {
    using at = folder();
    const [coder, helper, other] = await Promise.all(
      [quick, quick, { ...quick, context: 1024 }].map((options) => llamaEngine(at.uri, options)),
    );
    const engines = [coder, helper, other];
    const ask = (engine: typeof coder, n: number) =>
      engine.complete({
        intent: solve(task(n)).intent,
        prompt: { text: `def f${n}` },
        sampling: { maxTokens: 12 },
        sample: 0,
        logprobs: false,
      });
    const alone = (await ask(other, 1)).text;
    assert.equal(await coder.pid(), undefined, "nothing was asked of it");
    const [one, two] = await Promise.all([ask(coder, 1), ask(helper, 2)]);
    assert.equal(one.text, alone);
    const pids = await Promise.all(engines.map((engine) => engine.pid()));
    assert.equal(pids[0], pids[1]);
    assert.notEqual(pids[0], pids[2], "other sizes, another process");
    await coder.close();
    await coder.close();
    assert.equal((await ask(helper, 2)).text, two.text);
    assert.equal(await helper.pid(), pids[1]);
    await helper.close();
    assert.throws(() => Deno.kill(pids[1]!, "SIGCONT"), "it is gone");
    assert.equal((await ask(coder, 1)).text, alone, "a closed one begins anew");
    await Promise.all(engines.map((engine) => engine.close()));
  },
});

Deno.test({
  ...needs("llama"),
  name: "an adapter changes what is said and what the model is",
  async fn() {
    using at = folder();
    const adapter = join(at.path, "lora.gguf");
    writeFileSync(adapter, tinyLora());
    const said = async (options: GgufOptions) => {
      await using coder = model(at.uri, { ...quick, store: false, ...options });
      return [(await coder.ask(solve(task(3), { maxTokens: 24 }))).text, await coder.identity];
    };
    const [plain, identity] = await said({}), [adapted, its] = await said({ adapter });
    assert.notEqual(adapted, plain);
    assert.match(identity!, /^gguf [\da-f]{16} llama [\d.]+$/);
    assert.match(its!, /^gguf [\da-f]{16} adapter [\da-f]{16} llama [\d.]+$/);
    await assert.rejects(said({ adapter: join(at.path, "none") }), /no adapter .*none$/);
  },
});

Deno.test({
  ...needs("llama"),
  name: "log-probabilities of eight replies at a time are those of one at a time",
  async fn() {
    using at = folder();
    const run = async (slots: number) => {
      const engine = await open(at.file, slots);
      const jobs = Array.from({ length: 32 }, (_, seed) => ({
        ...job,
        logprobs: true,
        temperature: seed % 2,
        seed,
      }));
      const all = await Promise.all(jobs.map((each) => engine.write(each)));
      await engine.close();
      return all.map(({ logprobs }) => logprobs);
    };
    const [eight, one] = [await run(8), await run(1)];
    one.forEach((reply, i) => {
      assert.deepEqual(eight[i]!.map(({ token }) => token), reply!.map(({ token }) => token));
      // Sums over a batch of another size are rounded otherwise.
      reply!.forEach(({ logprob }, at) => {
        assert(Math.abs(eight[i]![at].logprob - logprob) < 1e-3, `reply ${i}, token ${at}`);
      });
    });
  },
});

Deno.test({
  ...needs("llama"),
  name: "log-probabilities are the model's own, whatever the temperature",
  async fn() {
    using at = folder();
    const engine = await open(at.file, 2);
    const asked = { ...job, logprobs: true, maxTokens: 6 };
    const greedy = await engine.write(asked);
    const hot = await engine.write({ ...asked, temperature: 5, seed: 1 });
    await engine.close();
    assert.equal(greedy.logprobs!.map(({ token }) => token).join(""), greedy.text);
    // At a temperature of 5 nearly all of 95 characters are as likely: 1/95 is -4.55.
    assert(greedy.logprobs!.every(({ logprob }) => logprob < 0 && logprob > -4.5));
    assert(hot.logprobs!.some(({ logprob }) => logprob < -4.7));
  },
});

Deno.test({
  ...needs("llama", "node"),
  name: "it says the same on Node as on Deno, and a program that does not close it ends",
  async fn() {
    using at = folder();
    const main = "lib/testing/llamaMain.ts";
    using build = await buildForNode(main, "lib/engines/llama/worker.ts");
    const run = async (program: string, args: string[]) => {
      const { code, stdout, stderr } = await new Deno.Command(program, {
        args: [...args, at.file],
        env: { TRACELAB_CACHE: cacheFolder() },
      }).output();
      assert.equal(code, 0, new TextDecoder().decode(stderr));
      return JSON.parse(new TextDecoder().decode(stdout));
    };
    const node = await run("node", [build.file(main)]);
    assert.equal(node.usage.completionTokens, 24);
    assert.deepEqual(node, await run(Deno.execPath(), ["run", "-A", "--no-check", main]));
  },
});

Deno.test("what cannot be used is an error of one line, before anything is installed", async () => {
  using at = folder();
  const broken = join(at.path, "broken.gguf"), cut = join(at.path, "cut.gguf");
  writeFileSync(broken, "<html>not found</html>");
  writeFileSync(cut, tinyGguf().subarray(0, 700));
  const refused = async (uri: string, options: GgufOptions = {}) => {
    await using coder = model(uri, { store: false, ...options });
    try {
      await coder.ask(solve(task(1)));
    } catch (error) {
      assert.equal((error as Error).name, "ModelError");
      return (error as Error).message;
    }
    assert.fail("answered");
  };
  assert.equal(
    await refused(`gguf:${broken}`),
    `gguf:${broken}: ${broken} is no GGUF file (no GGUF)`,
  );
  assert.equal(await refused(`gguf:${cut}`), `gguf:${cut}: ${cut} is no GGUF file (cut)`);
  assert.match(await refused("gguf:nowhere.gguf"), /no model nowhere.gguf: known are qwen/);
  assert.match(
    await refused(at.uri, { context: 2 ** 40 }),
    /: \d+\.\d GB are needed and this machine has \d+\.\d GB: a smaller model, context or concurrency; or "ollama:NAME"/,
  );
  await assert.rejects(
    installEngine("aix-ppc64"),
    /^Error: gguf: has no engine for aix-ppc64: "ollama:NAME" and "llamacpp:NAME" ask a server/,
  );
  assert.throws(() => model("tiny", { adapter: "a" } as ModelOptions), /unknown option.*adapter/);
  assert.throws(() => model(at.uri, { context: 0 }), /'context' must be a positive integer: 0/);
});
