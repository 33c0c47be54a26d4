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
    own("text", { prompt: { instruct: "WRITE  `double` of a number." }, entryPoint: "double" }),
    own("tests", { prompt: { instruct: "Twice." }, entryPoint: "twice", hidden: asserts("twice") }),
    own("code", {
      prompt: { instruct: "Thrice." },
      entryPoint: "t",
      canonical: "def t(x):\n  return 3 * x",
    }),
  ];
  const train = [
    own("1", { prompt: { instruct: "Write `twice` of a number." }, entryPoint: "twice" }),
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
    prompt: { instruct: "Write `double` of a number." },
    entryPoint: "double",
  });
  assert.equal(sharedTasks([renamed], test).get(renamed)?.id, "text");
});

Deno.test("what differs in its words, its letters, its strings or its blocks is another task", () => {
  const body = (of: string) => ({ entryPoint: "f", canonical: `def f(x):\n${of}` });
  const asserts = (...asserts: string[]) => ({
    entryPoint: "f",
    hidden: { kind: "asserts", asserts },
  });
  const others = [
    [{ prompt: { instruct: "Give the sum of a list." }, entryPoint: "sum" }, {
      prompt: { instruct: "Give the max of a list." },
      entryPoint: "max",
    }],
    [asserts("assert f('Ab') == 'ab'"), asserts("assert f('aB') == 'AB'")],
    [asserts("assert f('a b') == 1"), asserts("assert f('a  b') == 1")],
    [
      body("  for y in x:\n    z = y\n    return z"),
      body("  for y in x:\n    z = y\n  return z"),
    ],
    [body("  pass"), body("  pass # to do")],
    [body("  ..."), body("  ...")],
  ];
  for (const [a, b] of others) {
    const [one, other] = [own("a", a), own("b", b)];
    assert.equal(sharedTasks([one], [other]).size, 0, JSON.stringify([a, b]));
  }
  const same = [
    [asserts("assert f(1) == 2", "assert f(2) == 3"), asserts("assert f(2)==3", "assert f(1)==2")],
    [
      { ...asserts("assert été(1) == 2"), entryPoint: "été" },
      asserts("assert f(1) == 2"),
    ],
    [body("    return x # the same"), { ...body("  return x"), entryPoint: "f" }],
    [{ prompt: { instruct: "Start: def été(x):" }, entryPoint: "été" }, {
      prompt: { instruct: "Start: def g(x):" },
      entryPoint: "g",
    }],
  ];
  for (const [a, b] of same) {
    const [one, other] = [own("a", a), own("b", b)];
    assert.equal(sharedTasks([one], [other]).size, 1, JSON.stringify([a, b]));
  }
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
    assert.equal(shared.length, 9, shared.join(", "));
  },
});
