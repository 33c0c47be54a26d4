import assert from "node:assert/strict";
import { solve } from "../../models/mod.ts";
import { Task } from "../../tasks/mod.ts";
import { model } from "../model.ts";

const task = (i: number) =>
  Task.parse({
    id: `own/${i}`,
    set: "own",
    entryPoint: "f",
    prompt: { complete: `def f():\n    """ Gives ${i}. """\n` },
    hidden: { kind: "check", code: "def check(f):\n    pass\n" },
  });

function server(answer: () => Response | Promise<Response>, sha?: string) {
  let asked = 0;
  const server = Deno.serve({ port: 0, onListen: () => {} }, async (request) => {
    await request.text();
    if (request.method === "GET") return Response.json({ data: [{ id: "stub", sha }] });
    asked++;
    return await answer();
  });
  return {
    url: `http://127.0.0.1:${server.addr.port}/v1`,
    asked: () => asked,
    [Symbol.asyncDispose]: () => server.shutdown(),
  };
}

const reply = () =>
  Response.json({ choices: [{ message: { content: "1" }, finish_reason: "stop" }] });
const slow = async () => {
  await new Promise((resolve) => setTimeout(resolve, 30));
  return reply();
};
const ask = (hosts: string[], n: number) => {
  const coder = model("vllm:stub", { hosts, store: false, concurrency: 8, retries: 0 });
  let next = 0; // every request is another one
  return {
    coder,
    all: () => Promise.all(Array.from({ length: n }, () => coder.ask(solve(task(next++))))),
  };
};

Deno.test("requests go to the least busy of a model's hosts", async () => {
  await using a = server(slow);
  await using b = server(slow);
  const { coder, all } = ask([a.url, b.url], 16);
  await using _coder = coder;
  await all();
  assert.equal(a.asked() + b.asked(), 16);
  assert(a.asked() >= 6 && b.asked() >= 6, `${a.asked()} and ${b.asked()}`);
});

Deno.test("a host that fails rests and its requests are answered by the others", async () => {
  await using broken = server(() => new Response("down", { status: 503 }));
  await using well = server(reply);
  const { coder, all } = ask([broken.url, "http://127.0.0.1:9/v1", well.url], 1);
  await using _coder = coder;
  for (let i = 0; i < 5; i++) await all();
  assert.deepEqual([broken.asked(), well.asked()], [1, 5]);
});

Deno.test("what a host refuses for itself is asked of no other", async () => {
  await using a = server(() => new Response("bad", { status: 400 }));
  await using b = server(() => new Response("bad", { status: 400 }));
  const { coder, all } = ask([a.url, b.url], 1);
  await using _coder = coder;
  await assert.rejects(all(), /bad/);
  assert.equal(a.asked() + b.asked(), 1);
});

Deno.test("hosts that say they serve different models are refused", async () => {
  await using a = server(reply, "1");
  await using b = server(reply, "2");
  const { coder, all } = ask([a.url, b.url], 1);
  await using _coder = coder;
  await assert.rejects(all(), /serve different models as stub/);
});

Deno.test("hosts are addresses, at least one, and not beside baseURL", () => {
  assert.throws(() => model("vllm:m", { hosts: [] }), /'hosts' must name at least one address/);
  assert.throws(() => model("vllm:m", { hosts: ["gpu7"] }), /must be an address/);
  assert.throws(
    () => model("vllm:m", { hosts: ["http://a/v1"], baseURL: "http://b/v1" }),
    /either 'hosts' or 'baseURL'/,
  );
});
