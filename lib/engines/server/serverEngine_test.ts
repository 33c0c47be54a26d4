import assert from "node:assert/strict";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { Task } from "../../tasks/mod.ts";
import { contract } from "../../testing/modelContract.ts";
import { harmless, said, toldWhole } from "../../testing/failedReplies.ts";
import { faults } from "../../testing/modelFaults.ts";
import { stubServer } from "../../testing/stubServer.ts";
import { model } from "../model.ts";
import { chatAnswer, chatStream, rawAnswer } from "./answerOf.ts";
import { solve } from "../../models/mod.ts";

for (const { name, run } of contract) {
  Deno.test(`a server: ${name}`, async () => {
    await using server = await stubServer();
    await run({ uri: `${server.url}#stub` });
  });
}

for (const { name, run } of faults) Deno.test(`a failing server: ${name}`, run);

/** The most calls that a server works on at a time, when its replies begin long before their end. */
async function mostAtOnce(length: "known" | "unknown"): Promise<number> {
  const reply = JSON.stringify({ choices: [{ message: { content: "pass" } }] });
  let open = 0, most = 0;
  const server = createServer(async (_, response) => {
    most = Math.max(most, ++open);
    response.setHeader("content-type", "application/json");
    if (length === "known") response.setHeader("content-length", reply.length);
    response.flushHeaders();
    await new Promise((resolve) => setTimeout(resolve, 40));
    open--;
    response.end(reply);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  try {
    const uri = `http://127.0.0.1:${port}/v1#stub`;
    await using coder = model(uri, { store: false, concurrency: 2 });
    const task = Task.parse({ id: "own/1", set: "own", prompt: {}, hidden: { kind: "run" } });
    for await (const _ of coder.generate([solve(task, { samples: 12 })])) { /* only the load */ }
  } finally {
    server.closeAllConnections();
    server.close();
  }
  return most;
}

Deno.test("a server has no more calls at a time than it was given places, however early its replies begin", async () => {
  assert.equal(await mostAtOnce("unknown"), 2);
  assert.equal(await mostAtOnce("known"), 2);
});

// These replies break the protocol's types.
const chat = (reply: unknown) => chatAnswer(reply as Parameters<typeof chatAnswer>[0]);
const raw = (reply: unknown) => rawAnswer(reply as Parameters<typeof rawAnswer>[0]);

Deno.test("what a server sends as null, or did not count, is left out", () => {
  const message = { content: "pass" };
  const usage = { prompt_tokens: 5, completion_tokens: null };
  const content = [{ token: "<s>", logprob: null }, { token: "pass", logprob: -0.5 }];
  const answer = chat({ choices: [{ message, logprobs: { content } }], usage });
  assert.deepEqual(answer.usage, { promptTokens: 5, completionTokens: undefined });
  assert.deepEqual(answer.logprobs, [{ token: "pass", logprob: -0.5 }]);
  const logprobs = { tokens: ["<s>", "pass"], token_logprobs: [null, -0.5] };
  assert.deepEqual(raw({ choices: [{ text: "pass", logprobs }] }).logprobs, [{
    token: "pass",
    logprob: -0.5,
  }]);
});

Deno.test("a reply in parts is their text; other contents are malformed", () => {
  const of = (content: unknown) =>
    chat({ choices: [{ message: { content }, finish_reason: "stop" }] });
  const parts = [{ type: "thinking", thinking: [] }, { type: "text", text: "a" }];
  assert.equal(of([...parts, { type: "text", text: "b" }]).text, "ab");
  assert.equal(of(null).text, "");
  assert.throws(() => of({ text: "a" }), { message: 'no text in the reply: {"text":"a"}' });
});

/** A server that answers every chat with this. */
async function answering(body: string, ask: (uri: string) => Promise<void>) {
  const server = createServer((request, response) => {
    response.setHeader("content-type", "application/json");
    response.end(request.url?.includes("chat") ? body : '{"data":[]}');
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  await ask(`http://127.0.0.1:${port}/v1#stub`).finally(() => {
    server.closeAllConnections();
    server.close();
  });
}

const own = Task.parse({ id: "own/1", set: "own", prompt: {}, hidden: { kind: "run" } });

Deno.test("a failure inside a 200 is told as its provider words it, where a stream was asked for as well", async () => {
  for (const [what, reply, message] of toldWhole) {
    for (const stream of [false, true]) {
      await answering(JSON.stringify(reply), async (uri) => {
        await using coder = model(uri, { store: false, retries: 0, stream });
        await assert.rejects(coder.ask(solve(own)), { name: "ModelError", message }, what);
      });
    }
  }
});

Deno.test("what only looks like a failure is an answer, where a stream was asked for as well", async () => {
  for (const [what, reply, end] of harmless) {
    for (const stream of [false, true]) {
      await answering(JSON.stringify(reply), async (uri) => {
        await using coder = model(uri, { store: false, retries: 0, stream });
        const { text, finishReason } = await coder.ask(solve(own));
        assert.deepEqual([text, finishReason], ["pass", end], what);
      });
    }
  }
});

Deno.test("a stream's answer is its first choice's, in pieces or whole", async () => {
  const chunks = async function* () {
    yield said({ content: "pa" }, { finish_reason: null });
    yield { choices: [{ index: 1, delta: { content: "other" } }] };
    yield { choices: [{ index: 0, message: { content: "ss" }, finish_reason: "stop" }] };
  };
  const answer = await chatStream(chunks() as unknown as Parameters<typeof chatStream>[0]);
  assert.deepEqual([answer.text, answer.finishReason], ["pass", "stop"]);
});

Deno.test("an error with status 200 is told with its message and code", async () => {
  let error = {};
  const server = createServer((_, response) => {
    response.setHeader("content-type", "application/json");
    response.end(JSON.stringify({ error }));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  const task = Task.parse({ id: "own/1", set: "own", prompt: {}, hidden: { kind: "run" } });
  try {
    await using coder = model(`http://127.0.0.1:${port}/v1#stub`, { store: false, retries: 0 });
    error = { message: "insufficient credits", code: 402 };
    await assert.rejects(coder.ask(solve(task)), {
      name: "ModelError",
      message: /: 402 insufficient credits: top up/,
    });
    error = { message: "try later", code: "overloaded" };
    await assert.rejects(coder.ask(solve(task)), { message: /: 200 try later \(overloaded\): / });
  } finally {
    server.closeAllConnections();
    server.close();
  }
});
