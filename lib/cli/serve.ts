/** `deno task serve gguf:NAME`: the engine of `gguf:` as an OpenAI-compatible server on this machine. */
import { InvalidArgumentError } from "commander";
import process from "node:process";
import { llamaEngine, serveModel } from "../engines/mod.ts";
import { command, count, here, start } from "./command.ts";

interface Options {
  port: number;
  concurrency: number;
  context?: number;
  threads?: number;
  adapter?: string;
}

/** The engine's models alone. */
function ggufUri(text: string): string {
  if (text.startsWith("gguf:")) return text;
  throw new InvalidArgumentError("It must be gguf:NAME or gguf:FILE.gguf.");
}

export const parser = command("serve", "A model of gguf: as an OpenAI-compatible server here.")
  .argument("<uri>", "gguf:NAME or gguf:FILE.gguf", ggufUri)
  .option("--port <n>", "0 takes any free one", count(0), 8080)
  .option("--concurrency <n>", "replies at a time", count(), 8)
  .option("--context <n>", "tokens of a prompt and its reply (4096)", count())
  .option("--threads <n>", "(the processor's cores)", count())
  .option("--adapter <file>", "a LoRA adapter");

async function work(): Promise<void> {
  const [uri] = parser.args;
  const { port, concurrency: slots, context, threads, adapter } = parser.opts<Options>();
  const stop = Promise.withResolvers<void>();
  process.once("SIGINT", stop.resolve);
  process.once("SIGTERM", stop.resolve);
  const engine = await llamaEngine(uri, {
    adapter: adapter === undefined ? undefined : here(adapter),
    context,
    slots,
    threads,
  });
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
}

if (import.meta.main) await start(parser, work, 2);
