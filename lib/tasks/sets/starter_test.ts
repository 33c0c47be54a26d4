import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { buildStarter } from "../../cli/starterBuild.ts";
import { type Program, sandbox, type SandboxOptions, type Verdict } from "../../sandbox/mod.ts";
import { needs } from "../../testing/needs.ts";
import { loadTasks } from "../loadTasks.ts";
import type { WrongSolution } from "../reading/parseStarterTask.ts";
import type { Task } from "../task.ts";

const folder = new URL("../../../data/starter/", import.meta.url);
/** Of the tasks after the first fifty, wasm judges every third, and all with TRACELAB_REQUIRE=whole. */
const whole = Deno.env.get("TRACELAB_REQUIRE") === "whole";
const wrongOf = (task: Task) => task.metadata.wrong as WrongSolution[];

Deno.test("the starter set is what its sources say: run `deno task starter:build`", () => {
  const { jsonl, card } = buildStarter(folder);
  assert(jsonl === readFileSync(new URL("tasks.jsonl", folder), "utf8"), "tasks.jsonl is old");
  assert(card === readFileSync(new URL("README.md", folder), "utf8"), "the card is old");
});

Deno.test("the starter set has at least 150 tasks with both prompts and every kind of test", async () => {
  const tasks = await loadTasks("starter");
  assert(tasks.length >= 150, `${tasks.length} tasks`);
  for (const task of tasks) {
    assert(task.prompt.complete && task.prompt.instruct && task.canonical, task.id);
    assert(task.visible && task.hidden.kind === "unittest", task.id);
    const { base, plus, topic, difficulty } = task.metadata;
    assert((base as string[]).length >= 2 && (plus as string[]).length >= 1, task.id);
    assert(topic && ["easy", "medium", "hard"].includes(difficulty as string), task.id);
  }
});

Deno.test("each starter task has two wrong solutions, one of which only plus tests catch", async () => {
  for (const task of await loadTasks("starter")) {
    assert(wrongOf(task).length >= 2, task.id);
    assert(wrongOf(task).some(({ passesBase }) => passesBase), task.id);
    assert.equal(new Set(wrongOf(task).map(({ name }) => name)).size, wrongOf(task).length);
  }
});

/** Judges programs on an engine; verdicts by name. */
async function judge(
  engine: SandboxOptions["engine"],
  programs: (Program & { name: string })[],
): Promise<Map<string, Verdict>> {
  await using python = await sandbox({ engine });
  const verdicts = new Map<string, Verdict>();
  for await (const { program, verdict } of python.stream(programs)) {
    verdicts.set(program.name, verdict);
  }
  assert.equal(verdicts.size, programs.length);
  return verdicts;
}

const why = ({ status, reason, error }: Verdict) =>
  [status, reason, error?.type, error?.message].filter(Boolean).join(": ");

const engines = [
  { engine: "wasm" as const },
  { engine: "native" as const, ...needs("python", "namespaces") },
];
for (const { engine, ...options } of engines) {
  Deno.test({
    ...options,
    name:
      `starter solutions pass and wrong ones fail, only by plus tests where they say so (${engine})`,
    fn: async () => {
      const tasks = (await loadTasks("starter")).filter((_, i) =>
        i < 50 || whole || engine === "native" || i % 3 === 0
      );
      // One sandbox for all: starting the wasm engine is slow on a busy machine.
      const verdicts = await judge(
        engine,
        tasks.flatMap(({ id, entryPoint, hidden, visible, canonical, metadata }) => [
          { name: `${id} hidden`, code: canonical!, entryPoint, test: hidden },
          { name: `${id} visible`, code: canonical!, entryPoint, test: visible },
          ...(metadata.wrong as WrongSolution[]).map(({ name, code }) => (
            { name: `${id} wrong ${name}`, code, entryPoint, test: hidden }
          )),
        ]),
      );
      for (const task of tasks) {
        for (const kind of ["hidden", "visible"]) {
          const verdict = verdicts.get(`${task.id} ${kind}`)!;
          assert(verdict.status === "passed", `${task.id} ${kind}: ${why(verdict)}`);
        }
        for (const wrong of wrongOf(task)) {
          const verdict = verdicts.get(`${task.id} wrong ${wrong.name}`)!;
          const where = `${task.id} ${wrong.name}: ${why(verdict)}`;
          assert(["failed", "error"].includes(verdict.status), where);
          const passed = (task.metadata.base as string[]).every((name) =>
            verdict.tests.some((test) => test.name === name && test.status === "passed")
          );
          assert.equal(passed, wrong.passesBase, where);
        }
      }
    },
  });
}

const doctests = (task: Task) =>
  `${task.canonical}

import doctest
examples = doctest.DocTestParser().get_doctest(${task.entryPoint}.__doc__, globals(), "doc", None, 0)
result = doctest.DocTestRunner().run(examples)
assert result.attempted and not result.failed, result
`;

Deno.test({
  ...needs("python", "namespaces"),
  name: "the examples in the starter tasks' docstrings are true",
  fn: async () => {
    // Importing doctest is slow in Pyodide: the native engine is enough.
    const programs = (await loadTasks("starter")).map((task) => ({
      name: task.id,
      code: doctests(task),
    }));
    for (const [name, verdict] of await judge("native", programs)) {
      assert(verdict.status === "passed", `${name}: ${why(verdict)}`);
    }
  },
});
