/**
 * A worker that runs untrusted programs, one after the other, each in the same fresh interpreter.
 *
 * What a program cannot reach: a file of the host, the network, a process (WebAssembly has none of
 * them, `gateImports.ts` closes what Emscripten would play, and the process may do nothing), code of
 * its own in WebAssembly (`sealWebAssembly.ts`), JavaScript (`bridge.ts`), the judge's memory (another
 * worker's), the next program (memory, files and descriptors are put back). It holds no test.
 */
import { parentPort } from "node:worker_threads";
import { closeBridge } from "./bridge.ts";
import { capMemory } from "./capMemory.ts";
import { connect } from "./descriptors.ts";
import type { PythonFunction } from "./emscripten.ts";
import { guardFileSystem } from "./fileSystem.ts";
import { type Gate, gateImports } from "./gateImports.ts";
import { guardHeap } from "./heap.ts";
import { boot, type BootFiles } from "./interpreter.ts";
import { guardPipes } from "./guardPipes.ts";
import { sealWebAssembly } from "./sealWebAssembly.ts";
import { Seat, type SeatBuffers, State } from "./seat.ts";

export interface CandidateStart {
  files: BootFiles;
  seat: SeatBuffers;
}

const MIB = 1 << 20;
const FILES = { bytes: 32 * MIB, nodes: 5000 };

parentPort!.once("message", async ({ files, seat: buffers }: CandidateStart) => {
  const seat = new Seat(buffers);
  try {
    await work(files, seat);
  } finally {
    seat.end();
  }
});

async function work(files: BootFiles, seat: Seat): Promise<void> {
  let cap = Infinity;
  let gate: Gate | undefined;
  const { python, machine } = await boot(files, (env, names) => {
    gate = gateImports(env, names);
    capMemory(env, () => cap);
  });
  const find = (name: string) =>
    python.runPython(
      `from tracelab_wasm import candidate_side; candidate_side.${name}`,
    ) as PythonFunction;
  const serve = find("serve");
  const forgetStdin = connect(python.FS, seat);
  python.setInterruptBuffer(seat.interruptBuffer);
  closeBridge(python, find);

  const { _module: module } = python;
  // Pyodide's would print a stack of our own frames where the program's output goes.
  python._api.fatal_error = (error) => {
    throw error;
  };
  const restoreFiles = guardFileSystem(python.FS, FILES);
  const restorePipes = guardPipes(python.FS, module.PIPEFS);
  const restoreHeap = guardHeap(module, machine.memory, files.pages);
  const isIntact = sealWebAssembly(machine);
  gate!.close();
  const base = machine.memory.buffer.byteLength;

  for (;;) {
    seat.state = State.idle;
    seat.waitWhile([State.idle]);
    cap = Math.max(base, seat.memoryMb * MIB);
    try {
      serve();
    } catch (error) {
      const status = (error as { status?: unknown } | undefined)?.status;
      if (typeof status === "number") seat.exit = status;
      return;
    } finally {
      seat.peakKb = machine.memory.buffer.byteLength >> 10;
    }
    // A program that has left the conversation, by closing its end say, is not waited for.
    seat.toJudge.end();
    if (!isIntact()) return;
    seat.state = State.ended;
    restoreFiles();
    restorePipes();
    restoreHeap();
    forgetStdin();
    gate!.restore();
  }
}
