/**
 * Kernel → Interrupt in a notebook: the lab's own long work stops, the cell ends with
 * {@linkcode Interrupted}, and the variables stay. tslab ends the cell itself, whatever it waits for;
 * its work would go on unseen.
 *
 * Deno's kernel (2.9) has no interrupt: it dies of the signal, and Jupyter's message ends only a cell
 * that has not waited for anything yet; any other makes the kernel deaf for good. So the lab takes the
 * signal. What is not the lab's, and waits, cannot be ended there, and the cell says so; a kernel that
 * computes and hears nothing is ended after a while by a worker, as the signal would have done.
 *
 * Headless runs have none of it (`TRACELAB_INTERRUPT=0`): there the runner ends the kernel.
 */
import process from "node:process";
import { interruptWork } from "../base/mod.ts";
import { denoJupyter } from "./denoJupyter.ts";
import { tslabModule } from "./tslab.ts";

/** What a cell of Deno's kernel is told where nothing of the lab's goes on in it. */
export const NOT_OURS =
  "Interrupt: nothing of the lab runs in this cell, and Deno's kernel cannot end other code. " +
  "It goes on; Kernel → Restart ends it, and what is on record is kept.";

/** Listens for interrupts, where this runs in a kernel that somebody sits at. */
export function interruptInKernel(): void {
  if (process.env.TRACELAB_INTERRUPT === "0") return;
  if (tslabModule()) process.on("SIGINT", interruptWork);
  else if (denoJupyter()) listenOnDeno();
}

function listenOnDeno() {
  Deno.addSignalListener("SIGINT", () => {
    if (!interruptWork()) console.error(NOT_OURS);
  });
  const url = new URL("./interruptWorker.ts", import.meta.url);
  const worker = new Worker(url, { type: "module" });
  worker.onmessage = () => worker.postMessage("here");
}
