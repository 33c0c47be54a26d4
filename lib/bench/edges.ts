/**
 * `deno task bench edges [--json]`: how many wrong programs that pass the visible tests do generated
 * edge tests catch, and how many right ones do they refuse?
 *
 * Two yardsticks: the starter set's hand-written mistakes (of its first 50 tasks, which the generator
 * was made with, and of the others, which it was not), and (with TRACELAB_DATA) what GPT-3.5 and
 * CodeLlama wrote for HumanEval, where EvalPlus's tests say which programs that pass the base tests
 * are wrong. No model proposes anything; the hidden tests are used to count, never to generate.
 */
import process from "node:process";
import { parseArgs } from "node:util";
import { proportion } from "../metrics/mod.ts";
import { model } from "../engines/mod.ts";
import { type Sandbox, sandbox } from "../sandbox/mod.ts";
import { loadTasks, StarterMetadata, type Task } from "../tasks/mod.ts";
import { base } from "../methods/flow/mod.ts";
import { edgeSuite } from "../methods/trace/mod.ts";

interface Case {
  task: Task;
  name: string;
  code: string;
  right: boolean;
}

/** The starter set's programs that pass the visible example. */
async function starterCases(python: Sandbox, from: number, to?: number): Promise<Case[]> {
  const tasks = (await loadTasks("starter")).slice(from, to).filter((task) =>
    task.entryPoint && task.visible
  );
  const cases = await Promise.all(tasks.flatMap((task) => {
    const { wrong } = StarterMetadata.parse(task.metadata);
    return wrong.map(async ({ name, code }) => {
      const seen = await python.judgeOne(task, code, { tests: "visible" });
      return seen.status === "passed" ? [{ task, name, code, right: false }] : [];
    });
  }));
  return cases.flat();
}

/** Programs that real models wrote and that pass HumanEval's own tests. */
async function humanevalCases(python: Sandbox, folder: string, name: string): Promise<Case[]> {
  const tasks = await loadTasks("humaneval+");
  const byId = new Map(tasks.map((task) => [task.id, task]));
  await using coder = model(`recorded:${folder}/recorded-humaneval-${name}.jsonl.gz`);
  const cases: Case[] = [];
  for await (const { taskId, completion, verdict } of base({ tasks, coder, python })) {
    if (!verdict || !completion) continue;
    const onBase = verdict.tests.filter(({ group }) => group === "base");
    if (!onBase.length || !onBase.every(({ status }) => status === "passed")) continue;
    const right = verdict.status === "passed";
    cases.push({ task: byId.get(taskId)!, name, code: completion.code, right });
  }
  return cases;
}

/** Which cases a suite made for them refuses. */
async function refused(python: Sandbox, cases: Case[], mutations: number) {
  return await Promise.all(cases.map(async (one) => {
    const { task, code } = one;
    const { test, asserts } = await edgeSuite(task, { python, code, mutations });
    const verdict = test && await python.judgeOne(task, code, { tests: test });
    const failing = verdict?.tests.findIndex(({ status }) => status !== "passed") ?? -1;
    return {
      ...one,
      tests: asserts.length,
      caught: verdict !== undefined && verdict.status !== "passed",
      by: asserts[failing],
    };
  }));
}

export async function bench(args: string[]): Promise<void> {
  const { values } = parseArgs({
    args,
    options: {
      json: { type: "boolean", default: false },
      mutations: { type: "string", default: "300" },
      only: { type: "string" },
      verbose: { type: "boolean", default: false },
    },
  });
  await using python = await sandbox();
  const folder = process.env.TRACELAB_DATA;
  const only = values.only;
  const sets: Record<string, () => Promise<Case[]>> = {
    "starter, first 50": () => starterCases(python, 0, 50),
    "starter, others": () => starterCases(python, 50),
  };
  for (const name of folder ? ["gpt-3.5-turbo-0613", "codellama"] : []) {
    sets[`humaneval ${name}`] = () => humanevalCases(python, folder!, name);
  }
  const rows = [];
  for (const [set, load] of Object.entries(sets)) {
    if (only && !set.includes(only)) continue;
    const cases = await load();
    const began = performance.now();
    const seen = await refused(python, cases, Number(values.mutations));
    const milliseconds = Math.round((performance.now() - began) / cases.length);
    if (values.verbose) {
      for (const { task, name, right, caught, tests, by } of seen) {
        if (caught === right) console.log(task.id, name, right ? "RIGHT" : "wrong", tests, by);
      }
    }
    const wrong = seen.filter(({ right }) => !right), good = seen.filter(({ right }) => right);
    const share = (list: typeof seen) =>
      proportion(list.filter(({ caught }) => caught).length, list.length);
    rows.push({
      set,
      wrong: wrong.length,
      caught: share(wrong),
      right: good.length,
      refused: share(good),
      milliseconds,
    });
  }
  if (values.json) return console.log(JSON.stringify(rows, null, 1));
  console.log("wrong programs that pass the visible (HumanEval: base) tests, and right ones");
  for (const { set, wrong, caught, right, refused, milliseconds } of rows) {
    const shown = (one: ReturnType<typeof proportion>) =>
      one &&
      `${(100 * one.value).toFixed(0)} % (${(100 * one.low).toFixed(0)}–${
        (100 * one.high).toFixed(0)
      })`;
    console.log(
      `${set}: caught ${shown(caught)} of ${wrong}; refused ${
        shown(refused) ?? "-"
      } of ${right} right; ${milliseconds} ms a program`,
    );
  }
}
