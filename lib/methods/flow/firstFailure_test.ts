import assert from "node:assert/strict";
import { scripted } from "../../engines/mod.ts";
import { sandbox } from "../../sandbox/mod.ts";
import { Task } from "../../tasks/mod.ts";
import { firstFailure } from "./firstFailure.ts";

const tasks = [1, 2, 3, 4].map((n) =>
  Task.parse({
    id: `own/${n}`,
    set: "own",
    entryPoint: "one",
    prompt: { complete: `def one():  # ${n}\n` },
    visible: { kind: "asserts", asserts: ["assert one() == 1"] },
    hidden: { kind: "asserts", asserts: ["assert one() < 1"] },
  })
);
const replies = ["    return 1", "    return (", "    return 2", "    return 3"];

Deno.test("firstFailure asks no further than the first task that fails", async () => {
  await using python = await sandbox({ lanes: 1 });
  const coder = scripted(replies);
  const found = await firstFailure(tasks, { coder, python });
  assert.equal(found?.task.id, "own/2");
  assert.equal(found.verdict.status, "syntax");
  assert.equal(coder.asked.length, 2);
  const later = await firstFailure(tasks, { coder: scripted(replies), python, except: ["syntax"] });
  assert.equal(later?.task.id, "own/3");
  assert(later.verdict.trace, "its verdict is traced");
  const hidden = await firstFailure(tasks, { coder: scripted(replies), python, tests: "hidden" });
  assert.equal(hidden?.task.id, "own/1");
});

Deno.test("firstFailure is undefined where every program passes, and refuses unknown options", async () => {
  await using python = await sandbox({ lanes: 1 });
  const coder = scripted(["    return 1"]);
  assert.equal(await firstFailure(tasks.slice(0, 1), { coder, python }), undefined);
  const options = { coder, python, temperature: 1 };
  await assert.rejects(firstFailure(tasks, options), /temperature/);
});
