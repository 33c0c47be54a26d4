import assert from "node:assert/strict";
import { clientOf } from "./client.ts";
import { serverOf } from "./serverOf.ts";

async function withServer(reply: () => Response, use: (url: string) => Promise<void>) {
  const server = Deno.serve({ port: 0, onListen: () => {} }, reply);
  try {
    await use(`http://localhost:${server.addr.port}/v1`);
  } finally {
    await server.shutdown();
  }
}

const client = (url: string) => clientOf(serverOf(`${url}#stub`, {})!);
async function events(url: string) {
  const { events } = await client(url).stream("/chat/completions", {});
  return await Array.fromAsync(events!);
}

Deno.test("events are read wherever their bytes are cut, with either line end, comments and fields", async () => {
  const text = ': hello\r\nid: 1\r\ndata: {"a":\r\ndata: "é"}\r\n\r\ndata:{"b":1}\n\n\n' +
    'event: ping\ndata: {"c":2}\n\ndata: [DONE]\n\ndata: {"late":1}\n\n';
  const bytes = new TextEncoder().encode(text);
  for (const size of [1, 2, 3, 7, bytes.length]) {
    const body = () =>
      new ReadableStream({
        start(controller) {
          for (let at = 0; at < bytes.length; at += size) {
            controller.enqueue(bytes.slice(at, at + size));
          }
          controller.close();
        },
      });
    await withServer(() => new Response(body()), async (url) => {
      assert.deepEqual(await events(url), [{ a: "é" }, { b: 1 }, { c: 2 }], `pieces of ${size}`);
    });
  }
});

Deno.test("an event that no empty line ends is none, and an event of an error throws it", async () => {
  await withServer(() => new Response('data: {"a":1}\n\ndata: {"b":'), async (url) => {
    assert.deepEqual(await events(url), [{ a: 1 }]);
  });
  await withServer(() => new Response('event: error\ndata: "gone"\n\n'), async (url) => {
    await assert.rejects(events(url), { message: "gone", status: 200 });
  });
});

Deno.test("a refusal says what the server says of it, in whichever form, and until when", async () => {
  const cases: [string, string][] = [
    ['{"error":{"message":"no such model","code":"model_not_found"}}', "no such model"],
    ['{"error":"busy"}', "busy"],
    ['{"detail":[{"msg":"field required"}]}', "field required"],
    ["<html>proxy</html>", "<html>proxy</html>"],
    ["", "(no reason given)"],
  ];
  for (const [body, message] of cases) {
    const headers = { "retry-after": "7" };
    await withServer(() => new Response(body, { status: 404, headers }), async (url) => {
      await assert.rejects(client(url).json("/models"), (error: Error & { headers: Headers }) => {
        assert.equal(error.message, message);
        assert.equal(Reflect.get(error, "status"), 404);
        return error.headers.get("retry-after") === "7";
      });
    });
  }
});

Deno.test("JSON in a stream's place comes whole", async () => {
  await withServer(() => Response.json({ error: "busy" }), async (url) => {
    const { whole } = await client(url).stream("/chat/completions", {});
    assert.deepEqual(whole, { error: "busy" });
  });
});
