import assert from "node:assert/strict";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import process from "node:process";
import { inspect } from "node:util";
import { sandbox } from "../../sandbox/mod.ts";
import { Task } from "../../tasks/mod.ts";
import { needs } from "../../testing/needs.ts";
import { type Fault, stubServer } from "../../testing/stubServer.ts";
import { model } from "../model.ts";
import { redact, solve } from "../../models/mod.ts";

const secret = "own-key-3f9a1c77e2b04d58";
const task = Task.parse({ id: "own/1", set: "own", prompt: {}, hidden: { kind: "run" } });

/** Everything that is printed while `work` runs. */
async function printed(work: () => Promise<void>): Promise<string> {
  const methods = ["log", "info", "warn", "error", "debug"] as const;
  const own = methods.map((method) => console[method]);
  let text = "";
  for (const method of methods) {
    console[method] = (...args: unknown[]) => {
      text += inspect(args, { depth: 9, showHidden: true });
    };
  }
  try {
    await work();
  } finally {
    methods.forEach((method, i) => console[method] = own[i]);
  }
  return text;
}

const faults: [string, Fault | undefined][] = [
  ["no fault", undefined],
  ["a key that is quoted back", { status: 401, message: `Incorrect API key provided: ${secret}` }],
  ["a header that is quoted back", {
    status: 403,
    message: `you sent Authorization: Bearer ${secret}`,
  }],
  ["a server error", { status: 500, message: `config dump: key=${secret}` }],
  ["a broken connection", "reset"],
  ["invalid JSON", "invalid JSON"],
];

for (const [name, fault] of faults) {
  Deno.test(`the key is in no file, error, event or log: ${name}`, async () => {
    const folder = mkdtempSync(join(tmpdir(), "secrets-"));
    process.env.OPENAI_LOG = "debug"; // OpenAI's own client would print requests
    try {
      await using server = await stubServer({ fault: () => fault, key: secret });
      const store = join(folder, "store.jsonl");
      let seen = "";
      const text = await printed(async () => {
        await using coder = model("openai:stub", {
          apiKey: secret,
          baseURL: server.url,
          store,
          retries: 1,
          on: (event) => seen += inspect(event, { depth: 9 }),
        });
        try {
          seen += inspect(await coder.ask(solve(task)), { depth: 9 });
        } catch (error) {
          seen += inspect(error, { depth: 9, showHidden: true }) + String(error);
          seen += JSON.stringify(error);
        }
        seen += inspect(coder, { depth: 9, showHidden: true });
      });
      assert.deepEqual([...server.authorization], [`Bearer ${secret}`]);
      for (const where of [text, seen, readFileSync(store, "utf8")]) {
        assert(!where.includes(secret), where);
      }
    } finally {
      delete process.env.OPENAI_LOG;
      rmSync(folder, { recursive: true });
    }
  });
}

Deno.test("a provider gets its own key only, and none of OpenAI's or the SDK's headers", async () => {
  const names = ["OPENAI_API_KEY", "OPENAI_ORG_ID", "OPENAI_PROJECT_ID", "XAI_API_KEY"];
  const before = names.map((name) => process.env[name]);
  const heard: Headers[] = [];
  const onListen = () => {};
  await using server = Deno.serve({ port: 0, hostname: "127.0.0.1", onListen }, async (request) => {
    heard.push(request.headers);
    if (request.method === "GET") return new Response(null, { status: 404 }); // which models?
    const { stream } = await request.json();
    const said = { finish_reason: "stop", [stream ? "delta" : "message"]: { content: "x" } };
    const reply = { choices: [said] };
    if (!stream) return Response.json(reply);
    const headers = { "content-type": "text/event-stream" };
    return new Response(`data: ${JSON.stringify(reply)}\n\ndata: [DONE]\n\n`, { headers });
  });
  try {
    for (const name of names) process.env[name] = `value-of-${name}`;
    const baseURL = `http://127.0.0.1:${server.addr.port}/v1`;
    await using grok = model("xai:stub", { baseURL, store: false });
    await grok.ask(solve(task));
    await using local = model("ollama:stub", { baseURL, store: false });
    await local.ask(solve(task));
    await using streaming = model("ollama:stub", { baseURL, store: false, stream: true });
    await streaming.ask(solve(task));
  } finally {
    names.forEach((name, i) => {
      if (before[i] === undefined) delete process.env[name];
      else process.env[name] = before[i];
    });
  }
  assert.equal(heard[0].get("authorization"), "Bearer value-of-XAI_API_KEY");
  const [, ...local] = heard.map((headers) => {
    const text = JSON.stringify([...headers]);
    assert(!/value-of-OPENAI|stainless|openai/i.test(text), text);
    return text;
  });
  assert.equal(local.length, 4); // which models there are, and the call; twice
  assert(!/value-of/.test(local.join()));
});

Deno.test("no key: the error names the variable and offers tiny and ollama; nothing is asked", async () => {
  const before = process.env.MISTRAL_API_KEY;
  delete process.env.MISTRAL_API_KEY;
  try {
    await using coder = model("mistral:codestral-latest", { store: false });
    await assert.rejects(coder.ask(solve(task)), {
      name: "ModelError",
      message: 'mistral needs a key: set MISTRAL_API_KEY; without one, "tiny" runs here and now, ' +
        'and "ollama:NAME" runs any open model on this machine',
    });
  } finally {
    if (before !== undefined) process.env.MISTRAL_API_KEY = before;
  }
});

Deno.test("a password or a query in a model's address is refused, and not repeated", () => {
  for (const uri of [`http://me:${secret}@host/v1#x`, `https://host/v1?key=${secret}#x`]) {
    assert.throws(() => model(uri), (error) => {
      assert(error instanceof RangeError);
      assert(!error.message.includes(secret));
      assert.match(error.message, /give apiKey in the options/);
      return true;
    });
  }
});

Deno.test("whatever looks like a key or a header is taken out of messages", () => {
  assert.equal(redact("Bearer abcdefgh12345678 refused"), "Bearer [redacted] refused");
  assert.equal(redact("key sk-proj-abcdefgh1234 is bad"), "key [redacted] is bad");
  assert.equal(redact("nothing to hide"), "nothing to hide");
});

for (const engine of ["wasm", "native"] as const) {
  Deno.test({
    ...(engine === "native" ? needs("python", "namespaces") : {}),
    name: `a program in the ${engine} sandbox sees no key of the environment`,
    fn: async () => {
      const before = process.env.OPENAI_API_KEY;
      process.env.OPENAI_API_KEY = secret;
      try {
        await using python = await sandbox({ engine, lanes: 1 });
        const { status, stdout } = await python.run({
          code: "import os\nprint(len(os.environ), dict(os.environ))\n" +
            "try:\n    print(open('/proc/self/environ').read())\nexcept OSError as error:\n    print(error)\n",
        });
        assert.equal(status, "passed");
        assert(stdout.length > 2);
        assert(!stdout.includes(secret) && !stdout.includes("OPENAI"), stdout);
      } finally {
        if (before === undefined) delete process.env.OPENAI_API_KEY;
        else process.env.OPENAI_API_KEY = before;
      }
    },
  });
}
