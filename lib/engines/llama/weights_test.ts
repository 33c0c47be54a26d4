import assert from "node:assert/strict";
import { mkdtempSync, readFileSync, rmSync, utimesSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import process from "node:process";
import { tinyGguf } from "../../testing/tinyGguf.ts";
import { knownModels } from "./knownModels.ts";
import { memoryNeeded } from "./memory.ts";
import { readGguf } from "./readGguf.ts";
import { findWeights, weightsHash } from "./weights.ts";

async function apart(work: (folder: string) => Promise<void>) {
  const folder = mkdtempSync(join(tmpdir(), "weights-"));
  const { TRACELAB_CACHE, TRACELAB_MODELS } = process.env;
  Object.assign(process.env, { TRACELAB_CACHE: join(folder, "cache"), TRACELAB_MODELS: folder });
  try {
    await work(folder);
  } finally {
    for (const [name, value] of Object.entries({ TRACELAB_CACHE, TRACELAB_MODELS })) {
      if (value === undefined) delete process.env[name];
      else process.env[name] = value;
    }
    rmSync(folder, { recursive: true });
  }
}

Deno.test("a known model's file that is another is refused by its hash", async () => {
  await apart(async (folder) => {
    const { file, sha256 } = knownModels()["qwen2.5-coder-0.5b"];
    writeFileSync(join(folder, file), "something else");
    await assert.rejects(
      findWeights("qwen2.5-coder-0.5b"),
      new RegExp(
        `^Error: .*${file} is not the publisher's file \\(SHA-256 [0-9a-f]{64}, expected ${sha256}\\)`,
      ),
    );
  });
});

Deno.test("a model with no address says where to put it, an unknown one which are known", async () => {
  await apart(async () => {
    await assert.rejects(
      findWeights("smollm2-135m"),
      /put smollm2-135m-\S+ in a folder, and its path/,
    );
    await assert.rejects(
      findWeights("gpt-7"),
      /^Error: no model gpt-7: known are qwen2.5-coder-0.5b, /,
    );
  });
});

Deno.test("a file in TRACELAB_MODELS is found by its name, too", async () => {
  await apart(async (folder) => {
    writeFileSync(join(folder, "own.gguf"), "x");
    assert.equal(await findWeights("own.gguf"), join(folder, "own.gguf"));
  });
});

Deno.test("weightsHash is remembered until the file's size or time changes", async () => {
  await apart(async (folder) => {
    const file = join(folder, "a.gguf");
    writeFileSync(file, "one");
    utimesSync(file, 1000, 1000);
    const first = await weightsHash(file);
    assert.match(readFileSync(join(folder, "cache/models/hashes.json"), "utf8"), new RegExp(first));
    writeFileSync(file, "two");
    utimesSync(file, 1000, 1000);
    assert.equal(await weightsHash(file), first); // same size and time: not read again
    utimesSync(file, 1001, 1001);
    assert.notEqual(await weightsHash(file), first);
  });
});

Deno.test("readGguf reads a header, and memoryNeeded counts keys and values of every layer", async () => {
  await apart((folder) => {
    const file = join(folder, "tiny.gguf");
    writeFileSync(file, tinyGguf());
    const gguf = readGguf(file);
    assert.equal(gguf.values.get("general.architecture"), "llama");
    assert.equal(gguf.values.get("llama.context_length"), 4096);
    // 1 layer, 4 heads of 16 numbers, keys and values of 2 bytes each.
    assert.equal(memoryNeeded(gguf, 1000, 10), 1000 + 10 * 4 * 16 * 2 * 2);
    return Promise.resolve();
  });
});
