/**
 * The engine's own process: `worker.ts SETTINGS` opens the model, then answers jobs, a line of JSON
 * each. What llama.cpp logs goes to standard error; the process ends with its standard input.
 */
import { tmpdir } from "node:os";
import { join } from "node:path";
import process from "node:process";
import { createInterface } from "node:readline";
import { type Addon, loadAddon } from "./addon.ts";
import type { Asked, Said, Settings } from "./job.ts";
import { PromptTokens } from "./promptTokens.ts";
import { readGguf } from "./readGguf.ts";
import { Slots } from "./slots.ts";

/** Tokens of a prompt that are computed together; what two prompts share is used again in such pieces. */
const piece = 64;

// A line break first: what a library printed without one does not spoil a message.
const say = (message: Said) => void process.stdout.write(`\n${JSON.stringify(message)}\n`);
const messageOf = (error: unknown) =>
  (error instanceof Error ? error.message : String(error)).replace(/\s+/g, " ").trim();

async function open(settings: Settings) {
  const { engine, model: file, adapter, slots, context: cells, threads } = settings;
  const gguf = readGguf(file);
  // Errors and warnings, for the message if the process ends.
  const addon: Addon = await loadAddon(engine, (level, message) => {
    if (level <= 3) process.stderr.write(message);
  });
  const model = new addon.AddonModel(file, { addonExports: addon, gpuLayers: 0, useMmap: true });
  if (!await model.init()) throw new Error(`llama.cpp cannot load ${file}`);
  const context = new addon.AddonContext(model, {
    contextSize: slots * cells,
    batchSize: Math.max(piece, slots),
    sequences: slots,
    // With it, a reply's rounding depends on how long its neighbours are.
    flashAttention: false,
    ...(threads ? { threads } : {}),
  });
  if (!await context.init()) throw new Error(`no memory for ${slots} slots of ${cells} tokens`);
  if (adapter) {
    const lora = new addon.AddonModelLora(model, adapter);
    await model.loadLora(lora);
    context.setLoras([lora], [1]);
  }
  say({
    ready: {
      threads: context.getThreads(),
      context: cells,
      memory: model.getMemoryBreakdown().cpuRam + context.getMemoryBreakdown().cpuRam,
      system: addon.systemInfo().trim(),
    },
  });
  return {
    prompts: new PromptTokens(addon, model, gguf),
    slots: new Slots({
      addon,
      model,
      context,
      slots,
      cells,
      piece,
      scratch: join(tmpdir(), `tracelab-llama-${process.pid}.state`),
    }),
  };
}

const opened = open(JSON.parse(process.argv[2]));
opened.catch((error) => {
  say({ failed: messageOf(error) });
  process.exitCode = 1;
});
const running = new Map<number, AbortController>();

async function answer(id: number, job: Extract<Asked, { id: number }>["job"]) {
  const abort = new AbortController();
  running.set(id, abort);
  try {
    const { prompts, slots } = await opened;
    const written = await slots.write(prompts.of(job), job, {
      signal: abort.signal,
      piece: (piece) => say({ id, piece }),
    });
    say({ id, written });
  } catch (error) {
    say({ id, error: messageOf(error) });
  } finally {
    running.delete(id);
  }
}

createInterface({ input: process.stdin }).on("line", (line) => {
  const asked: Asked = JSON.parse(line);
  if ("abort" in asked) running.get(asked.abort)?.abort(new Error("aborted"));
  else void answer(asked.id, asked.job);
}).on("close", () => process.exit());
