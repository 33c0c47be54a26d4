import assert from "node:assert/strict";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { LaneProcess } from "./laneProcess.ts";

Deno.test("a lane that cannot boot says why and ends", async () => {
  const folder = await mkdtemp(join(tmpdir(), "tracelab-lane-"));
  try {
    const snapshot = join(folder, "cut.snapshot");
    await writeFile(snapshot, "half of a snaps");
    const lane = new LaneProcess(snapshot);
    await assert.rejects(lane.ready, /the wasm sandbox did not start: .*judge's worker failed/s);
    await lane.close();
  } finally {
    await rm(folder, { recursive: true });
  }
});
