import assert from "node:assert/strict";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Task } from "../tasks/mod.ts";
import { scripted } from "../engines/scripted.ts";
import { stubServer } from "../testing/stubServer.ts";
import { fetchBatch, pollBatch, readBatch, submitBatch, writeBatch } from "./batch.ts";
import { model } from "../engines/model.ts";
import { solve } from "./solve.ts";

const requests = [1, 2, 3].map((n) =>
  solve(
    Task.parse({
      id: `own/${n}`,
      set: "own",
      prompt: { complete: `def f${n}(x):\n    ...\n` },
      entryPoint: `f${n}`,
      hidden: { kind: "run" },
    }),
    { samples: 2, seed: 7, maxTokens: 50 },
  )
);

async function withFolder(work: (folder: string) => Promise<void>) {
  const folder = mkdtempSync(join(tmpdir(), "batch-"));
  try {
    await work(folder);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

Deno.test("a batch is written, submitted, polled, fetched and read; then the flow runs without a call", () =>
  withFolder(async (folder) => {
    await using server = await stubServer({ reply: ({ seed }) => `sample of seed ${seed}` });
    const input = join(folder, "requests.jsonl"), output = join(folder, "replies.jsonl");
    await using coder = model(`${server.url}#stub`, { store: join(folder, "store.jsonl") });

    assert.equal(await writeBatch(coder, requests, input), 6);
    const lines = readFileSync(input, "utf8").trim().split("\n").map((line) => JSON.parse(line));
    assert.equal(lines[1].method, "POST");
    assert.equal(lines[1].url, "/v1/chat/completions");
    assert.equal(lines[1].body.model, "stub");
    assert.equal(lines[1].body.seed, 8);
    assert.match(lines[1].custom_id, /^[0-9a-f]{32}-1$/);

    const { id } = await submitBatch(coder, input);
    assert.equal((await pollBatch(coder, id)).status, "completed");
    await fetchBatch(coder, id, output);
    assert.deepEqual(await readBatch(coder, requests, output), { stored: 6, failed: [] });
    assert.equal(server.served.size, 6);

    const texts: string[] = [];
    for await (const { completion } of coder.generate(requests)) texts.push(completion.text);
    assert.deepEqual(texts.slice(0, 2), ["sample of seed 7", "sample of seed 8"]);
    assert.equal(texts.length, 6);
    assert.equal(server.count, 0);
    assert.equal(await writeBatch(coder, requests, input), 0);
  }));

Deno.test("a batch's failed lines are told, the others are kept, and only the failed are written again", () =>
  withFolder(async (folder) => {
    await using server = await stubServer();
    const input = join(folder, "requests.jsonl"), output = join(folder, "replies.jsonl");
    await using coder = model(`${server.url}#stub`, { store: false });
    await writeBatch(coder, requests, input);
    const ids = readFileSync(input, "utf8").trim().split("\n")
      .map((line) => JSON.parse(line).custom_id as string);
    const body = { choices: [{ index: 0, finish_reason: "stop", message: { content: "pass" } }] };
    // As vLLM's batch runner writes them, in any order.
    const replies = ids.slice(0, 5).reverse().map((custom_id, i) => ({
      id: "vllm-1",
      custom_id,
      response: i === 0
        ? { status_code: 400, request_id: "r", body: { message: "too long" } }
        : { status_code: 200, request_id: "r", body: i === 1 ? { choices: [] } : body },
      error: null,
    }));
    writeFileSync(output, replies.map((reply) => JSON.stringify(reply)).join("\n"));
    const { stored, failed } = await readBatch(coder, requests, output);
    assert.equal(stored, 3);
    assert.deepEqual(failed.map(({ reason }) => reason), [
      '400 {"message":"too long"}',
      'no choices in the reply: {"choices":[]}',
      "no line in the replies",
    ]);
    assert.equal(await writeBatch(coder, requests, input), 3);
  }));

Deno.test("failures in a batch's replies are told without keys, whatever their form, and nothing is stored", () =>
  withFolder(async (folder) => {
    await using server = await stubServer();
    const input = join(folder, "requests.jsonl"), output = join(folder, "replies.jsonl");
    const apiKey = "own-secret-key-1";
    await using coder = model(`${server.url}#stub`, { store: false, apiKey });
    await writeBatch(coder, requests, input);
    const ids = readFileSync(input, "utf8").trim().split("\n")
      .map((line) => JSON.parse(line).custom_id as string);
    const choices = [{ finish_reason: "stop", message: { content: "half" } }];
    const bodies = [
      { error: `no such key: ${apiKey}` },
      { choices, error: { message: "cut off" } },
      { choices: [{ ...choices[0], finish_reason: "error" }] },
    ];
    const replies = [
      ...bodies.map((body, i) => ({ custom_id: ids[i], response: { status_code: 200, body } })),
      {
        custom_id: ids[3],
        response: { status_code: 200, body: { choices } },
        error: { code: "expired" },
      },
      { custom_id: ids[4], response: null, error: { message: "expired" } },
    ];
    const lines = ["{half a line", ...replies.map((reply) => JSON.stringify(reply)), "[]"];
    writeFileSync(output, lines.join("\n"));
    const { stored, failed } = await readBatch(coder, requests, output);
    assert.equal(stored, 0);
    assert.deepEqual(failed.map(({ reason }) => reason), [
      "no line of a batch's replies",
      "no such key: [redacted]",
      "cut off",
      'the reply ended with finish_reason "error"',
      '200 {"code":"expired"}',
      '{"message":"expired"}',
      "no line of a batch's replies",
      "no line in the replies",
    ]);
    assert.equal(await writeBatch(coder, requests, input), 6);
  }));

Deno.test("a repeated request is written once, and a file that cannot be opened is told at once", () =>
  withFolder(async (folder) => {
    await using coder = model("http://127.0.0.1:1/v1#stub", { store: false });
    const input = join(folder, "requests.jsonl");
    assert.equal(await writeBatch(coder, [...requests, ...requests], input), 6);
    assert.equal(readFileSync(input, "utf8").trim().split("\n").length, 6);
    async function* slow() {
      await new Promise((resolve) => setTimeout(resolve, 20));
      yield* requests;
    }
    await assert.rejects(writeBatch(coder, slow(), join(folder, "none", "requests.jsonl")), {
      code: "ENOENT",
    });
  }));

Deno.test("a model that is no server takes no batches", async () => {
  await assert.rejects(writeBatch(scripted([]), requests, "/dev/null"), {
    name: "TypeError",
    message: "scripted takes no batches: use a server's model",
  });
});
