/** The public names: what `tracelab` and its other entries export, on Deno and in the built package. */
import assert from "node:assert/strict";
import { join } from "node:path";
import { exported } from "./cli/exported.ts";
import { snapshot } from "./testing/snapshot.ts";

const entries = await exported();
const all = [...entries.values()].flat();

Deno.test("the entries export the names of entries.txt (TRACELAB_SNAPSHOTS=write writes it)", () => {
  const text = [...entries].map(([entry, names]) => {
    const values = names.filter(({ name, value }) => value && !name.includes(".")).length;
    const lines = names.map(({ name, value }) => value ? `  ${name}\n` : `  type ${name}\n`);
    return `${entry} (${values} values)\n${lines.join("")}`;
  });
  snapshot(join(import.meta.dirname!, "entries.txt"), text.join("\n"));
});

Deno.test("every exported value has an example that runs", () => {
  const missing = all.filter(({ value, example }) => value && !example);
  assert.deepEqual(missing.map(({ name, where }) => `${where} ${name}`), []);
});
