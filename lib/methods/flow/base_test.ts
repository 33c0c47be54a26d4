import assert from "node:assert/strict";
import { sandbox } from "../../sandbox/mod.ts";
import { Task } from "../../tasks/mod.ts";
import { scripted } from "../../engines/mod.ts";
import { adapt, edgeCases } from "../trace/mod.ts";
import { base } from "./base.ts";

const task = (id: string, answer: number) =>
  Task.parse({
    id,
    set: "own",
    entryPoint: "answer",
    prompt: { complete: 'def answer():\n    """The answer."""\n' },
    hidden: { kind: "asserts", asserts: [`assert answer() == ${answer}`] },
  });

Deno.test("base asks once for each task and sample, and judges on the hidden tests", async () => {
  await using python = await sandbox({ lanes: 1 });
  const coder = scripted((_, sample) =>
    "```python\ndef answer():\n    return " + (40 + sample) + "\n```"
  );
  const tasks = [task("own/1", 40), task("own/2", 41)];
  const attempts = await Array.fromAsync(base({ tasks, coder, python, samples: 2, seed: 7 }));
  const told = attempts.map(({ id, verdict }) => `${id} ${verdict?.status}`).sort();
  assert.deepEqual(told, [
    "base/base/own/1/1/student/0 passed",
    "base/base/own/1/1/student/1 failed",
    "base/base/own/2/1/student/0 failed",
    "base/base/own/2/1/student/1 passed",
  ]);
  assert.equal(coder.asked.length, 4);
});

Deno.test("base draws each sample with a seed of its own, the same in every run", async () => {
  await using python = await sandbox({ lanes: 1 });
  const seeds = async (seed: number) => {
    const coder = scripted(() => "def answer():\n    return 1\n");
    const attempts = base({ tasks: [task("own/1", 1)], coder, python, samples: 2, seed });
    return (await Array.fromAsync(attempts)).map(({ completion }) =>
      completion!.sampling.seed! + completion!.sample
    );
  };
  const [first, again, other] = [await seeds(1), await seeds(1), await seeds(2)];
  assert.equal(new Set([...first, ...other]).size, 4);
  assert.deepEqual(first, again);
});

Deno.test("methods refuse counts that are none", async () => {
  await using python = await sandbox({ lanes: 1 });
  const coder = scripted(() => "");
  const shared = { tasks: [task("own/1", 1)], coder, helper: coder, python };
  const refused = (attempts: () => AsyncIterable<unknown>, message: RegExp) =>
    assert.rejects(async () => await Array.fromAsync(attempts()), message);
  await refused(
    () => base({ ...shared, samples: 1.5 }),
    /'samples' must be a positive integer: 1\.5/,
  );
  await refused(() => adapt({ ...shared, generations: 0 }), /'generations' must be .*: 0/);
  await refused(() => edgeCases({ ...shared, rounds: NaN }), /'rounds' must be .*: NaN/);
});
