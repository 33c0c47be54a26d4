/** `--details`: what a lane holds in memory, and what a trace costs. */
import { sandbox } from "../../sandbox/mod.ts";
import { processTree } from "./processTree.ts";
import type { Workload } from "./workload.ts";

const LANES = [1, 2, 4, 8];

/** MiB that the processes of n lanes hold, after each lane has judged programs. */
export async function memoryOfLanes(engine: "native" | "wasm", { programs }: Workload) {
  const rows = [];
  for (const lanes of LANES) {
    await using python = await sandbox({ engine, lanes });
    for await (const _ of python.stream(programs.slice(0, 20 * lanes))) { /* only its memory */ }
    const { startedMb: memoryMb, processes } = processTree();
    console.error(
      `${engine}: ${lanes} lanes hold ${memoryMb.toFixed(0)} MiB in ${processes - 1} processes`,
    );
    rows.push({ lanes, memoryMb, processes: processes - 1 });
  }
  return rows;
}

/** Programs a second with and without a trace of each. */
export async function traceCost(engine: "native" | "wasm", { programs, lanes }: Workload) {
  await using python = await sandbox({ engine, lanes });
  const perSecond = async (trace: boolean) => {
    const began = performance.now();
    for await (const _ of python.stream(programs.map((program) => ({ ...program, trace })))) {
      // Only its time.
    }
    return programs.length / ((performance.now() - began) / 1000);
  };
  const [plain, traced] = [await perSecond(false), await perSecond(true)];
  console.error(
    `${engine}: ${plain.toFixed(0)}/s without, ${traced.toFixed(0)}/s with a trace of each ` +
      `(judged, then run again under the tracer): ${(plain / traced).toFixed(1)} times slower`,
  );
  return { plain, traced };
}
