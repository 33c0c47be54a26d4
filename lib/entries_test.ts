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

Deno.test("API.md has a line for every exported value (TRACELAB_SNAPSHOTS=write writes it)", () => {
  const sections = [...entries].map(([entry, names]) => {
    const values = names.filter(({ value }) => value);
    const wide = Math.max(...values.map(({ name }) => name.length));
    const lines = values.map(({ name, about }) => `${name.padEnd(wide)}  ${about}\n`);
    return `## ${entry}\n\n\`\`\`text\n${lines.join("")}\`\`\`\n`;
  });
  const head = "# The API, a line each\n\n" +
    "What each entry exports, from its docstring, which has the options and an example:\n" +
    "`deno doc lib/mod.ts NAME`. In JupyterLab on the tslab kernel Shift-Tab shows it; Deno's kernel has\n" +
    "no hover documentation.\n\n";
  snapshot(join(import.meta.dirname!, "API.md"), head + sections.join("\n"));
  const bare = all.filter(({ value, about }) => value && !about);
  assert.deepEqual(bare.map(({ name, where }) => `${where} ${name}`), []);
});

Deno.test("every exported value has an example that runs", () => {
  const missing = all.filter(({ value, example }) => value && !example);
  assert.deepEqual(missing.map(({ name, where }) => `${where} ${name}`), []);
});
