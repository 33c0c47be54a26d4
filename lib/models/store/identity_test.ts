import assert from "node:assert/strict";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { Task } from "../../tasks/mod.ts";
import { type StubOptions, stubServer } from "../../testing/stubServer.ts";
import { dialects } from "../dialects.ts";
import type { Engine } from "../engine.ts";
import type { ModelEvent } from "../events.ts";
import { model } from "../../engines/model.ts";
import { modelFrom, type OpenEngine, StoredModel } from "../modelFrom.ts";
import type { ModelOptions } from "../modelOptions.ts";
import { solve } from "../solve.ts";

const task = Task.parse({
  id: "own/1",
  set: "own",
  prompt: { complete: 'def add(a, b):\n    """Add."""\n' },
  entryPoint: "add",
  hidden: { kind: "run" },
});

/** A folder, and what is written to stderr while `work` runs. */
async function told(work: (folder: string) => Promise<void>): Promise<string[]> {
  const folder = mkdtempSync(join(tmpdir(), "identity-"));
  const own = console.error, lines: string[] = [];
  console.error = (line: string) => void lines.push(line);
  try {
    await work(folder);
  } finally {
    console.error = own;
    rmSync(folder, { recursive: true });
  }
  return lines;
}

const saying = (text: string): Engine => ({
  dialect: dialects.chat,
  complete: () => Promise.resolve({ text, finishReason: "stop" }),
});

async function ask(uri: string, open: OpenEngine, options: ModelOptions) {
  await using coder = modelFrom(uri, open, options);
  return (await coder.ask(solve(task))).text;
}

Deno.test("rows without keys: another file is another model, and its completions have other keys", async () => {
  await told(async (folder) => {
    const seen = [];
    for (
      const [name, body] of [["a", "return a + b"], ["b", "return a - b"], ["c.gz", "return a - b"]]
    ) {
      const file = join(folder, name);
      const row = JSON.stringify({ task_id: "own/1", completion: `    ${body}\n` });
      writeFileSync(file, name.endsWith(".gz") ? gzipSync(row) : row);
      await using replay = model(`recorded:${file}`);
      const { key } = await replay.ask(solve(task));
      seen.push({ key, identity: await replay.identity });
    }
    const [a, b, c] = seen;
    assert.match(a.identity!, /^file [\da-f]{16}$/);
    assert.notEqual(a.identity, b.identity);
    assert.notEqual(a.key, b.key);
    assert.deepEqual(b, c);
    // The name is the same, the file is not.
    writeFileSync(
      join(folder, "a"),
      JSON.stringify({ task_id: "own/1", completion: "    pass\n" }),
    );
    await using replay = model(`recorded:${join(folder, "a")}`);
    assert.notEqual(await replay.identity, a.identity);
    await assert.rejects(model("recorded:nowhere.jsonl").identity, /nowhere/);
  });
});

Deno.test("a store replayed under another content is another model", async () => {
  await told(async (folder) => {
    const store = join(folder, "store.jsonl");
    await ask("one", () => saying("a"), { store });
    const before = await model(`recorded:${store}`).identity;
    writeFileSync(store, readFileSync(store, "utf8").replace('"text":"a"', '"text":"b"'));
    assert.notEqual(await model(`recorded:${store}`).identity, before);
  });
});

Deno.test("a function that was edited is asked anew; the same one is not, and its stored answers are told once", async () => {
  const events: ModelEvent[] = [];
  const lines = await told(async (folder) => {
    const store = join(folder, "store.jsonl"), on = (event: ModelEvent) => void events.push(event);
    const old: OpenEngine = () => ({ ...saying("old"), version: 1 });
    assert.equal(await ask("own", old, { store, on }), "old");
    assert.equal(await ask("own", () => ({ ...saying("new"), version: 2 }), { store, on }), "new");
    assert.equal(await ask("own", old, { store, on }), "old");
    assert.equal(await ask("own", old, { store, on }), "old");
    // The text of the engine's own functions counts, whoever made it.
    const made = (complete: Engine["complete"]) => {
      const engine: Engine = { dialect: dialects.chat, complete };
      return () => engine;
    };
    assert.equal(
      await ask("own", made(() => Promise.resolve({ text: "1", finishReason: "stop" })), { store }),
      "1",
    );
    assert.equal(
      await ask("own", made(() => Promise.resolve({ text: "2", finishReason: "stop" })), { store }),
      "2",
    );
  });
  assert.equal(lines.length, 1, lines.join("\n"));
  assert.match(
    lines[0],
    /^own: answers are taken from .*store\.jsonl \(1, of \d{4}-\d\d-\d\d\): what its function uses from elsewhere is not known .*; TRACELAB_FRESH=1 asks anew$/,
  );
  assert.equal(events.filter(({ type }) => type === "stored").length, 1);
});

Deno.test("an identity that is given stands for the function, and another one is another model", async () => {
  const lines = await told(async (folder) => {
    const store = join(folder, "store.jsonl");
    assert.equal(await ask("mine", () => saying("a"), { store, identity: "v1" }), "a");
    assert.equal(await ask("mine", () => saying("b"), { store, identity: "v1" }), "a");
    assert.equal(await ask("mine", () => saying("c"), { store, identity: "v2" }), "c");
    const engine = { ...saying("d"), identity: "checkpoint" };
    assert.equal(await ask("mine", () => engine, { store }), "d");
    assert.equal(await ask("mine", () => ({ ...engine, ...saying("e") }), { store }), "d");
  });
  assert.deepEqual(lines, []);
});

Deno.test("answers that were stored before functions were told apart are taken, and told", async () => {
  const lines = await told(async (folder) => {
    const store = join(folder, "store.jsonl");
    await using older = new StoredModel("before", () => saying("old"), { store });
    await older.ask(solve(task));
    assert.equal(await ask("before", () => saying("new"), { store }), "old");
    assert.equal(await ask("before", () => saying("new"), { store, fresh: true }), "new");
    assert.equal(await ask("before", () => saying("new"), { store }), "new");
  });
  assert.equal(lines.length, 1);
});

Deno.test("a model's identity says how it is asked, where the options do", async () => {
  const of = (options: ModelOptions) => modelFrom("m", () => saying("a"), options).identity;
  const plain = await of({ identity: "v1" });
  assert.equal(plain, "v1");
  const others = await Promise.all([
    { prompts: { solve: "Write {{task}}" } },
    { prompts: { solve: () => "Write {{task}}" } },
    { dialect: "alpaca" as const },
    { dialect: { name: "own", render: dialects.chat.render } },
    { temperature: 0.5 },
    { stop: ["#"] },
  ].map((options) => of({ identity: "v1", ...options })));
  assert.equal(new Set([plain, ...others]).size, others.length + 1);
  for (const other of others) assert.match(other!, /^v1, asked [\da-f]{16}$/);
  assert.equal(await of({ identity: "v1", concurrency: 3, retries: 1 }), plain);
  await using tiny = model("tiny:student");
  assert.match((await tiny.identity)!, /^[\da-f]{16}$/);
});

async function askServer(stub: StubOptions, at: { uri?: string }, options: ModelOptions = {}) {
  await using server = await stubServer(stub);
  at.uri ??= `${server.url}#coder`;
  const baseURL = at.uri.startsWith(server.url) ? undefined : server.url;
  await using coder = new StoredModel(at.uri, async () => {
    const { serverEngine } = await import("../../engines/server/serverEngine.ts");
    const { serverOf } = await import("../../engines/server/serverOf.ts");
    return serverEngine({ ...serverOf(at.uri!, {})!, baseURL: baseURL ?? server.url }, options);
  }, options);
  const { text } = await coder.ask(solve(task));
  return { text, count: server.count, identity: await coder.identity };
}

Deno.test("a server that serves another model under the name is asked anew", async () => {
  const serving = (root: string): StubOptions => ({
    reply: () => root,
    models: () => [{ id: "other", root: "x" }, { id: "coder", root, created: Math.random() }],
  });
  const lines = await told(async (folder) => {
    const store = join(folder, "store.jsonl"), at = {};
    const first = await askServer(serving("one"), at, { store });
    assert.equal(first.text, "one");
    assert.match(first.identity!, /^server [\da-f]{16}$/);
    assert.equal((await askServer(serving("two"), at, { store })).text, "two");
    const again = await askServer(serving("one"), at, { store });
    assert.deepEqual([again.text, again.count], ["one", 0]);
    // Nothing is known of a server that is asked nothing: the latest answers are taken, and told.
    const offline = await askServer(serving("three"), at, { store, offline: true });
    assert.deepEqual([offline.text, offline.count, offline.identity], ["two", 0, undefined]);
  });
  assert.equal(lines.length, 1);
  assert.match(lines[0], /whether the name stands for the same model today is not known/);
});

Deno.test("a server that says no more than the name: stored answers are taken and told, with who gave them", async () => {
  const lines = await told(async (folder) => {
    const store = join(folder, "store.jsonl"), at = {};
    const stub = (as: string): StubOptions => ({ as: () => as, reply: () => as });
    assert.equal((await askServer(stub("coder-may"), at, { store })).text, "coder-may");
    const later = await askServer(stub("coder-june"), at, { store });
    assert.deepEqual([later.text, later.count], ["coder-may", 0]);
    // What it lists now says nothing of answers that came before it did.
    const listed: StubOptions = {
      models: () => [{ id: "coder", digest: "d" }],
      reply: () => "new",
    };
    assert.equal((await askServer(listed, at, { store })).text, "coder-may");
    assert.equal((await askServer(listed, at, { store, fresh: true })).text, "new");
    assert.equal((await askServer(listed, at, { store })).text, "new");
  });
  assert.equal(lines.length, 1);
  assert.match(lines[0], /\(1, of [\d-]+, by coder-may\): whether the name stands/);
});

Deno.test("a server that answers as another model than it did is told", async () => {
  const lines = await told(async (folder) => {
    const store = join(folder, "store.jsonl");
    let as = "coder-may";
    await using server = await stubServer({ as: () => as });
    const ask = async (...temperatures: number[]) => {
      await using coder = model(`${server.url}#coder`, { store });
      for (const temperature of temperatures) await coder.ask(solve(task, { temperature }));
    };
    await ask(0);
    as = "coder-june";
    await ask(0, 0.5, 1);
  });
  const last = lines.filter((line) => line.includes("now answers"));
  assert.equal(last.length, 1, lines.join("\n"));
  assert.match(
    last[0],
    /#coder: the server now answers as coder-june, and answered as coder-may; TRACELAB_FRESH=1 asks anew$/,
  );
});

Deno.test("another base URL is another server", async () => {
  await told(async (folder) => {
    const store = join(folder, "store.jsonl");
    for (const text of ["one", "two"]) {
      await using server = await stubServer({ reply: () => text });
      await using coder = model("openai:gpt", { store, baseURL: server.url, apiKey: "none" });
      assert.equal((await coder.ask(solve(task))).text, text);
    }
  });
});

Deno.test("a server's failure that was once stored as an answer is asked anew, and replaced", async () => {
  await told(async (folder) => {
    const store = join(folder, "store.jsonl"), identity = "v1";
    assert.equal(await ask("own", () => saying("half"), { store, identity }), "half");
    const lines = readFileSync(store, "utf8");
    writeFileSync(store, lines.replace('"finishReason":"stop"', '"finishReason":"error"'));
    assert.equal(await ask("own", () => saying("whole"), { store, identity }), "whole");
    assert.equal(await ask("own", () => saying("more"), { store, identity }), "whole");
  });
});
