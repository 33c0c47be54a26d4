import assert from "node:assert/strict";
import process from "node:process";
import { sandbox } from "./openSandbox.ts";

/** Processes of this one. */
function children(): number {
  const { stdout } = new Deno.Command("ps", { args: ["-A", "-o", "ppid=,comm="] }).outputSync();
  return new TextDecoder().decode(stdout).split("\n")
    .filter((line) => Number(line.trim().split(/\s+/)[0]) === process.pid && !/ps$/.test(line))
    .length;
}

Deno.test("sandbox, opened again and again as by a cell that is run again, leaves no processes behind", async () => {
  const before = children();
  const cells = [];
  for (let i = 0; i < 3; i++) {
    const python = await sandbox({ lanes: 2 });
    cells.push(python);
    await Promise.all(["1", "2"].map((code) => python.run({ code })));
    assert.ok(children() - before <= 2, `${children() - before} after ${i + 1} times`);
  }
  // The first is still there: it starts anew.
  assert.equal((await cells[0].run({ code: "1" })).status, "passed");
  await Promise.all(cells.map((python) => python.close()));
  assert.equal(children(), before);
});

Deno.test("a sandbox that judges goes on while another one is opened", async () => {
  await using first = await sandbox({ lanes: 1 });
  const going = first.run({ code: "import time\ntime.sleep(0.5)\n" });
  await using second = await sandbox({ lanes: 1 });
  assert.deepEqual(
    (await Promise.all([going, second.run({ code: "1" })])).map(({ status }) => status),
    ["passed", "passed"],
  );
});

Deno.test("a task and a program where many are wanted is answered by what to write", async () => {
  await using python = await sandbox({ lanes: 1 });
  const judge = python.judge as unknown as (task: object, code: string) => unknown;
  assert.throws(
    () => judge.call(python, { id: "t" }, "x = 1"),
    /^TypeError: judge takes many, .+judgeOne/,
  );
});
