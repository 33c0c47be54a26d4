/** `deno task serve gguf:NAME`: the engine of `gguf:` as an OpenAI-compatible server on this machine. */
import process from "node:process";
import { llamaEngine, serveModel } from "../engines/mod.ts";
import { count, readArgs, refuse } from "./readArgs.ts";

const usage = `deno task serve gguf:NAME [options]     (or gguf:FILE.gguf)
  --port N          0 takes any free one (8080)
  --concurrency N   replies at a time (8)
  --context N       tokens of a prompt and its reply (4096)
  --threads N       (the processor's cores)
  --adapter FILE    a LoRA adapter`;

const { values, positionals } = readArgs({
  allowPositionals: true,
  options: {
    port: { type: "string", default: "8080" },
    concurrency: { type: "string", default: "8" },
    context: { type: "string" },
    threads: { type: "string" },
    adapter: { type: "string" },
    help: { type: "boolean", short: "h" },
  },
});
const [uri] = positionals;
if (values.help || positionals.length !== 1) {
  console.log(usage);
  process.exit(values.help ? 0 : 2);
}
if (!uri.startsWith("gguf:")) refuse(`deno task serve gguf:NAME, not ${uri}`);
const port = count("port", values.port, 0), slots = count("concurrency", values.concurrency);
const context = values.context === undefined ? undefined : count("context", values.context);
const threads = values.threads === undefined ? undefined : count("threads", values.threads);

const stop = Promise.withResolvers<void>();
process.once("SIGINT", stop.resolve);
process.once("SIGTERM", stop.resolve);
try {
  const engine = await llamaEngine(uri, { adapter: values.adapter, context, slots, threads });
  try {
    const started = await engine.start();
    const name = uri.slice("gguf:".length);
    await using server = await serveModel(engine, name, { port });
    console.log(
      `${uri} (${engine.identity}) at ${server.url}, ${slots} replies at a time on ${started.threads} threads`,
    );
    console.log(`model("${server.url}#${encodeURIComponent(name)}") asks it; ctrl-C ends it`);
    await stop.promise;
  } finally {
    await engine.close();
  }
} catch (error) {
  refuse((error as Error).message);
}
