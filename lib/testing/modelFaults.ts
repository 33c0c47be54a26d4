/** How the lab behaves when a server fails: every fault of the stub. Runs on Deno and on Node. */
import assert from "node:assert/strict";
import { createServer } from "node:https";
import type { AddressInfo } from "node:net";
import {
  type Completion,
  model,
  ModelError,
  type ModelEvent,
  type ModelOptions,
  solve,
} from "../models/mod.ts";
import { Task } from "../tasks/mod.ts";
import { selfSigned } from "./selfSigned.ts";
import { type Fault, type StubOptions, stubServer } from "./stubServer.ts";

const task = Task.parse({
  id: "own/1",
  set: "own",
  prompt: { complete: "def f(x):\n    ...\n" },
  entryPoint: "f",
  hidden: { kind: "run" },
});

interface Outcome {
  completions: Completion[];
  error?: Error;
  events: ModelEvent[];
  /** Requests that reached the server. */
  count: number;
  /** The most often that one request was answered in full. */
  most: number;
  host: string;
  ms: number;
}

/** Asks a failing server for samples. */
async function ask(stub: StubOptions, options: ModelOptions & { samples?: number } = {}) {
  await using server = await stubServer(stub);
  const events: ModelEvent[] = [];
  const { samples = 1, ...rest } = options;
  await using coder = model(`${server.url}#stub`, {
    store: false,
    retries: 2,
    timeoutMs: 30_000,
    on: (event) => events.push(event),
    ...rest,
  });
  const outcome: Outcome = {
    completions: [],
    events,
    count: 0,
    most: 0,
    host: new URL(server.url).host,
    ms: 0,
  };
  const start = performance.now();
  try {
    for await (const { completion } of coder.generate([solve(task, { samples, seed: 1 })])) {
      outcome.completions.push(completion);
    }
  } catch (error) {
    assert(error instanceof Error);
    outcome.error = error;
  }
  outcome.ms = performance.now() - start;
  outcome.count = server.count;
  outcome.most = Math.max(0, ...server.served.values());
  return outcome;
}

/** A chat reply with status 200 that holds `fields` beside one choice. */
const said = (message: object, choice: object = {}, fields: object = {}) => ({
  id: "x",
  choices: [{ index: 0, finish_reason: "stop", message, delta: message, ...choice }],
  ...fields,
});

/** Failures that come with status 200, and what must be shown of them. */
const told: [string, unknown, RegExp][] = [
  ["an error that is a text", { error: "engine overloaded" }, /200 engine overloaded/],
  ["an error in a list", { errors: [{ message: "no room", code: 503 }] }, /503 no room/],
  ["an error in an error", { error: { error: { message: "deep" } } }, /200 deep/],
  [
    "an error that is true",
    { error: true, message: "try later" },
    /200 (?:try later|\{"error":true\})/,
  ], // the SDK drops what stands beside in a stream
  ["an error with a status as text", { error: { msg: "slow", code: "502" } }, /502 slow/],
  [
    "a list of errors for an answer",
    [{ error: { message: "in a list", status: "UNAVAILABLE" } }],
    /in a list \(UNAVAILABLE\)/,
  ],
  ["an error object", { object: "error", message: "worker died", code: 500 }, /500 worker died/],
  ["a detail", { detail: [{ loc: ["body"], msg: "not now" }] }, /200 not now/],
  [
    "an error beside an answer",
    said({ content: "half" }, {}, { error: { message: "cut off", code: 502 } }),
    /502 cut off/,
  ],
  [
    "an error in the choice",
    said({ content: "half" }, { error: { message: "upstream", code: 504 } }),
    /504 upstream/,
  ],
  ...["error", "abort", "cancelled", "insufficient_system_resource"].map((
    reason,
  ): [string, unknown, RegExp] => [
    `an end by ${reason}`,
    said({ content: "half" }, { finish_reason: reason }),
    new RegExp(`200 the reply ended with finish_reason "${reason}"`),
  ]),
];

/** Replies without a text, by what stands in its place. */
const textless: [string, object][] = [
  ["reasoning_only", { content: null, reasoning_content: "Let me think" }],
  ["reasoning_only", { content: "", reasoning: "Let me think" }],
  ["reasoning_only", { content: "\n", thinking: "Let me think" }],
  ["reasoning_only", { content: [{ type: "thinking", thinking: [] }] }],
  ["reasoning_only", { content: "", reasoning_details: [{ type: "reasoning.text" }] }],
  ["tool_calls_only", {
    content: null,
    tool_calls: [{ id: "1", type: "function", function: { name: "run" } }],
  }],
  ["tool_calls_only", { content: null, function_call: { name: "run", arguments: "{}" } }],
  ["tool_calls_only", { content: "", reasoning: "I call", tool_calls: [{ id: "1" }] }],
  ["refusal", { content: [{ type: "refusal", refusal: "I will not." }] }],
  ["refusal", { content: null, refusal: "I will not.", reasoning: "Hm" }],
  ["stop", { content: "", reasoning_content: "", tool_calls: [] }],
  ["stop", { content: "pass", reasoning_content: "Let me think" }],
];

/** The first request fails, later ones do not. */
const once = (fault: Fault): StubOptions => ({ fault: (n) => n === 0 ? fault : undefined });
const always = (fault: Fault): StubOptions => ({ fault: () => fault });

async function recovers(fault: Fault, options: ModelOptions = {}): Promise<Outcome> {
  const outcome = await ask(once(fault), options);
  assert.equal(outcome.error, undefined);
  assert.equal(outcome.completions.length, 1);
  assert.match(outcome.completions[0].text, /^# [0-9a-f]{16}$/);
  assert.equal(outcome.count, 2);
  assert.equal(outcome.most, 1);
  assert.equal(outcome.events.filter(({ type }) => type === "retry").length, 1);
  return outcome;
}

async function fails(fault: Fault, message: RegExp, tries = 3, options: ModelOptions = {}) {
  const outcome = await ask(always(fault), options);
  assert(outcome.error instanceof ModelError, String(outcome.error));
  assert.match(outcome.error.message, message);
  assert(!outcome.error.message.includes("\n"));
  assert(outcome.error.message.includes(outcome.host), outcome.error.message);
  assert.equal(outcome.count, tries);
  assert.equal(outcome.most, 0);
}

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
