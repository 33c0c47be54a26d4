import assert from "node:assert/strict";
import { needs } from "../testing/needs.ts";
import { loadTasks } from "./loadTasks.ts";
import { sharedTasks } from "./sharedTasks.ts";
import { Task } from "./task.ts";

const own = (id: string, more: Record<string, unknown>) =>
  Task.parse({ id, set: "own", prompt: {}, hidden: { kind: "run" }, ...more });

Deno.test("a task is the same by its text, its tests or its solution; plain runs test nothing", () => {
  const asserts = (name: string) => ({ kind: "asserts", asserts: [`assert ${name}(2) == 4`] });
  const test = [
    own("text", { prompt: { instruct: "Write  DOUBLE of a number." }, entryPoint: "double" }),
    own("tests", { prompt: { instruct: "Twice." }, entryPoint: "twice", hidden: asserts("twice") }),
    own("code", {
      prompt: { instruct: "Thrice." },
      entryPoint: "t",
      canonical: "def t(x):\n  return 3 * x",
    }),
  ];
  const train = [
    own("1", { prompt: { instruct: "Write twice of a number." }, entryPoint: "twice" }),
    own("2", { prompt: { instruct: "Two times." }, entryPoint: "f", hidden: asserts("f") }),
    own("3", {
      prompt: { instruct: "Three times." },
      canonical: "def f(x):\n    return 3 * x",
      entryPoint: "f",
    }),
    own("4", { prompt: { instruct: "Something else." } }),
    own("5", { prompt: {} }),
  ];
  const shared = [...sharedTasks(train, test)].map(([one, other]) => [one.id, other.id]);
  assert.deepEqual(shared, [["1", "text"], ["2", "tests"], ["3", "code"]]);
  const renamed = own("6", {
    prompt: { instruct: "Write double of a number." },
    entryPoint: "double",
  });
  assert.equal(sharedTasks([renamed], test).get(renamed)?.id, "text");
});

Deno.test({
  ...needs("data"),
  name: "MBPP's training split repeats tasks of its test split",
  fn: async () => {
    const [train, test] = await Promise.all([
      loadTasks("mbpp", { split: "train" }),
      loadTasks("mbpp", { split: "test" }),
    ]);
    const shared = [...sharedTasks(train, test)].map(([one, other]) => `${one.id} ${other.id}`);
    for (const pair of ["704 248", "602 217", "872 216", "716 17"]) {
      const [a, b] = pair.split(" ");
      assert(shared.includes(`MBPP/${a} MBPP/${b}`), pair);
    }
    const left = train.filter((task) => !shared.some((pair) => pair.startsWith(`${task.id} `)));
    assert.equal(sharedTasks(left, test).size, 0);
    assert.equal(shared.length, 11, shared.join(", "));
  },
});
