/** How the lab behaves when a server fails: every fault of the stub. Runs on Deno and on Node. */
import assert from "node:assert/strict";
import { createServer } from "node:https";
import type { AddressInfo } from "node:net";
import { model } from "../engines/mod.ts";
import { ModelError, solve } from "../models/mod.ts";
import { always, ask, fails, recovers, task } from "./askFaulty.ts";
import { said, textless, told } from "./failedReplies.ts";
import { selfSigned } from "./selfSigned.ts";
import { type Fault, stubServer } from "./stubServer.ts";

export const faults: { name: string; run(): Promise<void> }[] = [
  {
    name: "429 with retry-after: waits as long as the server asks, and no longer than it must",
    async run() {
      const { ms } = await recovers({ status: 429, headers: { "retry-after": "1" } });
      assert(ms >= 950 && ms < 8000, `waited ${ms} ms`);
    },
  },
  {
    name: "429 with a date or with milliseconds in the header is understood",
    async run() {
      const { events } = await recovers({ status: 429, headers: { "retry-after-ms": "700" } });
      const slower = events.find(({ type }) => type === "slower");
      assert(slower?.type === "slower" && slower.waitMs >= 700);
      await recovers({ status: 429, headers: { "retry-after": new Date().toUTCString() } });
    },
  },
  {
    name: "429 without retry-after: backs off and halves the concurrency",
    async run() {
      const { events } = await recovers({ status: 429 }, { concurrency: 8 });
      const slower = events.find(({ type }) => type === "slower");
      assert(slower?.type === "slower" && slower.concurrency === 4);
    },
  },
  {
    name: "429 with retry-after of hours: stops and says so, without waiting",
    run: () =>
      fails(
        { status: 429, headers: { "retry-after": "7200" } },
        /asks to wait 120 minutes: run again then, what is done is kept/,
        1,
      ),
  },
  {
    name: "429 for an empty account is not tried again",
    run: () =>
      fails({ status: 429, code: "insufficient_quota" }, /429 as told: top up the account/, 1),
  },
  ...[408, 409, 500, 502, 503, 529].map((status) => ({
    name: `${status} is tried again`,
    run: async () => void await recovers({ status }),
  })),
  {
    name: "500 for ever: the error says provider, status, tries",
    run: () => fails({ status: 500 }, /: 500 as told: the server failed \(3 tries\)$/),
  },
  ...([[400, /takes these parameters/], [401, /key/], [403, /not let this key/], [
    404,
    /has the model stub/,
  ], [422, /takes these parameters/]] as const).map(([status, message]) => ({
    name: `${status} is not tried again, and the error says what to do`,
    run: () => fails({ status }, message, 1),
  })),
  {
    name: "a hang: the try ends at the time-out and another is made",
    async run() {
      const { ms } = await recovers("hang", { timeoutMs: 2000 });
      assert(ms >= 1990 && ms < 10_000, `${ms} ms`);
    },
  },
  {
    name: "a hang for ever: the error says how long was waited and what to change",
    run: async () => {
      const { error } = await ask(always("hang"), { timeoutMs: 100, retries: 1 });
      assert.match(error!.message, /no answer in 0.1 s: raise timeoutMs, .* \(2 tries\)$/);
    },
  },
  {
    name: "a signal ends calls in flight, with its reason and without another try",
    async run() {
      const controller = new AbortController();
      await using server = await stubServer({
        fault() {
          setTimeout(() => controller.abort(new Error("enough")), 20);
          return "hang";
        },
      });
      await using coder = model(`${server.url}#stub`, { store: false });
      const { signal } = controller;
      await assert.rejects(coder.ask(solve(task), { signal }), { message: "enough" });
      assert.equal(server.count, 1);
    },
  },
  { name: "a connection reset is tried again", run: async () => void await recovers("reset") },
  { name: "a cut reply is tried again", run: async () => void await recovers("cut") },
  {
    name: "a cut stream is tried again, never taken for a short reply",
    run: async () => void await recovers("cut", { stream: true }),
  },
  {
    name: "a cut stream for ever is an error",
    run: async () => {
      const { error, completions } = await ask(always("cut"), { stream: true });
      assert.equal(completions.length, 0);
      assert(error instanceof ModelError, String(error));
    },
  },
  { name: "invalid JSON is tried again", run: async () => void await recovers("invalid JSON") },
  {
    name: "invalid JSON for ever: the error asks whether the server is one",
    run: () => fails("invalid JSON", /is http.* an OpenAI-compatible server\? \(3 tries\)$/),
  },
  {
    name: "a wrong content type: the error asks whether the server is one",
    run: () => fails("wrong content type", /is http.* an OpenAI-compatible server\? \(3 tries\)$/),
  },
  {
    name: "empty choices are tried again",
    run: async () => void await recovers("empty choices"),
  },
  ...told.flatMap(([what, reply, message]) =>
    [false, true].map((stream) => ({
      name: `${what}, with status 200${
        stream ? " in a stream" : ""
      }: tried again, told and never stored`,
      async run() {
        await recovers({ reply }, { stream });
        // What a stream brought before it counts for nothing.
        const events = [said({ content: "pass" }, { finish_reason: null }), reply];
        if (stream) await recovers({ reply, events }, { stream });
        await fails({ reply }, message, 2, { stream, retries: 1 });
      },
    }))
  ),
  {
    name: "a stream that ends in an event of an error is tried again, and told",
    async run() {
      const begun = `data: ${
        JSON.stringify(said({ content: "half" }, { finish_reason: null }))
      }\n\n`;
      for (
        const [data, message] of [
          ['{"message":"gone away","code":503}', /503 gone away/],
          ['{"error":{"message":"gone away"}}', /200 gone away/],
          ['{"error":"gone away"}', /200 gone away/],
          ['"gone away"', /200 gone away/],
        ] as const
      ) {
        const fault = { reply: {}, events: `${begun}event: error\ndata: ${data}\n\n` };
        await recovers(fault, { stream: true });
        await fails(fault, message, 2, { stream: true, retries: 1 });
      }
    },
  },
  {
    name: "a stream without an end is tried again, [DONE] or not",
    async run() {
      const begun = `data: ${
        JSON.stringify(said({ content: "half" }, { finish_reason: null }))
      }\n\n`;
      for (const events of [begun, `${begun}data: [DONE]\n\n`, "data: [DONE]\n\n", ""]) {
        await recovers({ reply: {}, events }, { stream: true });
      }
    },
  },
  {
    name: "a failure with status 200 that another try does not mend is told at once",
    async run() {
      for (const stream of [false, true]) {
        await fails(
          { reply: { error: { message: "who?", code: 401 } } },
          /401 who\?: check .* key/,
          1,
          { stream },
        );
        const spent = { error: { message: "empty", code: "insufficient_quota" } };
        await fails({ reply: spent }, /empty \(insufficient_quota\): top up/, 1, { stream });
      }
    },
  },
  {
    name: "keys that a failure quotes are not shown",
    async run() {
      const apiKey = "own-secret-key-1";
      for (const stream of [false, true]) {
        const { error, completions } = await ask(
          always({ reply: { error: `no such key: ${apiKey}` } }),
          { stream, apiKey, retries: 0 },
        );
        assert.equal(completions.length, 0);
        assert.match(error!.message, /200 no such key: \[redacted\]/);
      }
    },
  },
  {
    name: "a reply without a text says what it is instead",
    async run() {
      for (const [reason, message] of textless) {
        for (const stream of [false, true]) {
          const { completions: [completion], error } = await ask(
            always({ reply: said(message) }),
            { stream },
          );
          const what = `${JSON.stringify(message)} ${error}`;
          assert.equal(completion?.finishReason, reason, what);
          assert.equal(completion.code.trim() !== "", completion.text === "pass", what);
        }
      }
      const { completions: [cut] } = await ask(
        always({ reply: said({ content: "", reasoning: "so" }, { finish_reason: "length" }) }),
      );
      assert.equal(cut.finishReason, "reasoning_only");
      const { completions: [filtered] } = await ask(
        always({ reply: said({ content: "" }, { finish_reason: "content_filter" }) }),
      );
      assert.equal(filtered.finishReason, "content_filter");
    },
  },
  {
    name: "a refusal is an answer: kept, with no program in it",
    async run() {
      const { completions: [completion], count } = await ask(always("refusal"));
      assert.equal(completion.finishReason, "refusal");
      assert.equal(completion.text, "I will not.");
      assert.equal(completion.code, "");
      assert.equal(count, 1);
    },
  },
  {
    name: "a truncated reply says so",
    async run() {
      for (const stream of [false, true]) {
        const { completions: [completion], count } = await ask(always("length"), { stream });
        assert.equal(completion.finishReason, "length");
        assert.equal(completion.text, "def cut_off(");
        assert.equal(count, 1);
      }
    },
  },
  {
    name: "a reply of 10 MB arrives whole",
    async run() {
      for (const stream of [false, true]) {
        const { completions: [completion] } = await ask(always("large"), {
          stream,
          timeoutMs: 20_000,
        });
        assert.equal(completion.text.length, 10 << 20);
      }
    },
  },
  {
    name: "TLS that fails: the error says so, and is not tried again",
    async run() {
      await using server = await stubServer();
      const uri = `${server.url.replace("http:", "https:")}#stub`;
      await using coder = model(uri, { store: false, retries: 1 });
      await assert.rejects(coder.ask(solve(task)), (error) => {
        assert(error instanceof ModelError);
        assert.match(error.message, /: check the server's certificate and that it speaks https$/);
        assert(!/tries/.test(error.message));
        return true;
      });
    },
  },
  {
    name: "a certificate that nobody signed: the error says so, and no call goes out",
    async run() {
      let calls = 0;
      const server = createServer(selfSigned, (_, response) => {
        calls++;
        response.end();
      });
      await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
      try {
        const { port } = server.address() as AddressInfo;
        const uri = `https://127.0.0.1:${port}/v1#stub`;
        await using coder = model(uri, { store: false, retries: 3 });
        await assert.rejects(coder.ask(solve(task)), (error) => {
          assert(error instanceof ModelError);
          assert.match(error.message, /certificate|UnknownIssuer/i);
          assert.match(error.message, /: check the server's certificate and that it speaks https$/);
          assert(!/tries/.test(error.message));
          return true;
        });
        assert.equal(calls, 0);
      } finally {
        server.close();
      }
    },
  },
  {
    name: "a host that no DNS knows: the error says so",
    async run() {
      await using coder = model("http://no-such-host.invalid/v1#stub", {
        store: false,
        retries: 0,
      });
      await assert.rejects(coder.ask(solve(task)), {
        name: "ModelError",
        message: /no-such-host.invalid.*: check the address and the network/,
      });
    },
  },
  {
    name: "a server that is not running: the error asks whether it is",
    async run() {
      const server = await stubServer();
      await server.close();
      await using coder = model(`${server.url}#stub`, { store: false, retries: 0 });
      await assert.rejects(coder.ask(solve(task)), {
        name: "ModelError",
        message: /127\.0\.0\.1.*: is the server running\?/,
      });
    },
  },
  {
    name: "a third of the calls fail at random: nothing is lost, nothing finished is asked twice",
    async run() {
      const kinds: Fault[] = [{ status: 429 }, { status: 500 }, "reset", "cut", "empty choices"];
      const { completions, error, most } = await ask({
        fault: (n) => n % 3 === 1 ? kinds[n % kinds.length] : undefined,
      }, { samples: 60, concurrency: 8, retries: 8 });
      assert.equal(error, undefined);
      assert.equal(new Set(completions.map(({ key }) => key)).size, 60);
      assert.equal(most, 1);
    },
  },
  {
    name: "one sample that always fails does not lose the others",
    async run() {
      const { completions, error } = await ask({
        fault: (_, { seed }) => seed === 4 ? { status: 400 } : undefined,
      }, { samples: 10 });
      assert.equal(completions.length, 9);
      assert.match(error!.message, /400 as told/);
    },
  },
];
