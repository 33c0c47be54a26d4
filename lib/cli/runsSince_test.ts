import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { record } from "../runs/mod.ts";
import { runsSince } from "./runsSince.ts";

Deno.test("runsSince has the runs that were begun or gone on with, and no folder that is none", async () => {
  const root = mkdtempSync(join(tmpdir(), "runs-since-"));
  async function* nothing() {}
  try {
    assert.deepEqual(runsSince(join(root, "none"), 0), []);
    await record("own/before", { tasks: [], root }, nothing());
    await record("own/again", { tasks: [], root }, nothing());
    mkdirSync(join(root, "own/empty"));
    const since = Date.now() + 1;
    while (Date.now() < since);
    await record("own/again", { tasks: [], root }, nothing());
    await record("other/new", { tasks: [], root }, nothing());
    assert.deepEqual(runsSince(root, since).map(({ name }) => name), ["other/new", "own/again"]);
  } finally {
    rmSync(root, { recursive: true });
  }
});
