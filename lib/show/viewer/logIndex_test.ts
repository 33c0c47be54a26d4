import assert from "node:assert/strict";
import {
  appendFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { attempt } from "../../runs/mod.ts";
import { logIndex } from "./logIndex.ts";
import { packed, unpacked } from "./packed.ts";

const line = (taskId: string, round = 1, text = "") => {
  const completion = { text, code: text, model: "own:none", cost: 0.5 };
  return JSON.stringify({ ...attempt({ method: "own", taskId, round }), completion }) + "\n";
};

/** A folder with a log of one attempt. */
function folder(): { path: string; log: string; index: string } & Disposable {
  const path = mkdtempSync(join(tmpdir(), "log-index-"));
  const log = join(path, "attempts.jsonl");
  writeFileSync(log, line("own/1"));
  const [index, dispose] = [join(path, "attempts.index"), () => rmSync(path, { recursive: true })];
  return { path, log, index, [Symbol.dispose]: dispose };
}

Deno.test("logIndex keeps what it read beside the log, and is the same from there", () => {
  using run = folder();
  appendFileSync(run.log, line("own/2", 2, "x"));
  const read = logIndex(run.path), kept = logIndex(run.path, 0);
  assert.equal(existsSync(run.index), true);
  const before = readFileSync(run.index);
  const again = logIndex(run.path, 0);
  for (const index of [kept, again]) {
    assert.deepEqual(index.names, read.names);
    for (const [name, column] of Object.entries(read.columns)) {
      const other = index.columns[name as keyof typeof read.columns];
      assert.deepEqual([...Array.from(other)], [...Array.from(column)], name);
    }
  }
  assert.deepEqual(readFileSync(run.index), before); // not written again
});

Deno.test("logIndex does not keep the index of a small log", () => {
  using run = folder();
  logIndex(run.path);
  assert.equal(existsSync(run.index), false);
});

Deno.test("logIndex is made again when the log has grown, or is another of the same size", () => {
  using run = folder();
  logIndex(run.path, 0);
  appendFileSync(run.log, line("own/2"));
  assert.deepEqual(logIndex(run.path, 0).names.tasks, ["own/1", "own/2"]);
  writeFileSync(run.log, line("own/3") + line("own/4"));
  assert.deepEqual(logIndex(run.path, 0).names.tasks, ["own/3", "own/4"]);
  // Written in the same instant: the time tells nothing, the content does.
  const when = new Date("2026-01-01");
  utimesSync(run.log, when, when);
  logIndex(run.path, 0);
  writeFileSync(run.log, line("own/5") + line("own/6"));
  utimesSync(run.log, when, when);
  assert.deepEqual(logIndex(run.path, 0).names.tasks, ["own/5", "own/6"]);
});

Deno.test("logIndex reads the log where the kept index is torn, of something else, or cannot be written", () => {
  using run = folder();
  logIndex(run.path, 0);
  const whole = readFileSync(run.index);
  for (const bytes of [whole.subarray(0, 40), whole.subarray(0, -8), new Uint8Array(8)]) {
    writeFileSync(run.index, bytes);
    assert.deepEqual(logIndex(run.path, 0).names.tasks, ["own/1"]);
  }
  using other = folder();
  mkdirSync(other.index);
  assert.deepEqual(logIndex(other.path, 0).names.tasks, ["own/1"]);
});

Deno.test("logIndex leaves out a torn last line, and a later line of an attempt counts", () => {
  using run = folder();
  appendFileSync(run.log, line("own/1", 1, "abc") + line("own/9").slice(0, 20));
  const { names, columns } = logIndex(run.path, 0);
  assert.deepEqual([names.tasks, [...Array.from(columns.chars)]], [["own/1"], [3]]);
});

Deno.test("packed columns hold what they were given, whatever its size", () => {
  const columns = {
    small: [0, 255],
    middle: [0, 65_535],
    below: [-1, 2 ** 31 - 1],
    large: [2 ** 40],
    part: [0.1, NaN],
    none: [],
  };
  const found = unpacked(packed({ name: "ünï" }, columns));
  assert.equal(found.about.name, "ünï");
  for (const [name, values] of Object.entries(columns)) {
    assert.deepEqual(Array.from(found.columns[name]), values, name);
  }
});
