import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { packageFile } from "../base/mod.ts";
import { loadLeaderboards } from "./leaderboards.ts";
import { loadPublished, PublishedSystem } from "./published.ts";

Deno.test("loadPublished gives the cells of all four systems, or of one", () => {
  const all = loadPublished();
  assert.deepEqual(
    new Set(all.map((cell) => cell.system)),
    new Set(["trace", "ieta", "research-code"]),
  );
  assert.deepEqual(loadPublished("prompt-optimisation"), []);
  assert(loadPublished("ieta").every((cell) => cell.system === "ieta"));
});

Deno.test("loadPublished names each cell once", () => {
  const names = loadPublished().map((cell) =>
    [cell.system, cell.table, cell.row, cell.metric].join(" | ")
  );
  assert.equal(new Set(names).size, names.length);
});

Deno.test("loadPublished leaves a cell without a value blank", () => {
  const cell = loadPublished("trace").find((cell) => cell.row.includes("ADaPT"));
  assert.equal(cell?.value, undefined);
  assert.equal(cell?.interval, undefined);
});

Deno.test("loadPublished gives proportions of a known n an interval in their own unit", () => {
  const find = (system: PublishedSystem, row: string, metric: string) =>
    loadPublished(system).find((cell) => cell.row === row && cell.metric === metric)!;
  const judged = find("research-code", "Baseline", "CodeJudge").interval!;
  assert.equal(judged.low.toFixed(3), "0.054");
  assert.equal(judged.high.toFixed(3), "0.132");
  const ratio = find("trace", "BaseCode", "mean pass ratio");
  assert(ratio.interval!.low < 5.6 && 5.6 < ratio.interval!.high && ratio.interval!.high > 1);
  // Claimed without an n, a score, a count: no interval.
  assert.equal(find("trace", "Baseline", "pass ratio").interval, undefined);
  assert.equal(find("research-code", "Baseline", "CodeBERTScore").interval, undefined);
  assert.equal(
    find("trace", "KnowledgeDistillation", "error entries, last round").interval,
    undefined,
  );
});

Deno.test("published reductions follow from the published counts and shares", () => {
  const value = (system: PublishedSystem, row: string, metric: string) =>
    loadPublished(system).find((cell) => cell.row === row && cell.metric === metric)!.value!;
  const errors = (when: string) =>
    value("trace", "KnowledgeDistillation", `error entries, ${when}`);
  const reduction = 100 * (1 - errors("last round") / errors("round 1"));
  assert.equal(
    reduction.toFixed(1),
    value("trace", "KnowledgeDistillation", "error reduction").toFixed(1),
  );
  for (const cell of loadPublished("ieta").filter((cell) => cell.metric.endsWith(", reduction"))) {
    const [type] = cell.metric.split(",");
    const [initial, final] = ["initial", "final"].map((w) =>
      value("ieta", cell.row, `${type}, ${w}`)
    );
    assert.equal((100 * (1 - final / initial)).toFixed(2), cell.value!.toFixed(2), cell.metric);
  }
});

Deno.test("nothing of IETA counts as an experiment", () => {
  assert(loadPublished("ieta").every((cell) => cell.provenance === "synthetic in the source"));
});

Deno.test("loadPublished names the systems there are", () => {
  assert.throws(() => loadPublished("trase" as PublishedSystem), {
    message:
      "no published system 'trase': they are trace, prompt-optimisation, ieta, research-code",
  });
});

Deno.test("the card of the published tables names every provenance, every file and its cells", () => {
  const card = readFileSync(packageFile("data/published/README.md"), "utf8");
  for (const word of ["claimed", "author's artefact", "synthetic in the source"]) {
    assert(card.includes(`*${word}*`), word);
  }
  for (const system of PublishedSystem.options) {
    const cells = card.match(new RegExp(`\`${system}\\.json\` \\|[^|]+\\| (\\d+) \\|`))?.[1];
    assert.equal(Number(cells), loadPublished(system).length, system);
  }
  assert(card.includes(`| ${loadLeaderboards().length} | greedy pass@1`));
});
