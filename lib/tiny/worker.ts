/** A thread that helps an engine: waits for a command, takes parts of it, waits again. */
import { parentPort, workerData } from "node:worker_threads";
import type { TinyConfig } from "./config.ts";
import { instantiateKernels } from "./kernels.ts";
import { control, type Plan } from "./memory.ts";
import { Operation, Operations, takeParts } from "./operations.ts";

export interface WorkerData {
  config: TinyConfig;
  plan: Plan;
  module: WebAssembly.Module;
  memory: WebAssembly.Memory;
}

/** Looks this often before it sleeps: the next command of a training step follows at once. */
const looks = 2000;

function help({ config, plan, module, memory }: WorkerData): void {
  const operations = new Operations(config, plan, instantiateKernels(module, memory), memory);
  const { words } = operations, at = plan.control / 4;
  for (let seen = 0;;) {
    for (let i = 0; i < looks && Atomics.load(words, at + control.command) === seen; i++);
    Atomics.wait(words, at + control.command, seen);
    seen = Atomics.load(words, at + control.command);
    if (words[at + control.operation] === Operation.Exit) return;
    try {
      takeParts(operations);
    } catch (error) {
      Atomics.store(words, at + control.failed, 1);
      parentPort?.postMessage(String(error));
    }
  }
}

// Loaded by anything but an engine, this file does nothing.
if (workerData) help(workerData);
