import assert from "node:assert/strict";
import type { Attempt } from "../runs/mod.ts";
import { sandbox } from "../sandbox/mod.ts";
import { Task } from "../tasks/mod.ts";
import { scripted } from "../engines/scripted.ts";
import { adapt } from "./trace/adapt.ts";
import { base } from "./flow/base.ts";
import { calibrate } from "./flow/calibrate.ts";
import { distill } from "./trace/distill.ts";
import { distillationRows } from "./trace/distillationRows.ts";
import { edgeCases } from "./trace/edge/edgeCases.ts";
import { edgeSuite } from "./trace/edge/edgeSuite.ts";
import { planInDocstring } from "./trace/planInDocstring.ts";
import { resample } from "./flow/resample.ts";
import { runArms } from "./flow/runArms.ts";
import { trainStudent } from "./trace/trainStudent.ts";

const task = Task.parse({
  id: "own/1",
  set: "own",
  entryPoint: "one",
  prompt: { complete: "def one():\n" },
  canonical: "def one():\n    return 1\n",
  hidden: { kind: "asserts", asserts: ["assert one() == 1"] },
});
const flows: Record<string, (options: never) => AsyncIterable<Attempt>> = {
  base,
  resample,
  adapt,
  planInDocstring,
  distill,
  edgeCases,
};

Deno.test("every flow says which of its parts is missing or none, and what to write", async () => {
  await using python = await sandbox({ lanes: 1 });
  const coder = scripted(() => ""), whole = { tasks: [task], coder, python };
  for (const [name, flow] of Object.entries(flows)) {
    const run = async (options: unknown, message: RegExp) =>
      await assert.rejects(
        async () => await Array.fromAsync(flow(options as never)),
        message,
        name,
      );
    await run({ tasks: [task], coder }, /: 'python' is missing \(python: await sandbox\(\)\)$/);
    await run({ tasks: [task], python }, /: 'coder' is missing \(coder: model\(/);
    await run({ coder, python }, /: 'tasks' is missing \(tasks: await loadTasks\(…\)\)$/);
    await run({ ...whole, tasks: Promise.resolve([task]) }, /'tasks' is a promise: await it/);
    await run({ ...whole, coder: "tiny" }, /'coder' is a text: 'tiny' \(coder: model\("tiny"\)/);
    await run(
      { ...whole, coder: () => "" },
      /'coder' is of another kind: function .*scripted\(f\)/,
    );
    await run({ ...whole, helper: "tiny" }, /'helper' is a text/);
    await run([task], /takes one object: [\w-]+\(\{ tasks, coder, python \}\)$|'tasks' is missing/);
  }
});

Deno.test("every flow takes sampling in one shape, and refuses an option that it does not know", async () => {
  await using python = await sandbox({ lanes: 1 });
  for (const [name, flow] of Object.entries(flows)) {
    const coder = scripted(() => "def one():\n    return 1\n");
    const run = async (more: object) =>
      await Array.fromAsync(flow({ tasks: [task], coder, python, ...more } as never));
    const attempts = await run({ sampling: { temperature: 0.25, topP: 0.5 }, seed: 3 });
    const made = attempts.find(({ role }) => role === "student")!;
    const { temperature, topP } = made.completion!.sampling;
    assert.deepEqual([temperature, topP], [0.25, 0.5], name);
    const calls = coder.asked.length;
    const refused = (more: object, message: RegExp) => assert.rejects(run(more), message, name);
    await refused(
      { temperature: 0.2 },
      /: unknown option 'temperature' \(write sampling: \{ temperature: … \}\)$/,
    );
    await refused({ maxTokens: 20 }, /unknown option 'maxTokens' \(write sampling/);
    await refused(
      { smaples: 2 },
      /^RangeError: [\w-]+: unknown option 'smaples' \(known: tasks, coder/,
    );
    await refused(
      { sampling: { temprature: 1 } },
      /, sampling: unknown option 'temprature' \(known: temperature, topP, maxTokens, stop\)/,
    );
    await refused({ form: "complet" }, /'form' must be complete or instruct: complet/);
    if (name !== "base") {
      await refused({ feedback: "all" }, /'feedback' must be visible or hidden: all/);
    }
    assert.equal(coder.asked.length, calls, "a model was asked all the same");
    await run({ smaples: undefined });
  }
  const refused = (work: () => unknown, message: RegExp) =>
    assert.rejects(async () => await work(), message);
  const coder = scripted(() => "");
  await refused(
    () => Array.fromAsync(base({ tasks: [task], coder, python, ...{ rounds: 3 } })),
    /base: unknown option 'rounds'/,
  );
  await refused(
    () => runArms("x", { tasks: [task], parameters: {}, ...{ seed: 3 } }, {}),
    /runArms: unknown option 'seed'/,
  );
  await refused(() => calibrate([task], python, { lanes: 1 } as object), /calibrate: .* 'lanes'/);
  await refused(
    () => edgeSuite(task, { python, code: "", ...{ mutation: 3 } }),
    /edgeSuite: unknown option 'mutation'/,
  );
  await refused(
    () => distillationRows([], [], { from: "x" } as object),
    /distillationRows: .* 'from'/,
  );
  const training = {
    student: "",
    teacher: "",
    tasks: [],
    how: "logits",
    to: "",
    steps: 1,
  } as const;
  await refused(
    () => Array.fromAsync(trainStudent({ ...training, ...{ epochs: 1 } })),
    /trainStudent: unknown option 'epochs'/,
  );
  await refused(
    () => sandbox({ lane: 1 } as object),
    /sandbox: unknown option 'lane' \(known: engine/,
  );
});
