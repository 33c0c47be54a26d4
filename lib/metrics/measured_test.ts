import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { packageFile } from "../base/mod.ts";
import { loadMeasured } from "./measured.ts";
import { wilson } from "./wilson.ts";

const folder = packageFile("results/reference/real");
const verdicts = (
  name: string,
): { arm: string; seed?: number; task: string; round: number; status?: string }[] =>
  readFileSync(join(folder, "verdicts", `${name}.jsonl`), "utf8").trim().split("\n")
    .map((line) => JSON.parse(line));

Deno.test("every committed measurement is read, under its own name", () => {
  const files = readdirSync(folder).filter((name) => name.endsWith(".json")).sort();
  assert.deepEqual(loadMeasured().map(({ name }) => `${name}.json`), files);
});

Deno.test("committed figures follow from the committed verdict rows", () => {
  for (const { name, arms } of loadMeasured()) {
    const rows = verdicts(name).filter(({ status }) => status && status !== "harness");
    for (const { arm, tasks, seeds, solved } of arms) {
      if (seeds !== 1) continue;
      const last = new Map<string, { round: number; status?: string }>();
      for (const row of rows.filter((row) => row.arm === arm)) {
        if (row.round >= (last.get(row.task)?.round ?? 0)) last.set(row.task, row);
      }
      const passed = [...last.values()].filter(({ status }) => status === "passed").length;
      assert.equal(last.size, tasks, `${name}, ${arm}`);
      assert.equal(solved?.value, passed / tasks, `${name}, ${arm}`);
      const { low, high } = wilson(passed, tasks)!;
      assert.deepEqual([solved?.low, solved?.high], [low, high], `${name}, ${arm}`);
    }
  }
});

Deno.test("verdict rows hold no text of anybody's tasks or replies", () => {
  for (const { name } of loadMeasured()) {
    for (const row of verdicts(name)) {
      for (const value of Object.values(row)) assert(String(value).length < 60, String(value));
    }
  }
});
