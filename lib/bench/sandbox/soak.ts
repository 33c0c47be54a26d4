/** `--soak N`: many programs on the same lanes; speed and memory must not drift. */
import { sandbox } from "../../sandbox/mod.ts";
import { processTree } from "./processTree.ts";
import type { Workload } from "./workload.ts";

const PARTS = 10;

/** Prints a line a tenth: programs a second in it, and what the lab holds after it. */
export async function soak(engine: "native" | "wasm", total: number, work: Workload) {
  await using python = await sandbox({ engine, lanes: work.lanes });
  const rows = [];
  let judged = 0, passed = 0, began = performance.now(), before = 0;
  function* programs() {
    for (let i = 0; i < total; i++) yield work.programs[i % work.programs.length];
  }
  for await (const { program, verdict } of python.stream(programs())) {
    judged++;
    if (verdict.status === "passed") passed++;
    else console.error(`${program.id}: ${verdict.status} ${verdict.reason ?? ""}`);
    if (judged < Math.ceil(((rows.length + 1) * total) / PARTS)) continue;
    const seconds = (performance.now() - began) / 1000;
    const row = { judged, passed, perSecond: (judged - before) / seconds, ...processTree() };
    rows.push(row);
    console.error(
      `${engine} ${judged} judged, ${passed} passed, ${row.perSecond.toFixed(0)}/s, ` +
        `${
          row.memoryMb.toFixed(0)
        } MiB in ${row.processes} processes, ${row.descriptors} descriptors`,
    );
    [before, began] = [judged, performance.now()];
  }
  return rows;
}
