/**
 * The smallest server that answers chats, for benchmarks, as a process of its own:
 * `deno run -A serveStub.ts LATENCY_MS`; its first line is its address.
 */
if (import.meta.main) {
  const latencyMs = Number(Deno.args[0] ?? 0);
  const reply = JSON.stringify({
    id: "x",
    object: "chat.completion",
    choices: [{
      index: 0,
      finish_reason: "stop",
      message: { role: "assistant", content: "```python\ndef f(numbers):\n    return 0\n```" },
    }],
    usage: { prompt_tokens: 100, completion_tokens: 12, total_tokens: 112 },
  });
  const headers = { "content-type": "application/json" };
  Deno.serve({
    port: 0,
    hostname: "127.0.0.1",
    onListen: ({ port }) => console.log(`http://127.0.0.1:${port}/v1`),
  }, async (request) => {
    await request.arrayBuffer();
    await new Promise((resolve) => setTimeout(resolve, latencyMs));
    return new Response(reply, { headers });
  });
}
