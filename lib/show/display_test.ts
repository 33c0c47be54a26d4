import assert from "node:assert/strict";
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
  assert.deepEqual(await displayData("text"), { "text/plain": "text" });
  assert.deepEqual(await displayData({ a: [1] }), { "text/plain": "{ a: [ 1 ] }" });
});
