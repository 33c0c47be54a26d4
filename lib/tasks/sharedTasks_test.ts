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
    ...["pass", "pass;", "...", "return None", "raise NotImplementedError('x')", "'text'\n  pass"]
      .map((
        stub,
      ) => [body(`  ${stub}`), body(`  ${stub} # to do`)]),
    [{ canonical: "def f(x): pass" }, { canonical: "def f(y): pass" }],
    [asserts("# none"), asserts("# none, too")],
    ...[
      { kind: "check", code: "def check(candidate):\n    pass" },
      { kind: "stdio", cases: [] },
      { kind: "call", inputs: "[]", outputs: "[]" },
      { kind: "unittest", code: "class TestCases(TestCase):\n  def test(self): ..." },
    ].map((hidden) => [{ hidden }, { hidden }]),
    // What follows a point is another's name.
    ...[["gcd", "lcm"], ["sin", "cos"]].map((names) =>
      names.map((entryPoint) => ({
        entryPoint,
        canonical: `def ${entryPoint}(a, b): return math.${entryPoint}(a, b)`,
        hidden: { kind: "check", code: `def check(f): assert f(1) == math.${entryPoint}(1)` },
        prompt: { instruct: `As \`math.${entryPoint}(a, b)\`, without imports.` },
      }))
    ),
    [body("  key = x\n  g(key=1)"), body("  reverse = x\n  g(reverse=1)")],
    [body("  import math\n  return math.e"), body("  import cmath\n  return cmath.e")],
    [body("  return max(x)"), body("  return min(x)")],
    [body("  y = x\n  return x"), body("  y = x\n  return y")],
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
    [asserts("assert f(1) == 2\r\n"), asserts("\uFEFFassert f(1) == 2")],
    [
      body("  try:\n    g()\n  except E:\n    pass"),
      body("  try:\n    g()\n  except E: # no\n    pass"),
    ],
    [{ canonical: "def a(xs, k=1):\n  for x in xs: k += x\n  return [g(y, k=k) for y in xs]" }, {
      canonical: "def b(ys, n=1):\n  for y in ys: n += y\n  return [g(z, k=n) for z in ys]",
    }],
    [{ prompt: { instruct: "Write a python function." } }, {
      prompt: { instruct: "Write a function", complete: "def f():" },
    }],
    [{ prompt: { complete: "def f():" } }, { prompt: { instruct: "Do.", complete: "def f():" } }],
    [{ prompt: { instruct: "Call `Solution().f(x)`." }, entryPoint: "Solution().f" }, {
      prompt: { instruct: "Call `Solution().g(x)`." },
      entryPoint: "Solution().g",
    }],
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
    for (const pair of ["704 248", "658 362", "602 217", "872 216", "716 17"]) {
      const [a, b] = pair.split(" ");
      assert(shared.includes(`MBPP/${a} MBPP/${b}`), pair);
    }
    const left = train.filter((task) => !shared.some((pair) => pair.startsWith(`${task.id} `)));
    assert.equal(sharedTasks(left, test).size, 0);
    assert.equal(shared.length, 17, shared.join(", "));
  },
});

Deno.test({
  ...needs("data"),
  name: "HumanEval+'s tasks are HumanEval's",
  fn: async () => {
    const [all, plus] = await Promise.all([loadTasks("humaneval"), loadTasks("humaneval+")]);
    assert.equal(sharedTasks(all, plus).size, all.length);
  },
});
