import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { appendFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import process from "node:process";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import { CompletionStore, type StoredCompletion, type StoredRecipe } from "./store.ts";

const recipe: StoredRecipe = {
  recipe: "r",
  name: "solve",
  model: "own",
  dialect: "chat",
  sampling: {},
  template: { user: "{{task}}" },
};
const prompt = { text: "say something" };

function completion(key: string, text = `text of ${key}`): StoredCompletion {
  return {
    key,
    model: "own",
    kind: "solve",
    role: "student",
    dialect: "chat",
    promptHash: "h",
    prompt: "p",
    sampling: { temperature: 0.5 },
    sample: 0,
    text,
    finishReason: "stop",
    usage: { promptTokens: 1, completionTokens: 2 },
    at: "2026-11-21T00:00:00.000Z",
    ms: 12,
  };
}

function withFile(fn: (file: string) => void | Promise<void>) {
  return async () => {
    const folder = mkdtempSync(join(tmpdir(), "store-"));
    try {
      await fn(join(folder, "completions.jsonl"));
    } finally {
      rmSync(folder, { recursive: true });
    }
  };
}

Deno.test(
  "what was appended is there when the file is opened again",
  withFile((file) => {
    const store = CompletionStore.open(file);
    const odd = completion("b/0", 'quotes ", line ends \n, \u2028 and ünïcödé 🙂');
    store.append(completion("a/0"), prompt, recipe);
    store.append(odd, prompt, recipe);
    store.close();
    for (const again of [CompletionStore.open(file), CompletionStore.read(file)]) {
      assert.equal(again.size, 2);
      assert.deepEqual(again.get("b/0"), odd);
      assert.deepEqual(again.prompt("p"), { prompt: "p", ...prompt });
      assert.deepEqual(again.recipes(), [recipe]);
      assert.equal(again.get("c/0"), undefined);
      again.close();
    }
  }),
);

Deno.test(
  "a prompt and a recipe are kept once",
  withFile((file) => {
    const store = CompletionStore.open(file);
    for (let i = 0; i < 5; i++) store.append(completion(`a/${i}`), prompt, recipe);
    store.close();
    assert.equal(readFileSync(file, "utf8").trim().split("\n").length, 7);
  }),
);

Deno.test(
  "a gzipped store is read",
  withFile((file) => {
    const store = CompletionStore.open(file);
    store.append(completion("a/0"), prompt, recipe);
    store.close();
    writeFileSync(`${file}.gz`, gzipSync(readFileSync(file)));
    const zipped = CompletionStore.read(`${file}.gz`);
    assert.equal(zipped.get("a/0")?.text, "text of a/0");
    assert.throws(() => zipped.append(completion("b/0"), prompt, recipe), {
      message: "the store was opened for reading only",
    });
  }),
);

Deno.test(
  "a line torn by a kill costs that line only, and the next one is whole",
  withFile((file) => {
    const first = CompletionStore.open(file);
    first.append(completion("a/0"), prompt, recipe);
    first.close();
    const line = JSON.stringify(completion("b/0"));
    appendFileSync(file, line.slice(0, line.length - 20));
    const second = CompletionStore.open(file);
    assert.equal(second.get("b/0"), undefined);
    second.append(completion("b/0", "again"), prompt, recipe);
    second.append(completion("c/0"), prompt, recipe);
    second.close();
    const third = CompletionStore.open(file);
    assert.equal(third.get("b/0")?.text, "again");
    assert.equal(third.size, 3);
    assert.equal(third.torn, 1);
    third.close();
  }),
);

Deno.test(
  "a torn line that ends like a whole one, and lines of odd values, cost those lines only",
  withFile((file) => {
    const first = CompletionStore.open(file);
    first.append(completion("a/0"), prompt, recipe);
    first.close();
    const odd = { ...completion("b/0"), sampling: { maxTokens: -1 } };
    const torn = JSON.stringify(completion("c/0")).replace(/("usage":{[^}]*}).*/, "$1");
    appendFileSync(
      file,
      JSON.stringify({ ...recipe, recipe: "q", sampling: { seed: 0.5 } }) + "\n",
    );
    appendFileSync(file, JSON.stringify(odd) + "\n" + torn);
    const second = CompletionStore.open(file);
    assert.deepEqual(second.recipes(), [recipe]);
    assert.equal(second.append(completion("b/0"), prompt, recipe), true);
    assert.equal(second.append(completion("c/0"), prompt, recipe), true);
    second.close();
    const third = CompletionStore.open(file);
    assert.deepEqual([...third.completions()].map(({ key }) => key), ["a/0", "b/0", "c/0"]);
    third.close();
  }),
);

Deno.test(
  "a line that cannot be read is forgotten and counted as torn",
  withFile((file) => {
    const whole = JSON.stringify(completion("a/0"));
    const torn = JSON.stringify(completion("b/0")).replace(/("usage":{[^}]*}).*/, "$1");
    writeFileSync(file, `\ufeff${whole}\n${torn}\n{"prompt":"p","text":1}\n`);
    const store = CompletionStore.read(file);
    assert.equal(store.size, 2);
    assert.equal(store.get("b/0"), undefined);
    assert.equal(store.prompt("p"), undefined);
    assert.equal(store.torn, 2);
    assert.deepEqual([...store.completions()], [completion("a/0")]);
    store.close();
  }),
);

Deno.test(
  "a last line without its end is read when it is whole, and written after",
  withFile((file) => {
    writeFileSync(file, JSON.stringify(completion("a/0")));
    const replay = CompletionStore.read(file);
    assert.deepEqual(replay.get("a/0"), completion("a/0"));
    replay.close();
    const store = CompletionStore.open(file);
    assert.equal(store.append(completion("a/0"), prompt, recipe), false);
    assert.equal(store.append(completion("b/0"), prompt, recipe), true);
    assert.equal(store.get("a/0")?.text, "text of a/0");
    assert.deepEqual([store.size, store.torn], [2, 0]);
    store.close();
  }),
);

Deno.test(
  "a completion of 10 MB is read back whole, among small ones",
  withFile((file) => {
    const store = CompletionStore.open(file);
    store.append(completion("a/0"), prompt, recipe);
    store.append(completion("b/0", "y".repeat(10 << 20)), prompt, recipe);
    store.append(completion("c/0"), prompt, recipe);
    assert.equal(store.get("b/0")?.text.length, 10 << 20);
    store.close();
    const again = CompletionStore.open(file);
    assert.equal(again.get("b/0")?.text.length, 10 << 20);
    assert.equal(again.get("c/0")?.text, "text of c/0");
    again.close();
  }),
);

Deno.test(
  "one process sees what another appended meanwhile",
  withFile((file) => {
    const one = CompletionStore.open(file), other = CompletionStore.open(file);
    other.append(completion("a/0"), prompt, recipe);
    assert.equal(one.get("a/0"), undefined);
    one.refresh();
    assert.equal(one.get("a/0")?.text, "text of a/0");
    one.close();
    other.close();
  }),
);

Deno.test(
  "four processes that append at once lose no line and mix none",
  withFile(async (file) => {
    const each = 200;
    const script = fileURLToPath(new URL("../../testing/appendMany.ts", import.meta.url));
    const codes = await Promise.all(Array.from({ length: 4 }, () => {
      const args = ["run", "-A", "--no-check", script, file, `${each}`];
      const child = spawn(process.execPath, args, { stdio: ["ignore", "ignore", "inherit"] });
      return new Promise((resolve) => child.once("close", resolve));
    }));
    assert.deepEqual(codes, [0, 0, 0, 0]);
    const store = CompletionStore.open(file);
    assert.equal(store.size, 4 * each);
    assert.equal(store.torn, 0);
    for (const { key, text } of store.completions()) {
      assert(text.startsWith(key) && text.endsWith(key));
    }
    store.close();
  }),
);
