import assert from "node:assert/strict";
import { globSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { compareArms, summarize } from "../../metrics/mod.ts";
import { model, scripted } from "../../engines/mod.ts";
import { attempt } from "../../runs/mod.ts";
import { type Sandbox, sandbox } from "../../sandbox/mod.ts";
import { Task } from "../../tasks/mod.ts";
import { adapt } from "../trace/mod.ts";
import { base } from "./base.ts";
import { resample } from "./resample.ts";
import { type Arm, runArms } from "./runArms.ts";

const task = Task.parse({ id: "own/1", set: "own", prompt: {}, hidden: { kind: "run" } });
const solved = (id: string, canonical?: string) =>
  Task.parse({
    id,
    set: "own",
    entryPoint: "one",
    prompt: { complete: 'def one():\n    """One."""\n' },
    canonical,
    visible: { kind: "asserts", asserts: ["assert one() > 0"] },
    hidden: { kind: "asserts", asserts: ["assert one() == 1"] },
  });
const [right, wrong] = ["def one():\n    return 1\n", "def one():\n    return 2\n"];

const python: Sandbox = await sandbox({ lanes: 1 });
globalThis.addEventListener("unload", () => void python.close());

async function* ofBase(seed: number) {
  await Promise.resolve();
  yield attempt({ method: "base", taskId: task.id, seed });
}

function test(name: string, work: (root: string) => Promise<void>) {
  Deno.test({
    name,
    sanitizeOps: false,
    sanitizeResources: false,
    fn: async () => {
      const root = await Deno.makeTempDir();
      try {
        await work(root);
      } finally {
        await Deno.remove(root, { recursive: true });
      }
    },
  });
}

const runs = (root: string) =>
  globSync(`${root}/demo/*/`).map((folder) => folder.split("/").at(-1));

test("runArms runs a seed once, and keeps its own names out of the parameters", async (root) => {
  const options = { tasks: [task], parameters: {}, root };
  const attempts = await runArms("demo", { ...options, seeds: [1, 1] }, { base: ofBase });
  assert.equal(attempts.length, 1);
  for (const name of ["tasks", "seed", "on", "python"]) {
    await assert.rejects(
      runArms("demo", { ...options, parameters: { [name]: 3 } }, { base: ofBase }),
      new RegExp(`'parameters' cannot hold '${name}'`),
    );
  }
});

test("a sandbox of other limits judges anew, and its runs are others", async (root) => {
  const slow =
    `${right}\nimport time\nend = time.process_time() + 2\nwhile time.process_time() < end: pass\n`;
  const statuses: string[] = [];
  for (const limits of [undefined, { cpuSeconds: 1 }, undefined]) {
    await using own = await sandbox({ lanes: 1, engine: "native", ...limits && { limits } });
    const coder = scripted(() => slow);
    const [made] = await runArms("demo", {
      tasks: [solved("own/1")],
      python: own,
      parameters: { coder },
      root,
    }, {
      base: (seed, { tasks }) => base({ python: own, tasks, coder, seed }),
    });
    statuses.push(made.verdict!.status);
  }
  assert.deepEqual(statuses, ["passed", "timeout", "passed"]);
  assert.equal(runs(root).length, 2);
});

test("the name given is the arm: of attempts, their parents, tables and calls", async (root) => {
  const said: (string | undefined)[] = [];
  const coder = (code: string) =>
    scripted(() => code, { on: (event) => event.type === "answered" && said.push(event.arm) });
  const [small, teacher] = [coder(wrong), coder(right)];
  const common = { python, sampling: { temperature: 0.5 } };
  const attempts = await runArms("demo", {
    tasks: [solved("own/1")],
    python,
    parameters: { small, teacher },
    root,
  }, {
    small: (seed, { tasks }) => base({ ...common, tasks, coder: small, seed }),
    teacher: (seed, { tasks }) => base({ ...common, tasks, coder: teacher, seed }),
    "two draws": (seed, { tasks }) =>
      resample({ ...common, tasks, coder: small, seed, feedback: "hidden", arm: "mine" }),
  });
  assert.deepEqual(said, ["small", "teacher", "mine", "mine"]);
  assert.deepEqual(compareArms(attempts, "small").map(({ arm, solved }) => [arm, solved!.value]), [
    ["small", 0],
    ["teacher", 1],
    ["two draws", 0],
  ]);
  assert.deepEqual(summarize(attempts).arms.map(({ arm }) => arm), [
    "small",
    "teacher",
    "two draws",
  ]);
  const [, , first, second] = attempts;
  assert.equal(first.id, "resample/two draws/own/1/1/student/0");
  assert.equal(second.parent, first.id);
});

test("two arms of one name, or of one record, are refused", async (root) => {
  const options = { tasks: [task], parameters: {}, root };
  const refused = (pairs: [string, Arm][], message: RegExp) =>
    assert.rejects(runArms("demo", options, pairs), message);
  await refused([["a", ofBase], ["a", ofBase]], /^RangeError: two arms are named 'a'$/);
  await refused(
    [["a b", ofBase], ["A-b", ofBase]],
    /the arms 'a b' and 'A-b' would share a record/,
  );
  await refused([["??", ofBase]], /an arm needs a name with a letter or digit: '\?\?'/);
  assert.deepEqual(runs(root), []);
});

test("canonical solutions are judged first, and tasks whose own fails are no arm's", async (root) => {
  const tasks = [solved("own/1", right), solved("own/2", wrong), solved("own/3")];
  const coder = scripted(() => right);
  const told: string[] = [];
  const warn = console.warn;
  console.warn = (line: string) => told.push(line);
  try {
    const options = { tasks, python, parameters: { coder }, root };
    const attempts = await runArms("demo", options, {
      base: (seed, { tasks }) => base({ tasks, coder, python, seed }),
      adapt: (seed) => adapt({ tasks, coder, python, seed }), // all of them, whatever it was given
    });
    assert.deepEqual(
      attempts.map(({ arm, taskId }) => `${arm} ${taskId}`).sort(),
      ["adapt own/1", "adapt own/3", "base own/1", "base own/3"],
    );
    assert.equal(told.length, 1);
    assert.match(told[0], /^1 of 3 tasks are left out, since .*: own\/2 \(/);
    await assert.rejects(
      runArms("demo", { ...options, tasks: [tasks[1]] }, { base: ofBase }),
      /1 of 1 tasks are left out/,
    );
    const { python: _none, ...without } = options;
    await assert.rejects(
      runArms("demo", without, { base: ofBase }),
      /runArms needs the sandbox \('python'\)/,
    );
  } finally {
    console.warn = warn;
  }
});

test("an attempt at a task that is not given is refused", async (root) => {
  const options = { tasks: [solved("own/9")], parameters: {}, root };
  await assert.rejects(
    runArms("demo", options, { base: ofBase }),
    /the arm 'base' gave an attempt at a task that is not given: own\/1/,
  );
});

test("another content of the tasks, parameter or model of one name is another run", async (root) => {
  const named = (identity: unknown) => ({ uri: "own:model", identity });
  const options = { tasks: [task], parameters: { coder: named("a"), rounds: 2 } as object, root };
  const again = async (more: Partial<typeof options>) => {
    await runArms("demo", {
      ...options,
      ...more,
      parameters: { ...more.parameters ?? options.parameters },
    }, {
      base: ofBase,
    });
    return runs(root).length;
  };
  assert.equal(await again({}), 1);
  assert.equal(await again({}), 1);
  assert.equal(await again({ parameters: { rounds: 2, coder: named("a") } }), 1);
  assert.equal(await again({ parameters: { coder: named(Promise.resolve("a")), rounds: 2 } }), 1);
  assert.equal(await again({ parameters: { coder: named("b"), rounds: 2 } }), 2);
  assert.equal(await again({ parameters: { coder: named(undefined), rounds: 2 } }), 3);
  assert.equal(await again({ tasks: [{ ...task, canonical: undefined, entryPoint: "f" }] }), 4);
  assert.equal(await again({ parameters: { coder: named("a"), rounds: 3 } }), 5);
});

test("another file of key-less samples is never answered from the record of the first", async (root) => {
  const tasks = [solved("own/1")];
  const file = join(root, "samples.jsonl");
  const status = async (code: string, path = file) => {
    writeFileSync(path, JSON.stringify({ task_id: "own/1", completion: code }) + "\n");
    await using coder = model(`recorded:${path}`);
    // No parameter says which model it is.
    const [made] = await runArms("demo", { tasks, python, parameters: {}, root }, {
      base: (seed, { tasks }) => base({ tasks, coder, python, seed }),
    });
    return made.verdict!.status;
  };
  assert.equal(await status(right), "passed");
  assert.equal(await status(right), "passed");
  await assert.rejects(
    status(wrong, join(root, "other.jsonl")),
    /is of another model than the one on record/,
  );
  await assert.rejects(status(wrong), /than the one on record/);
});

test("a record that holds attempts of another arm is not mixed in", async (root) => {
  const options = { tasks: [task], parameters: {}, root };
  await runArms("demo", options, { small: ofBase });
  const [file] = globSync(`${root}/demo/small-*/attempts.jsonl`);
  const old = readFileSync(file, "utf8").replaceAll("small", "base");
  writeFileSync(file, old);
  await assert.rejects(
    runArms("demo", options, { small: ofBase }),
    /of the arm 'small' holds attempts of the arm 'base'/,
  );
  assert.equal(readFileSync(file, "utf8"), old);
});

Deno.test("runArms without parameters says what they are", () =>
  assert.rejects(
    runArms("own", { tasks: [] } as never, {}),
    /^RangeError: runArms needs 'parameters', what makes the runs what they are: \{ coder, rounds/,
  ));
