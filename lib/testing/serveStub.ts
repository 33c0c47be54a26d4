/** The stub as a process of its own: `deno run -A serveStub.ts LATENCY_MS`; its first line is its address. */
import process from "node:process";
import { stubServer } from "./stubServer.ts";

if (import.meta.main) {
  const server = await stubServer({ latencyMs: Number(process.argv[2] ?? 0) });
  console.log(server.url);
}
