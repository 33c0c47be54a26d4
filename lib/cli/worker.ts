/** `deno task worker redis://HOST:PORT`: judges what a queue's producers send, with this machine's sandbox. */
import { Option } from "commander";
import process from "node:process";
import { queueWorker } from "../sandbox/mod.ts";
import { command, count, here, start } from "./command.ts";

interface Options {
  name?: string;
  lanes?: number;
  engine: "auto" | "native" | "wasm";
  profile: "plain" | "science";
  python?: string;
}

export const parser = command(
  "worker",
  "Judges programs of a queue in Redis; see lib/sandbox/queue.",
)
  .argument("<url>", "redis://… or, with TLS, rediss://…; the key is TRACELAB_QUEUE_KEY")
  .option("--name <queue>", "another queue of the same Redis (programs)")
  .option("--lanes <n>", "programs at a time (the processor's cores)", count())
  .addOption(
    new Option("--engine <name>", "where programs run").choices(["auto", "native", "wasm"])
      .default("auto"),
  )
  .addOption(
    new Option("--profile <name>", "science has numpy, pandas…").choices(["plain", "science"])
      .default("plain"),
  )
  .option("--python <path>", "an interpreter or a virtual environment");

async function work(): Promise<void> {
  const [url] = parser.args, { name, ...own } = parser.opts<Options>();
  const python = own.python === undefined ? undefined : here(own.python);
  const worker = await queueWorker({ url, name, sandbox: { ...own, python } });
  const stop = Promise.withResolvers<void>();
  for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => stop.resolve());
  console.log(`judging for ${worker.about}; ctrl-C ends it after what it has begun`);
  try {
    await Promise.race([stop.promise, worker.ended]);
  } finally {
    await worker.close();
    console.log(`${worker.judged} programs judged, ${worker.refused} refused`);
  }
}

if (import.meta.main) await start(parser, work);
