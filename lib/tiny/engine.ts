/**
 * Runs operations on all parts of a batch, on this thread and its helpers. With one thread, or where
 * there is no shared memory, this thread does everything; the results are the same.
 */
import { availableParallelism } from "node:os";
import { Worker } from "node:worker_threads";
import type { TinyConfig } from "./config.ts";
import { bestBuild, compileKernels, instantiateKernels, type KernelBuild } from "./kernels.ts";
import { type Capacity, control, PARTS, planMemory } from "./memory.ts";
import { Operation, Operations, takeParts } from "./operations.ts";
import type { WorkerData } from "./worker.ts";

export interface EngineOptions extends Partial<Capacity> {
  /** @default {the number of cores, at most 4} */
  threads?: number;
  /** @default {the fastest that the engine runs} */
  build?: KernelBuild;
}

export class Engine implements AsyncDisposable {
  private closed = false;
  private failure?: string;

  private constructor(
    readonly operations: Operations,
    readonly build: KernelBuild,
    readonly capacity: Capacity,
    private readonly workers: Worker[],
  ) {}

  static async start(config: TinyConfig, options: EngineOptions = {}): Promise<Engine> {
    const capacity = {
      batchTokens: options.batchTokens ?? 8192,
      slots: options.slots ?? 128,
      maxRank: options.maxRank ?? 32,
    };
    const build = options.build ?? bestBuild();
    const plan = planMemory(config, capacity);
    const pages = Math.ceil(plan.bytes / 65536);
    if (pages > 65536) {
      throw new RangeError(`the model needs ${plan.bytes} bytes: WebAssembly has 4 GiB`);
    }
    const shared = build !== "single";
    const memory = new WebAssembly.Memory({ initial: pages, maximum: pages, shared });
    const module = await compileKernels(build);
    const operations = new Operations(config, plan, instantiateKernels(module, memory), memory);
    const wanted = Math.min(PARTS, options.threads ?? availableParallelism());
    const workers = Array.from({ length: shared ? wanted - 1 : 0 }, () => {
      const file = import.meta.url.endsWith(".ts") ? "./worker.ts" : "./worker.js";
      const workerData: WorkerData = { config, plan, module, memory };
      const worker = new Worker(new URL(file, import.meta.url), { workerData });
      worker.unref();
      return worker;
    });
    const engine = new Engine(operations, build, capacity, workers);
    for (const worker of workers) {
      worker.on("message", (message) => engine.failure = message);
      worker.on("error", (error) => engine.failure = String(error));
    }
    return engine;
  }

  get threads(): number {
    return 1 + this.workers.length;
  }

  /** Runs one operation on every part and returns when all are done. */
  run(operation: Operation): void {
    this.checkOpen();
    const { words, plan } = this.operations, at = plan.control / 4;
    words[at + control.operation] = operation;
    Atomics.store(words, at + control.done, 0);
    Atomics.store(words, at + control.next, 0);
    Atomics.add(words, at + control.command, 1);
    Atomics.notify(words, at + control.command);
    takeParts(this.operations);
    for (let looks = 0;;) {
      const done = Atomics.load(words, at + control.done);
      if (done === PARTS) break;
      if (++looks > 2000) Atomics.wait(words, at + control.done, done, 10);
    }
    if (words[at + control.failed]) {
      throw new Error(`a thread of the engine failed: ${this.failure ?? "no message"}`);
    }
  }

  checkOpen(): void {
    if (this.closed) throw new Error("the model is closed");
  }

  /** Ends the helper threads. */
  async close(): Promise<void> {
    if (this.closed) return;
    this.closed = true;
    const { words, plan } = this.operations, at = plan.control / 4;
    words[at + control.operation] = Operation.Exit;
    Atomics.add(words, at + control.command, 1);
    Atomics.notify(words, at + control.command);
    await Promise.all(this.workers.map((worker) => worker.terminate()));
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.close();
  }
}
