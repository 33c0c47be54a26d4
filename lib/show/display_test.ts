import assert from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { summarize } from "../metrics/mod.ts";
import { attempt, record } from "../runs/mod.ts";
import { Verdict } from "../sandbox/mod.ts";
import { Task } from "../tasks/mod.ts";
import { displayData } from "./display.ts";

Deno.test("rows become a table, a task a page, anything else its text", async () => {
  const rows = await displayData([{ a: 1 }]);
  assert.match(String(rows["text/html"]), /^<table/);
  const task = Task.parse({
    id: "own/1",
    set: "own",
    prompt: { complete: "def one():\n" },
    entryPoint: "one",
    visible: { kind: "asserts", asserts: ["assert one() == 1"] },
    hidden: { kind: "run" },
  });
  const page = await displayData(task);
  assert.equal(
    page["text/plain"],
    "own/1 · entry point one · judged by run\n\ncomplete this:\ndef one():\n\nvisible example:\nassert one() == 1",
  );
  const words = { ...task, prompt: { instruct: `Write one.\n${"x".repeat(99)}` } };
  const docstring = {
    ...task,
    prompt: { complete: 'def f():\n    """\n    Gives one.\n    """\n' },
  };
  const list = String((await displayData([task, words, docstring]))["text/plain"]).split("\n");
  assert.match(list[0], /^task +set +entry point +asks +judged by$/);
  assert.match(
    list.slice(1).join("\n"),
    /own +one +def one\(\): +run[^]*Write one\. +run[^]*Gives one/,
  );
  assert.equal(list.length, 4);
  assert.deepEqual(await displayData("text"), { "text/plain": "text" });
  assert.deepEqual(await displayData({ a: [1] }), { "text/plain": "{ a: [ 1 ] }" });
});

Deno.test("a run and its summary are shown as scores, what is promised when it is there, a stream as unread", async () => {
  const task = Task.parse({ id: "own/1", set: "own", prompt: {}, hidden: { kind: "run" } });
  const verdict = Verdict.parse({
    ...{ status: "passed", guarantee: "apart", engine: "native", cpuMs: 1, wallMs: 1 },
  });
  async function* method() {
    yield attempt({ method: "base", taskId: task.id, verdict });
  }
  const root = mkdtempSync(join(tmpdir(), "display-"));
  try {
    const run = await record("shown", { tasks: [task], root }, method());
    for (const value of [run, summarize(run), Promise.resolve(run)]) {
      assert.match(String((await displayData(value))["text/plain"]), /arm +tasks +programs/);
    }
    const frame = await displayData(run.frame());
    assert.match(String(frame["text/html"]), /<table/);
  } finally {
    rmSync(root, { recursive: true });
  }
  assert.match(
    String((await displayData(method()))["text/plain"]),
    /^A stream that nobody has read/,
  );
});
