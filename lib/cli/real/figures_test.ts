import assert from "node:assert/strict";
import { mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { model, scripted } from "../../engines/mod.ts";
import { base, runArms } from "../../methods/mod.ts";
import { judgeAgain, Measured, measuredAgain } from "../../metrics/mod.ts";
import { presetsOf, readNotebook } from "../../notebook/mod.ts";
import { sandbox } from "../../sandbox/mod.ts";
import { Task } from "../../tasks/mod.ts";
import { figuresOf } from "./figures.ts";
import { type Phase, phases } from "./phases.ts";
import { takeReplies } from "./takeReplies.ts";
import { writeFigures } from "./writeFigures.ts";

const secret = "def answer():\n    return";
const tasks = ["own/1", "own/2"].map((id) =>
  Task.parse({
    id,
    set: "own",
    entryPoint: "answer",
    prompt: { complete: `def answer():\n    """${id}"""\n` },
    hidden: { kind: "asserts", asserts: ["assert answer() == 1"] },
  })
);
const phase: Phase = { notebook: "BaseCode", benchmark: "own", about: "a test", own: true };

/** A run of two seeds: own/1 is solved by the first alone, own/2 by both. */
async function measured(seeds = [0, 1]) {
  const root = mkdtempSync(join(tmpdir(), "measured-")), store = join(root, "completions");
  await using python = await sandbox({ lanes: 1 });
  const replies = [1, 1, 2, 1];
  await using coder = scripted(() => `${secret} ${replies.shift()}\n`, {
    store: join(store, "scripted.jsonl"),
  });
  await runArms("base-code", { tasks, python, seeds, parameters: { coder }, root }, {
    base: (seed, { tasks }) => base({ tasks, coder, python, seed }),
  });
  return { root, store };
}

Deno.test("a phase's figures say what was measured, by what and when, and hold no text", async () => {
  const { root, store } = await measured();
  const figures = figuresOf("own", { ...phase, own: false }, root);
  const { arms: [arm], ...about } = Measured.parse(JSON.parse(JSON.stringify(figures.measured)));
  assert.equal(arm.solved?.value, 0.75);
  assert.deepEqual([arm.tasks, arm.seeds, about.model, about.seeds], [2, 2, "scripted", [0, 1]]);
  assert.match(about.date, /^\d{4}-\d\d-\d\d$/);
  assert.match(about.identity, /^script/);
  const to = join(root, "reference");
  const files = writeFigures(figures, { to });
  assert.deepEqual(files, ["own.json", "verdicts/own.jsonl"]);
  for (const file of files) assert(!readFileSync(join(to, file), "utf8").includes("def answer"));
  const rows = readFileSync(join(to, files[1]), "utf8").trim().split("\n").map((line) =>
    JSON.parse(line)
  );
  const told = rows.map(({ seed, task, status, tests }) => [seed, task, status, tests]);
  assert.deepEqual(told, [
    [0, "own/1", "passed", 1],
    [0, "own/2", "passed", 1],
    [1, "own/1", "failed", 1],
    [1, "own/2", "passed", 1],
  ]);
  assert(store);
});

Deno.test("an A/A phase compares the second seed with the first", async () => {
  const { root } = await measured();
  const { measured: { arms } } = figuresOf("again", { ...phase, again: true }, root);
  assert.deepEqual(arms.map(({ arm }) => arm), ["base", "again"]);
  assert.deepEqual([arms[1].difference?.value, arms[1].gained, arms[1].lost], [-0.5, 0, 1]);
});

Deno.test("a flow is compared with as many draws without help, too", async () => {
  const root = mkdtempSync(join(tmpdir(), "measured-"));
  await using python = await sandbox({ lanes: 1 });
  const arm = (name: string, values: number[]) =>
    [name, async function* (seed: number) {
      await using coder = scripted(() => `${secret} ${values.shift()}\n`, { store: false });
      for await (const one of base({ tasks, coder, python, seed })) yield { ...one, arm: name };
    }] as const;
  const arms = [arm("base", [2, 2]), arm("resample", [1, 2]), arm("adapt", [2, 2])];
  await using coder = scripted(() => "", { store: false });
  await runArms("base-code", { tasks, python, seeds: [0], parameters: { coder }, root }, arms);
  const { measured: { arms: shown, againstResample } } = figuresOf("own", phase, root);
  assert.deepEqual(shown.map(({ arm }) => arm), ["base", "resample", "adapt"]);
  const [flow, ...more] = againstResample!;
  assert.deepEqual([flow.arm, flow.difference?.value, flow.gained, flow.lost], [
    "adapt",
    -0.5,
    0,
    1,
  ]);
  assert.deepEqual(more, []);
});

Deno.test("kept replies answer the same requests again, without the model", async () => {
  const { root, store } = await measured();
  const to = join(root, "reference");
  writeFigures(figuresOf("own", phase, root), { to, store });
  await using python = await sandbox({ lanes: 1 });
  await using recorded = model(`recorded:${join(to, "replies/own.jsonl")}`);
  const statuses: (string | undefined)[] = [];
  for await (const { verdict } of base({ tasks, coder: recorded, python, seed: 1 })) {
    statuses.push(verdict?.status);
  }
  assert.deepEqual(statuses, ["failed", "passed"]);
});

Deno.test("programs that were kept are judged again, without a flow", async () => {
  const { root, store } = await measured();
  const to = join(root, "reference"), figures = figuresOf("own", phase, root);
  writeFigures(figures, { to, store });
  const kept = { ...figures.measured, replies: join(to, "replies/own.jsonl") };
  await using python = await sandbox({ lanes: 1 });
  const again = await Array.fromAsync(judgeAgain(kept, { tasks, python }));
  assert.equal(measuredAgain(kept, again)[0].solved?.value, 0.75);
  const told = again.map(({ seed, taskId, verdict }) => `${seed} ${taskId} ${verdict?.status}`);
  assert.deepEqual(told.sort(), [
    "0 own/1 passed",
    "0 own/2 passed",
    "1 own/1 failed",
    "1 own/2 passed",
  ]);
  const few = judgeAgain({ ...kept, replies: undefined }, { tasks, python });
  await assert.rejects(few.next(), { message: "own: its replies are not kept" });
  writeFileSync(kept.replies, "");
  await assert.rejects(judgeAgain(kept, { tasks, python }).next(), /own.jsonl: no reply \w+/);
});

Deno.test("of a role that is asked in every round, the last round counts", async () => {
  const root = mkdtempSync(join(tmpdir(), "measured-"));
  await using python = await sandbox({ lanes: 1 });
  await using coder = scripted(() => `${secret} 1\n`, { store: false });
  await runArms("base-code", { tasks, python, seeds: [0], parameters: { coder }, root }, {
    base: async function* (seed, { tasks }) {
      for await (const one of base({ tasks, coder, python, seed })) {
        yield { ...one, id: `${one.id}/1`, role: "test" };
        yield { ...one, id: `${one.id}/2`, role: "test", round: 2 };
        yield { ...one, id: `${one.id}/3`, round: 3 };
      }
    },
  });
  const { verdicts, measured: { arms } } = figuresOf("own", { ...phase, role: "test" }, root);
  assert.deepEqual(verdicts.map(({ role, round }) => [role, round]), [["test", 2], ["test", 2]]);
  assert.deepEqual([arms[0].tasks, arms[0].programs], [2, 1]);
});

Deno.test("a phase that keeps its programs has a line of each, and its notebook's tables", async () => {
  const { root } = await measured();
  const to = join(root, "reference"), tables = [{ name: "verdict", rows: [{ arm: "base" }] }];
  const figures = figuresOf("own", { ...phase, programs: true }, root);
  const files = writeFigures(figures, { to, tables });
  assert.deepEqual(files.slice(2), ["programs/own.jsonl", "tables/own.json"]);
  const lines = readFileSync(join(to, files[2]), "utf8").trim().split("\n");
  const code = `${secret} 1\n`;
  assert.deepEqual(JSON.parse(lines[0]), {
    arm: "base",
    seed: 0,
    task: "own/1",
    status: "passed",
    code,
  });
  assert.equal(lines.length, 4);
  assert.deepEqual(JSON.parse(readFileSync(join(to, files[3]), "utf8")), tables);
});

Deno.test("committed replies are not asked for again, wherever the phase is measured", async () => {
  const { root, store } = await measured();
  const from = join(root, "reference"), other = join(root, "other");
  writeFigures(figuresOf("own", phase, root), { to: from, store });
  assert(takeReplies("own", { from, store: other }) > 4);
  assert.equal(takeReplies("own", { from, store: other }), 0, "a second time there is nothing new");
  assert.equal(takeReplies("own", { from, store }), 0, "nor where they were made");
  assert.equal(takeReplies("none", { from, store: other }), 0);
  await using python = await sandbox({ lanes: 1 });
  await using coder = scripted(() => assert.fail("asked again"), {
    store: join(other, "scripted.jsonl"),
    offline: true,
  });
  const statuses: (string | undefined)[] = [];
  for await (const { verdict } of base({ tasks, coder, python, seed: 1 })) {
    statuses.push(verdict?.status);
  }
  assert.deepEqual(statuses, ["failed", "passed"]);
});

Deno.test("a phase without a finished run has no figures", () => {
  const root = mkdtempSync(join(tmpdir(), "measured-"));
  assert.throws(() => figuresOf("own", phase, root), {
    message: `own: no finished run in ${root}`,
  });
});

Deno.test("phases name notebooks whose preset 'real' asks a GGUF", async () => {
  for (const { notebook } of Object.values(phases)) {
    const { pathname } = new URL(`../../../notebooks/${notebook}.ipynb`, import.meta.url);
    const { real } = presetsOf(await readNotebook(pathname));
    assert.match(JSON.stringify(real), /"gguf\b/);
  }
});

Deno.test("what was to be asked twice and was asked once is not finished", async () => {
  const { root } = await measured([0]);
  assert.throws(
    () => figuresOf("own", { ...phase, again: true }, root),
    /^RangeError: own: asked once as yet/,
  );
});
