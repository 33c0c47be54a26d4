import assert from "node:assert/strict";
import { sandbox } from "../../sandbox/mod.ts";
import { Task } from "../../tasks/mod.ts";
import { calibrate } from "./calibrate.ts";

const task = (id: string, canonical?: string) =>
  Task.parse({
    id,
    set: "own",
    entryPoint: "one",
    prompt: {},
    canonical,
    hidden: { kind: "asserts", asserts: ["assert one() == 1"] },
  });

Deno.test("calibrate sets apart the tasks whose canonical solution does not pass", async () => {
  await using python = await sandbox({ lanes: 1 });
  const tasks = [
    task("own/1", "def one():\n    return 1\n"),
    task("own/2", "def one():\n    return 2\n"),
    task("own/3"),
    task("own/4", "import no_such_library\n\ndef one():\n    return 1\n"),
  ];
  const { usable, broken, judged } = await calibrate(tasks, python);
  assert.equal(judged, 3);
  assert.deepEqual(usable.map(({ id }) => id), ["own/1", "own/3"]);
  assert.deepEqual(broken.map(({ task }) => task.id), ["own/2", "own/4"]);
  assert.equal(broken[0].verdict.status, "failed");
});
