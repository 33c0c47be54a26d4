/** Every notebook: its types, its parameters, and a run on Deno's kernel against the reference. */
import assert from "node:assert/strict";
import { globSync, rmSync } from "node:fs";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { z } from "zod";
import {
  checkNotebooks,
  chosenParameters,
  describeFailure,
  formatCells,
  NamedTable,
  namedTables,
  type Notebook,
  parametersOf,
  presetsOf,
  readNotebook,
  runNotebook,
  tableDifferences,
} from "../notebook/mod.ts";
import { needs } from "../testing/needs.ts";
import { buildPackage } from "./buildPackage.ts";

const root = join(import.meta.dirname!, "../..");
/** ResultTables reads the runs of the others. */
const isLast = (file: string) => Number(basename(file) === "ResultTables.ipynb");
const files = globSync(join(root, "notebooks/*.ipynb"))
  .sort((a, b) => isLast(a) - isLast(b) || (a < b ? -1 : 1));

const fileOf = (name: string) => join(root, `notebooks/${name}.ipynb`);

/** Runs a notebook with its defaults, from nothing, beside what the others recorded in `folder`. */
async function executed(
  file: string,
  kernel: "deno" | "tslab",
  folder: string,
  parameters: Record<string, unknown> = {},
): Promise<Notebook> {
  const env = {
    TRACELAB_RUNS: join(folder, "runs"),
    TRACELAB_STORE: join(folder, "completions"),
  };
  const out = join(folder, "out.ipynb");
  for await (
    const event of runNotebook(file, { out, kernel, env, parameters, timeoutMs: 600_000 })
  ) {
    if (event.type !== "end") continue;
    assert.equal(event.failure && describeFailure(event.failure), undefined);
    return event.notebook;
  }
  throw new Error(`${file}: the run did not end`);
}

/** The tables of a notebook that runs by itself. */
async function tablesAlone(
  name: string,
  kernel: "deno" | "tslab",
  parameters?: Record<string, unknown>,
): Promise<NamedTable[]> {
  const folder = await mkdtemp(join(tmpdir(), "tracelab-notebook-"));
  try {
    return namedTables(await executed(fileOf(name), kernel, folder, parameters));
  } finally {
    await rm(folder, { recursive: true });
  }
}

const onDeno = await mkdtemp(join(tmpdir(), "tracelab-notebooks-"));
globalThis.addEventListener("unload", () => rmSync(onDeno, { recursive: true }));

/**
 * What a notebook prints and draws; pages and traces may differ with the version of Python. A chart is
 * compared as SVG, from which its PNG is made.
 */
const outputsOf = ({ cells }: Notebook) =>
  cells.flatMap((cell) => cell.cell_type === "code" ? cell.outputs : [])
    .filter((output) => !("data" in output && "text/html" in output.data))
    .map((output) => {
      if (!("data" in output)) return output;
      const { "image/png": _png, ...data } = output.data;
      return { ...output, data };
    });

Deno.test("the types of every notebook's cells hold", async () => {
  assert.equal(await checkNotebooks(files, root), "");
});

Deno.test("every notebook's cells are formatted (deno task format-notebooks)", async () => {
  for (const file of files) {
    const notebook = await readNotebook(file);
    assert.deepEqual((await formatCells(notebook)).cells, notebook.cells, file);
  }
});

Deno.test("parameters of one meaning have one name in all notebooks of ours", async () => {
  // The originals' own options, by their own names.
  const originals = ["ExecutionTraceAlignment", "PromptOptimisation", "ResearchCodeGeneration"];
  const names = ["modelUri", "helperUri", "taskSet", "limit", "seeds"];
  const synonym =
    /Uri$|^(?:model|coder|student|helper|teacher|planner)|^(?:task|data)(?:s$|set|Set|sName)/;
  let checked = 0;
  for (const file of files) {
    if (originals.includes(basename(file, ".ipynb"))) continue;
    const others = parametersOf(await readNotebook(file)).map(({ name }) => name)
      .filter((name) => synonym.test(name) && !names.includes(name));
    assert.deepEqual(others, [], file);
    checked++;
  }
  assert.equal(checked, files.length - originals.length);
});

Deno.test("a parameter's name of before says which one it is now", async () => {
  const notebook = await readNotebook(join(root, "notebooks/TaskDecompositionADaPT.ipynb"));
  for (const [old, now] of [["tasksName", "taskSet"], ["plannerUri", "helperUri"]]) {
    assert.throws(
      () => chosenParameters(notebook, { values: { [old]: "tiny" } }),
      new RegExp(`^Error: unknown parameter: ${old} \\(did you mean ${now}\\? known: `),
    );
  }
});

for (const file of files) {
  const name = basename(file, ".ipynb");

  Deno.test(`${name}: presets set declared parameters, and quick is the defaults`, async () => {
    const notebook = await readNotebook(file);
    const declared = new Map(parametersOf(notebook).map((one) => [one.name, one.default]));
    for (const [preset, values] of Object.entries(presetsOf(notebook))) {
      for (const [key, value] of Object.entries(values)) {
        assert(declared.has(key), `${preset}: ${key} is not declared`);
        if (preset === "quick") assert.deepEqual(value, declared.get(key), key);
      }
    }
  });

  Deno.test(`${name} runs on Deno's kernel and gives its reference and its outputs`, async () => {
    const notebook = await executed(file, "deno", onDeno);
    const text = await readFile(join(root, `results/reference/quick/${name}.json`), "utf8");
    const reference = z.array(NamedTable).parse(JSON.parse(text));
    const tables = namedTables(notebook);
    assert(tables.length > 0, "a notebook shows a result: a table with a name");
    assert.deepEqual(tableDifferences(tables, reference), []);
    const committed = await readNotebook(file);
    assert.deepEqual(tableDifferences(namedTables(committed), tables), []);
    if (name === "BaseCode") assert.deepEqual(outputsOf(notebook), outputsOf(committed));
  });
}

Deno.test({
  ...needs("node"),
  name: "BaseCode gives the same tables on tslab as on Deno's kernel",
  fn: async () => {
    buildPackage();
    const committed = await readNotebook(fileOf("BaseCode"));
    const tables = await tablesAlone("BaseCode", "tslab");
    assert.deepEqual(tableDifferences(tables, namedTables(committed)), []);
  },
});

/** Values with which both kernels are done soon. */
const few: Record<string, Record<string, unknown>> = {
  TaskDecompositionADaPT: { limit: 5 },
  KnowledgeDistillation: { limit: 5, trainingSteps: 0 },
  EdgeTestCaseCode: { limit: 2, mistakesOf: 5 },
  TinyModel: { steps: 20, measureEvery: 10, limit: 8 },
  PromptOptimisation: {
    train_limit: 20,
    dev_limit: 10,
    test_limit: 10,
    epochs: 1,
    arms: ["dev-improves", "pareto"],
  },
  ExecutionTraceAlignment: {
    method: "rlaif",
    train_tasks: 12,
    test_tasks: 4,
    test_samples: 2,
    num_samples: 3,
    num_iterations: 1,
    training_steps: 2,
    batch_size: 4,
    pass_k: [1],
  },
  // One size, augmented: what the original's inference_eval asks for.
  ResearchCodeGeneration: {
    subset_size: 16,
    augmented_prompt: true,
    test_items: 8,
    epochs: 1,
    scratch_steps: 10,
  },
};

for (const [name, parameters] of Object.entries(few)) {
  Deno.test({
    ...needs("node"),
    name: `${name} gives the same tables on tslab as on Deno's kernel, with few tasks`,
    fn: async () => {
      buildPackage();
      // Side by side: a kernel that checks types keeps one core busy, and seldom two.
      const [expected, tables] = await Promise.all([
        tablesAlone(name, "deno", parameters),
        tablesAlone(name, "tslab", parameters),
      ]);
      assert(expected.length >= 2);
      assert.deepEqual(tableDifferences(tables, expected), []);
    },
  });
}

Deno.test({
  ...needs("node"),
  name: "ResultTables reads the others' runs on tslab as on Deno's kernel",
  fn: async () => {
    buildPackage();
    const file = fileOf("ResultTables");
    const tables = namedTables(await executed(file, "tslab", onDeno));
    assert.deepEqual(tableDifferences(tables, namedTables(await readNotebook(file))), []);
  },
});
