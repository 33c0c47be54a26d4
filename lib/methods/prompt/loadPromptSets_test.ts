import assert from "node:assert/strict";
import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { sharedTasks } from "../../tasks/mod.ts";
import { needs } from "../../testing/needs.ts";
import { loadPromptSets } from "./loadPromptSets.ts";

const names = { train_file: "train.json", dev_file: "dev.json", test_file: "test.json" };

Deno.test("the original's three files are read as they are, in their order; the test set once", async () => {
  const folder = mkdtempSync(join(tmpdir(), "sets-"));
  for (const [i, file] of Object.values(names).entries()) {
    const rows = [3, 1, 2].map((n) => 10 * i + n).map((n) => ({
      task_id: n,
      prompt: `Write a function to give ${n}.`,
      code: `def give():\n    return ${n}`,
      test: [`assert give() == ${n}`],
    }));
    writeFileSync(join(folder, file), JSON.stringify(rows));
  }
  const { train, dev, test } = await loadPromptSets({
    dataset_path: folder,
    ...names,
    seed: 5,
    limits: { dev: 2 },
  });
  assert.deepEqual(train.map(({ id }) => id), ["3", "1", "2"]);
  assert.deepEqual(dev.map(({ id }) => id), ["13", "11"]);
  assert.equal((await test.open("a")).length, 3);
  await assert.rejects(test.open("b"), /the test set was opened for a: not again, for b/);
  await assert.rejects(
    loadPromptSets({ dataset_path: folder, ...names, train_file: "none.json" }),
    /no task set or file .*none\.json/,
  );
  await assert.rejects(
    loadPromptSets({ dataset_path: folder, ...names, limits: { tset: 1 } as object }),
    /^RangeError: loadPromptSets, limits: unknown option 'tset'/,
  );
  const twice = { dataset_path: "mbpp", train_file: "train", dev_file: "train", test_file: "test" };
  await assert.rejects(loadPromptSets(twice), {
    message: "'train_file' and 'dev_file' must be two: both are train",
  });
  const row = {
    task_id: 99,
    prompt: "Write a function to give  21.",
    test: ["assert give() == 21"],
  };
  writeFileSync(join(folder, "train.json"), JSON.stringify([row]));
  await assert.rejects(loadPromptSets({ dataset_path: folder, ...names }), {
    message: `${join(folder, "train.json")}: 99 is 21 of another of the three files: leave it out`,
  });
});

Deno.test({
  ...needs("data"),
  name:
    "MBPP's sanitised tasks fall into the paper's splits; every third of train is development's and no more train's",
  async fn() {
    const sets = await loadPromptSets({
      dataset_path: "mbpp:sanitized",
      train_file: "train",
      dev_file: "validation",
      test_file: "test",
    });
    const test = await sets.test.open("counting");
    const numbers = (tasks: { id: string }[]) => tasks.map(({ id }) => Number(id.split("/")[1]));
    assert(numbers(sets.train).every((id) => id > 600));
    assert(numbers(sets.dev).slice(0, 43).every((id) => id > 510 && id <= 600));
    assert(numbers(sets.dev).slice(43).every((id) => id > 600 && id % 3 === 0));
    assert(numbers(sets.train).every((id) => id % 3 !== 0));
    assert(numbers(test).every((id) => id > 10 && id <= 510));
    assert.equal(sharedTasks(sets.train, [...sets.dev, ...test]).size, 0);
    assert.equal(sharedTasks(sets.dev, test).size, 0);
    // Of 85 for training six are the same as another set's, under another name.
    assert.deepEqual([sets.train, sets.dev, test].map(({ length }) => length), [79, 78, 257]);
  },
});
