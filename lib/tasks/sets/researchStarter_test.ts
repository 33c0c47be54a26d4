import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { packageFile, readRows } from "../../base/mod.ts";
import { type Program, programOf, sandbox, type SandboxOptions } from "../../sandbox/mod.ts";
import { needs } from "../../testing/needs.ts";
import { loadTasks } from "../loadTasks.ts";
import { withoutFunction } from "../research/withoutFunction.ts";
import { Row } from "../reading/row.ts";
import { buildResearchStarter } from "../../cli/starterBuild.ts";

const file = packageFile("data/research-starter/rows.jsonl");

async function rowsOf() {
  const rows: Row[] = [];
  for await (const { text, where } of readRows(file)) rows.push(new Row(text, where));
  return rows;
}

Deno.test("the research starter set is what its sources say, and its card too", () => {
  const folder = new URL("../../../data/research-starter/", import.meta.url);
  const { jsonl, card } = buildResearchStarter(folder);
  assert.equal(readFileSync(new URL("rows.jsonl", folder), "utf8"), jsonl);
  assert.equal(readFileSync(new URL("README.md", folder), "utf8"), card);
});

Deno.test("the research starter set has forty functions and more, of different names, each with its file", async () => {
  const tasks = await loadTasks("research-starter");
  assert(tasks.length >= 40);
  assert.equal(new Set(tasks.map(({ id }) => id)).size, tasks.length);
  for (const { id, canonical, metadata, hidden, prompt, entryPoint } of tasks) {
    assert(canonical!.length <= 1000, id);
    const row = { function: canonical!, full_code: metadata.full_code as string };
    const context = withoutFunction(row);
    assert(context && !context.includes(`def ${entryPoint}(`), id);
    assert(hidden.kind === "asserts" && hidden.asserts.length >= 3, id);
    assert(prompt.instruct!.includes(`\`${entryPoint}(`), id);
  }
});

const engines = [
  { engine: "wasm" as const },
  { engine: "native" as const, ...needs("python", "namespaces") },
];
for (const { engine, ...options } of engines) {
  Deno.test({
    ...options,
    name: `every research starter solution passes and its wrong one fails (${engine})`,
    fn: () => judgeAll(engine),
  });
}

async function judgeAll(engine: SandboxOptions["engine"]) {
  const tasks = await loadTasks("research-starter");
  const wrong = (await rowsOf()).map((row) => row.value("wrong") as string);
  const programs = tasks.flatMap((task, i): (Program & { name: string })[] => [
    { ...programOf({ task, completion: { code: task.canonical! } }), name: `${task.id} right` },
    { ...programOf({ task, completion: { code: wrong[i] } }), name: `${task.id} wrong` },
  ]);
  await using python = await sandbox({ engine });
  const bad: string[] = [];
  let judged = 0;
  for await (const { program, verdict } of python.stream(programs)) {
    judged++;
    const expected = program.name.endsWith("right") ? ["passed"] : ["failed", "error"];
    if (!expected.includes(verdict.status)) {
      bad.push(
        `${program.name}: ${verdict.status} ${verdict.error?.message ?? verdict.reason ?? ""}`,
      );
    }
  }
  assert.deepEqual(bad, []);
  assert.equal(judged, 2 * tasks.length);
}
