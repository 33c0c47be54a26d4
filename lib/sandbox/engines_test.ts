import assert from "node:assert/strict";
import { needs } from "../testing/needs.ts";
import { sandbox } from "./openSandbox.ts";
import type { Program } from "./program.ts";
import type { Sandbox } from "./sandbox.ts";
import { type Status, Verdict } from "./verdict.ts";

const check: Program["test"] = {
  kind: "check",
  code:
    "def check(candidate):\n    assert candidate(1, 2) == 3\n    assert candidate(5, 7) == 12\n",
};
const add = "def add(a, b):\n    return a + b\n";
const limits = { cpuSeconds: 1, wallSeconds: 10 };
const of = (code: string, more: Partial<Program> = {}): Program => ({
  code,
  test: check,
  entryPoint: "add",
  limits,
  ...more,
});
const unittest = (code: string): Program["test"] => ({
  kind: "unittest",
  code: `import unittest\nclass TestCases(unittest.TestCase):\n${code}`,
});
const stdio: Program["test"] = {
  kind: "stdio",
  cases: [{ input: "1 2\n", output: "3" }, { input: "5 7\n", output: "12\n" }],
};

const preamble = "import operator\nfrom functools import *\nlimit = inf = float('inf')\n";
const solution =
  "class Solution:\n    calls = 0\n    def add(self, a: int, b: int):\n        self.calls += 1\n        return a + b\n";

/** Gives back its argument, sorted in place. */
const sorted = "def add(items, n):\n    items.sort()\n    items.append(n)\n    return items\n";
const apart = "def add(items, n):\n    return sorted(items) + [n]\n";
const lists = "[[[3, 1, 2], 4], [[], 1], [[2, 2], 0]]";
const inputs = (reference: string): Program["test"] => ({
  kind: "inputs",
  reference,
  base: lists,
  atol: 0,
  rtol: 1e-7,
});

const corpus: [Status, Program][] = [
  // What a call of a batch changes is its own, also where its answer is what was changed.
  ["passed", of(sorted, { test: inputs(apart) })],
  ["passed", of(apart, { test: inputs(sorted) })],
  ["failed", of("def add(items, n):\n    return items\n", { test: inputs(sorted) })],
  [
    "passed",
    of(sorted, {
      test: { kind: "call", inputs: lists, outputs: "[[1, 2, 3, 4], [1], [2, 2, 0]]" },
    }),
  ],
  ["passed", of(add)],
  ["failed", of("def add(a, b):\n    return a - b\n")],
  ["failed", of("def add(a, b):\n    return object()\n")],
  ["failed", of("class E(int):\n    __eq__ = lambda *_: True\ndef add(a, b):\n    return E()\n")],
  ["error", of("def add(a, b):\n    total = a + b\n    return totl\n")],
  ["error", of("def add(a, b):\n    return add(a, b)\n")],
  ["error", of("def sub(a, b):\n    return a - b\n")],
  ["error", of("import no_such_module_anywhere\n" + add)],
  ["error", of("def add(a, b):\n    return {}[a]\n")],
  ["syntax", of("def add(a, b)\n    return a + b\n")],
  ["timeout", of("def add(a, b):\n    while True:\n        pass\n")],
  [
    "timeout",
    of("while True:\n    try:\n        while True: pass\n    except BaseException: pass\n"),
  ],
  ["memory", of("def add(a, b):\n    return bytearray(1 << 30)\n")],
  ["killed", of("import sys\nsys.exit(0)\n")],
  ["killed", of("import os\nos._exit(0)\n")],
  ["harness", of(add, { test: { kind: "check", code: "def check(" } })],
  ["passed", of(add, { test: { kind: "asserts", setup: "", asserts: ["assert add(1, 2) == 3"] } })],
  ["failed", of(add, { test: { kind: "asserts", setup: "", asserts: ["assert add(1, 2) == 4"] } })],
  ["passed", of(add, { test: unittest("    def test_a(self): self.assertEqual(add(1, 2), 3)\n") })],
  ["failed", of(add, { test: unittest("    def test_a(self): self.assertEqual(add(1, 2), 4)\n") })],
  ["passed", of("print(sum(map(int, input().split())))\n", { test: stdio })],
  ["failed", of("print(3)\n", { test: stdio })],
  ["passed", of(add, { test: { kind: "call", inputs: "[[1, 2]]", outputs: "[3]" } })],
  ["failed", of(add, { test: { kind: "call", inputs: "[[1, 2]]", outputs: "[4]" } })],
  [
    "passed",
    of(add, {
      test: { kind: "inputs", reference: add, base: "[[1, 2], [1.5, 2]]", atol: 0, rtol: 1e-7 },
    }),
  ],
  ["passed", of("def add(a, b):\n    return reduce(operator.add, [a, b])\n", { preamble })],
  ["passed", of("from __future__ import annotations\n" + add, { preamble })],
  [
    "passed",
    of("print(reduce(operator.add, map(int, input().split())))\n", { test: stdio, preamble }),
  ],
  [
    "passed",
    of(add, {
      test: unittest("    def test_a(self): self.assertLess(add(1, 2), inf)\n"),
      preamble,
    }),
  ],
  ["error", of("\n\ndef add(a, b):\n    return limits\n", { preamble })],
  ["error", of("def add(a, b):\n    return reduce(operator.add, [a, b])\n")],
  ["passed", of(solution, { entryPoint: "Solution().add" })],
  ["passed", of(solution + "solution = Solution()\n", { entryPoint: "solution.add" })],
  ["error", of(add, { entryPoint: "Solution().add" })],
  ["error", of(solution, { entryPoint: "Solution().sub" })],
  [
    "error",
    of("class Solution:\n    def __init__(self):\n        1 / 0\n", {
      entryPoint: "Solution().add",
    }),
  ],
  // One object for all calls, as in the publishers' harnesses.
  [
    "passed",
    of(
      "class Solution:\n    n = 0\n    def add(self):\n        self.n += 1\n        return self.n\n",
      {
        entryPoint: "Solution().add",
        test: {
          kind: "check",
          code: "def check(candidate):\n    assert candidate() == 1\n    assert candidate() == 2\n",
        },
      },
    ),
  ],
  ["passed", of("print('hi')\n", { test: { kind: "run", stdin: "" } })],
];

/** What has to be the same: all but times, sizes and what Python words anew from version to version. */
const comparable = (verdict: Verdict) => {
  const { status, tests, error, guarantee } = Verdict.parse(verdict);
  return {
    status,
    guarantee,
    error: error &&
      { type: error.type, line: error.line, stack: error.stack, locals: error.locals },
    tests: tests.map(({ name, status, call, expected, got }) => ({
      name,
      status,
      call,
      expected,
      got,
    })),
  };
};

async function both(work: (native: Sandbox, wasm: Sandbox) => Promise<void>) {
  await using native = await sandbox({ engine: "native", lanes: 1 });
  await using wasm = await sandbox({ engine: "wasm", lanes: 1 });
  await work(native, wasm);
}

Deno.test({
  ...needs("python", "namespaces"),
  name: "both engines give the same verdict, of every status and every kind of test",
  fn: () =>
    both(async (native, wasm) => {
      for (const [status, program] of corpus) {
        const [one, other] = await Promise.all([native.run(program), wasm.run(program)]);
        assert.equal(one.status, status, `native: ${program.code}\n${JSON.stringify(one)}`);
        assert.deepEqual(comparable(other), comparable(one), program.code);
      }
    }),
});

Deno.test({
  ...needs("python", "namespaces"),
  name: "a preamble leaves the lines of errors the program's own",
  fn: () =>
    both(async (...engines) => {
      for (const python of engines) {
        const { error } = await python.run(of("def add(a, b):\n    return a + c\n", { preamble }));
        assert.deepEqual([error?.type, error?.line], ["NameError", 2]);
      }
    }),
});

const odd = `class Odd:
    def __init__(self, n):
        self.n = n
    def __eq__(self, other):
        return self.n == getattr(other, "n", other)
    def __hash__(self):
        return hash(self.n)
    def __repr__(self):
        text = "odd"
        raise KeyError(text)

class Wrong(Exception):
    def __str__(self):
        return "wrong"

`;
/** Each with how often its own methods are called by the program and by the test. */
const asked: [string, Record<string, number>, Program["test"]?][] = [
  ["def add(a, b):\n    odd = Odd(a)\n    return odd.none\n", { __init__: 1 }],
  ["def add(a, b):\n    odd = Odd(a)\n    raise Wrong(a)\n", { __init__: 1 }],
  ["def add(a, b):\n    return Odd(a)\n", { __init__: 1, __eq__: 1 }],
  ["def add(a, b):\n    return {Odd(a): 1}\n", { __init__: 1, __hash__: 1 }],
  ["def add(a, b):\n    return repr(Odd(a))\n", { __init__: 1, __repr__: 1 }],
  [
    "def add(a, b):\n    return Odd(a)\n",
    { __init__: 1, __eq__: 1 },
    unittest(
      "    def test_add(self):\n        import os\n        os.path.exists('x')\n        self.assertTrue(add(1, 2) == 3)\n",
    ),
  ],
  [
    "def add(a, b):\n    odd = Odd(a)\n    raise Wrong(a)\n",
    { __init__: 1 },
    unittest(
      "    def test_add(self):\n        import os\n        os.path.exists('x')\n        self.assertEqual(add(1, 2), 3)\n",
    ),
  ],
];

Deno.test({
  ...needs("python", "namespaces"),
  name: "a trace holds what the program and its test did, and nothing that only the judge asks",
  fn: () =>
    both(async (...engines) => {
      for (const python of engines) {
        for (const [code, calls, test] of asked) {
          const run = of(odd + code, { trace: true, ...test && { test } });
          const { trace, error } = await python.run(run);
          const seen: Record<string, number> = {};
          for (const { kind, function: name } of trace?.events ?? []) {
            if (kind === "call" && /^__/.test(name)) seen[name] = (seen[name] ?? 0) + 1;
          }
          assert.deepEqual(seen, calls, `${python.engine}: ${code}${JSON.stringify(test)}`);
          const marked = trace?.events.find(({ uncaught }) => uncaught);
          assert.equal(marked?.line, error?.line, code);
        }
      }
    }),
});

const traced = [
  add,
  "def add(a, b):\n    total = 0\n    for part in (a, b):\n        total += part\n    return total\n",
  "def add(a, b):\n    try:\n        return int('x')\n    except ValueError:\n        return a + b\n",
  "def half(n):\n    yield n\n    yield n + 1\n\ndef add(a, b):\n    return sum(half(a)) - sum(half(b))\n",
  "def half(n):\n    for i in (1, 2):\n        yield n * i\n\ndef add(a, b):\n    one, other = half(a), half(b)\n    total = 0\n    for x in one:\n        for y in other:\n            total += y\n        total += x\n    return total - total + a + b\n",
  "def add(a, b):\n    try:\n        int('x')\n    except ValueError:\n        a = 1\n    try:\n        return a / 0\n    finally:\n        b = 2\n",
  "def add(a, b):\n    return helper(a)\n\ndef helper(n):\n    if n == 0:\n        raise KeyError(n)\n    return helper(n - 1)\n",
];

Deno.test({
  ...needs("python", "namespaces"),
  name: "both engines give the same trace, event by event",
  fn: () =>
    both(async (native, wasm) => {
      for (const code of traced) {
        const program = of(code, { trace: true });
        const [one, other] = await Promise.all([native.run(program), wasm.run(program)]);
        assert.ok(one.trace && one.trace.events.length > 0, code);
        assert.deepEqual(other.trace, one.trace, code);
      }
    }),
});
