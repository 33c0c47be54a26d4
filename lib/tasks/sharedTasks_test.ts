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
    own("text", {
      prompt: { instruct: "WRITE  `double`, which gives two times a number." },
      entryPoint: "double",
    }),
    own("tests", { prompt: { instruct: "Twice." }, entryPoint: "twice", hidden: asserts("twice") }),
    own("code", {
      prompt: { instruct: "Thrice." },
      entryPoint: "t",
      canonical: "def t(x):\n  return 3 * x",
    }),
  ];
  const train = [
    own("1", {
      prompt: { instruct: "Write `twice`, which gives two times a number." },
      entryPoint: "twice",
    }),
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
    prompt: { instruct: "Write `double`, which gives two times a number." },
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
  /** A header, and a text of so many words below it. */
  const docstring = (header: string, words: number) =>
    `${header}\n    """${"word ".repeat(words)}"""\n`;
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
    [body("  'Of a text.'\n  return x[0]"), body("  'Of a dictionary.'\n  return x[0]")],
    [body("  y = x\n  return x"), body("  y = x\n  return y")],
    [body("  return f(1,)"), body("  return f((1,))")],
    [body("  return (x)"), body("  return (x,)")],
    // A name that others know something by is no variable.
    ...[["max", "min"], ["p", "q"]].map((names) =>
      names.map((name) => ({ canonical: `class S:\n  def ${name}(self): return ${name}(self.xs)` }))
    ),
    [
      { canonical: "class A:\n  x = 1\n  y = 2\ndef f(): return A.x" },
      { canonical: "class A:\n  y = 1\n  x = 2\ndef f(): return A.x" },
    ],
    [
      { canonical: "def g(a, b): return a - b\ndef f(x): return g(a=x, b=1)" },
      { canonical: "def g(b, a): return b - a\ndef f(x): return g(a=x, b=1)" },
    ],
    ...["f'{a}'", "locals()['a']", "'{a}'.format(**locals())"].map((value) =>
      ["a, b", "b, a"].map((of) => ({ canonical: `def f(${of}): return ${value}` }))
    ),
    // A text that says too little has the function's name as all that it says.
    ...["Write `NAME(xs)`.", "Complete the function.\0"].map((instruct) =>
      ["sum", "max"].map((entryPoint) => ({
        entryPoint,
        prompt: {
          instruct: instruct.replace("NAME", entryPoint).replace("\0", ""),
          ...instruct.includes("\0") && { complete: `def ${entryPoint}(xs):` },
        },
      }))
    ),
    [{ prompt: { complete: "def f(x):" } }, { prompt: { complete: "def f(x):" } }],
    ["gcd", "lcm"].map((name) => ({
      entryPoint: name,
      prompt: { complete: `def ${name}(a, b):\n    ...` },
    })),
    ["Sum", "Sort"].map((what) => ({
      prompt: { instruct: `${what} the list that you are given.`, complete: "def f(xs):" },
    })),
    ["'Ab'", "'AB'"].map((value) => ({
      prompt: { complete: `${docstring("def f(x):", 6)}    # f('aB') is ${value}` },
    })),
    ["'a  b'", "'a b'"].map((value) => ({
      prompt: { instruct: `Replace ${value} by another text in each of the lines.` },
    })),
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
    [{ canonical: "def a(xs, k=1):\n  for x in xs: k += x\n  return [g(y, j=k) for y in xs]" }, {
      canonical: "def b(ys, n=1):\n  for y in ys: n += y\n  return [g(z, j=n) for z in ys]",
    }],
    [{ prompt: { instruct: "Write a python function to sum the list." } }, {
      prompt: { instruct: "Write a function to sum the  List", complete: "def f():" },
    }],
    [{ prompt: { instruct: "Add two numbers." } }, { prompt: { instruct: "add two  numbers" } }],
    [{ prompt: { complete: docstring("def f():", 6) } }, {
      prompt: { instruct: "Do.", complete: docstring("def f():", 6) },
    }],
    [
      {
        prompt: { instruct: `Call \`Solution().f(x)\`, ${"more ".repeat(6)}.` },
        entryPoint: "Solution().f",
      },
      {
        prompt: { instruct: `Call \`Solution().g(x)\`, ${"more ".repeat(6)}.` },
        entryPoint: "Solution().g",
      },
    ],
    [{ prompt: { complete: docstring("def été(x):", 6) }, entryPoint: "été" }, {
      prompt: { complete: docstring("def g(x):", 6) },
      entryPoint: "g",
    }],
    [asserts("assert f('a') == [1, 2]"), asserts('assert f("a") == [1, 2,]')],
    [body("  y = x\n  return f'{x}'"), body("  z = x\n  return f'{x}'")],
    [body("  return x\ndef g(x): return f(x)"), body("  return x\ndef g(y): return f(y)")],
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
