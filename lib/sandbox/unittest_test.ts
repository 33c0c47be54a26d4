import assert from "node:assert/strict";
import { needs } from "../testing/needs.ts";
import { sandbox } from "./openSandbox.ts";

/** A class with one test method a line. */
const suite = (...bodies: string[]) =>
  "import unittest\n\nclass TestCases(unittest.TestCase):\n" +
  bodies.map((body, i) => `    def test_${i}(self):\n        ${body}\n`).join("");

/** Programs whose `f` gives something that calls itself equal to anything. */
const liars = {
  object: "class E:\n    def __eq__(self, other): return True\ndef f(*_): return E()\n",
  int:
    "class E(int):\n    def __eq__(self, other): return True\n    __hash__ = int.__hash__\ndef f(*_): return E()\n",
  class:
    "class M(type):\n    def __eq__(cls, other): return True\n    __hash__ = type.__hash__\nclass E(metaclass=M): pass\ndef f(*_): return E\n",
  lambda: "def f(*_): return type('E', (), {'__eq__': lambda *_: True, '__module__': 'numpy'})()\n",
  nested:
    "class E:\n    def __eq__(self, other): return True\ndef f(*_): return [{'a': (1, E())}]\n",
};
const questions = [
  "self.assertEqual(f(1), [{'a': (1, 2)}])",
  "self.assertEqual([{'a': (1, 2)}], f(1))",
  "self.assertAlmostEqual(f(1), [{'a': (1, 2)}])",
  // What it is asked beside is drawn: one in sixteen of these passed.
  ...Array(20).fill("self.assertIn(f(1), [[{'a': (1, 2)}]])"),
];

/** Programs that must not be taken for liars. */
const honest: [code: string, body: string][] = [
  [
    "import dataclasses\n@dataclasses.dataclass\nclass P:\n    x: int\ndef f(): return P(1)\n",
    "self.assertEqual(f(), f())",
  ],
  [
    "class P:\n    def __eq__(self, other): return other.x == 1\n    x = 1\ndef f(): return P()\n",
    "self.assertEqual(f(), P())",
  ],
  [
    "def f(): return [1, 'a']\n",
    "from unittest.mock import ANY; self.assertEqual(f(), [ANY, 'a'])",
  ],
  [
    "import collections\ndef f(): return collections.Counter('aab')\n",
    "self.assertEqual(f(), {'a': 2, 'b': 1})",
  ],
  // Objects of the program's that are what they say, asked by each kind of question.
  [
    `import enum, functools
@functools.total_ordering
class Money:
    def __init__(self, cents): self.cents = cents
    def of(self, other): return other.cents if isinstance(other, Money) else other * 100
    def __eq__(self, other): return self.cents == self.of(other)
    def __lt__(self, other): return self.cents < self.of(other)
    def __sub__(self, other): return Money(self.cents - self.of(other))
    def __abs__(self): return Money(abs(self.cents))
    __hash__ = None
class Color(enum.IntEnum):
    RED = 2
class Span:
    def __contains__(self, item): return 0 <= item < 100
def f(): return Money(300), Color.RED, Span()
`,
    `money, color, span = f()
        self.assertEqual(money, 3); self.assertEqual(3, money); self.assertTrue(money == 3)
        self.assertNotEqual(money, 4); self.assertTrue(money != 4); self.assertFalse(money != 3)
        self.assertGreater(money, 2); self.assertTrue(2 < money <= 3); self.assertLess(money, 9)
        self.assertTrue(abs(money - 3) < 1e-6); self.assertTrue(3 > money - 2)
        self.assertEqual([money, 'a', {'k': (money,)}], [3, 'a', {'k': (3,)}])
        self.assertIn(money, [1, 2, 3]); self.assertNotIn(money, [1, 2]); self.assertTrue(money in (2, 3))
        self.assertCountEqual([money, 1], [1, 3]); self.assertAlmostEqual(color, 2.0001, places=2)
        self.assertEqual(color, 2); self.assertIn(5, span); self.assertTrue(99 in span and -1 not in span)`,
  ],
  [
    `import collections, fractions, types
def f(): return [collections.deque([1]), fractions.Fraction(1, 2), {1: 2}.keys(), types.SimpleNamespace(a=1)]
`,
    `import collections, fractions, types
        self.assertEqual(f(), [collections.deque([1]), 0.5, {1}, types.SimpleNamespace(a=1)])
        self.assertEqual(f()[1], fractions.Fraction(1, 2)); self.assertLess(f()[1], 0.6)`,
  ],
  // The test's own comparison compares, too: it is asked once, not for ever.
  [
    "def f(): return [28 / 3, 1.0, 2.0]\n",
    `class near(float):
            __hash__ = None
            def __eq__(self, other): return isinstance(other, float) and abs(float(self) - other) < 1e-6
            def __ne__(self, other): return not self == other
        self.assertEqual(f(), [near(9.33333333), near(1), near(2)])
        self.assertFalse(f()[0] != near(9.33333333))`,
  ],
];

for (
  const { engine, ...options } of [
    { engine: "wasm" as const },
    { engine: "native" as const, ...needs("python", "namespaces") },
  ]
) {
  Deno.test({
    ...options,
    name: `an object that equals anything passes no unittest, an honest one does (${engine})`,
    fn: async () => {
      await using python = await sandbox({ engine, lanes: 1 });
      const run = (code: string, ...bodies: string[]) =>
        python.run({ code, entryPoint: "f", test: { kind: "unittest", code: suite(...bodies) } });
      for (const [name, code] of Object.entries(liars)) {
        const { tests } = await run(code, ...questions);
        assert.deepEqual(tests.map(({ status }) => status), questions.map(() => "failed"), name);
      }
      for (const [code, body] of honest) {
        assert.equal((await run(code, body)).status, "passed", code);
      }
    },
  });
}

const add = "def add(a, b):\n    return a + b\n";
const wrong = "def add(a, b):\n    return None\n";
const equal = "self.assertEqual(add(1, 2), 3)";

/** Classes as tests are really written: each passes the right program and, but where it says so, no wrong one. */
const written: Record<string, [head: string, base: string, body: string, wrong?: "passed"]> = {
  "a declared skip": [
    "",
    "unittest.TestCase",
    `@unittest.skip("no")\ndef test_a(self):\n    self.assertEqual(add(1, 2), 4)\ndef test_b(self):\n    ${equal}`,
  ],
  "skipTest in a test": [
    "",
    "unittest.TestCase",
    `def test_a(self):\n    self.skipTest("no")\ndef test_b(self):\n    ${equal}`,
  ],
  "SkipTest in setUp": [
    "",
    "unittest.TestCase",
    `def setUp(self):\n    raise unittest.SkipTest("no")\ndef test_b(self):\n    ${equal}`,
    "passed",
  ],
  "SkipTest in setUpClass": [
    "",
    "unittest.TestCase",
    `@classmethod\ndef setUpClass(cls):\n    raise unittest.SkipTest("no")\ndef test_b(self):\n    ${equal}`,
    "passed",
  ],
  "an expected failure": [
    "",
    "unittest.TestCase",
    `@unittest.expectedFailure\ndef test_a(self):\n    self.assertEqual(add(1, 2), 4)\ndef test_b(self):\n    ${equal}`,
  ],
  "what is set up and taken down": [
    "",
    "unittest.TestCase",
    `@classmethod\ndef setUpClass(cls):\n    cls.one = 1\n@classmethod\ndef tearDownClass(cls):\n    del cls.one\ndef setUp(self):\n    self.two = 2\n    self.addCleanup(lambda: None)\ndef tearDown(self):\n    del self.two\ndef test_b(self):\n    self.assertEqual(add(self.one, self.two), 3)`,
  ],
  "subtests": [
    "",
    "unittest.TestCase",
    `def test_b(self):\n    for i in range(3):\n        with self.subTest(i=i):\n            self.assertEqual(add(i, i), 2 * i)`,
  ],
  "an early return": [
    "",
    "unittest.TestCase",
    `def test_b(self):\n    if add(1, 2) == 3:\n        return\n    self.fail()`,
  ],
  "a mixin and a helper": [
    "class Mixin:\n    def check(self):\n        self.assertEqual(add(1, 2), 3)\n    def test_m(self):\n        self.check()\n",
    "Mixin, unittest.TestCase",
    `def assertAdds(self, a, b):\n    self.assertEqual(add(a, b), a + b)\ndef test_b(self):\n    self.assertAdds(1, 2)`,
  ],
  "a base class": [
    "class Base(unittest.TestCase):\n    def setUp(self):\n        self.x = 1\n    def test_m(self):\n        self.assertEqual(add(self.x, 2), 3)\n",
    "Base",
    "def test_b(self):\n    pass",
  ],
  "async tests": [
    "import asyncio\n",
    "unittest.IsolatedAsyncioTestCase",
    `async def test_b(self):\n    await asyncio.sleep(0)\n    ${equal}`,
  ],
  "several classes and a guarded main": [
    `class Other(unittest.TestCase):\n    def test_x(self):\n        self.fail()\nif __name__ == "__main__":\n    unittest.main()\n`,
    "unittest.TestCase",
    `def test_b(self):\n    ${equal}`,
  ],
  "made test methods": [
    "",
    "unittest.TestCase",
    `def test_b(self):\n    ${equal}\nfor n in range(2):\n    def made(self, n=n):\n        self.assertEqual(add(n, n), 2 * n)\n    locals()[f"test_made_{n}"] = made`,
  ],
  "patches": [
    "import io, sys\nfrom unittest.mock import patch, mock_open\n",
    "unittest.TestCase",
    `@patch("builtins.print")\ndef test_a(self, output):\n    print(add(1, 2))\n    output.assert_called_with(3)\ndef test_b(self):\n    with patch("builtins.open", mock_open(read_data="x")):\n        self.assertEqual(open("a").read(), "x")\n    before, sys.stdout = sys.stdout, io.StringIO()\n    print(add(1, 2))\n    text, sys.stdout = sys.stdout.getvalue(), before\n    self.assertEqual(text, "3\\n")`,
  ],
  "contexts": [
    "import logging, warnings\n",
    "unittest.TestCase",
    `def test_b(self):\n    with self.assertLogs():\n        logging.getLogger().warning("x")\n    with self.assertWarns(DeprecationWarning):\n        warnings.warn("x", DeprecationWarning)\n    with self.assertRaisesRegex(TypeError, "un"):\n        add(1, "a")\n    self.assertRaises(TypeError, add, 1, "a")\n    self.assertAlmostEqual(add(0.1, 0.2), 0.3)`,
  ],
};

for (
  const { engine, ...options } of [
    { engine: "wasm" as const },
    { engine: "native" as const, ...needs("python", "namespaces") },
  ]
) {
  Deno.test({
    ...options,
    name: `unittest classes as they are written keep their verdicts (${engine})`,
    fn: async () => {
      await using python = await sandbox({ engine, lanes: 1 });
      for (const [name, [head, base, body, bad]] of Object.entries(written)) {
        const lines = body.split("\n").map((line) => `    ${line}`).join("\n");
        const code = `import unittest\n${head}class TestCases(${base}):\n${lines}\n`;
        const run = (program: string) =>
          python.run({ code: program, entryPoint: "add", test: { kind: "unittest", code } });
        const verdict = await run(add);
        assert.equal(verdict.status, "passed", `${name}: ${JSON.stringify(verdict.tests)}`);
        assert.equal((await run(wrong)).status === "passed", bad === "passed", name);
      }
    },
  });

  Deno.test({
    ...options,
    name:
      `a skip that the test does not declare passes nothing, and says what was raised (${engine})`,
    fn: async () => {
      await using python = await sandbox({ engine, lanes: 1 });
      const skips = "import unittest\ndef add(a, b):\n    raise unittest.SkipTest('no')\n";
      const declared =
        `@unittest.skipIf(False, "never")\n    def test_more(self):\n        ${equal}`;
      for (const code of [suite(equal), `${suite(equal)}    ${declared}\n`]) {
        const verdict = await python.run({
          code: skips,
          entryPoint: "add",
          test: { kind: "unittest", code },
        });
        assert.equal(verdict.status, "error");
        assert.equal(verdict.error?.type, "SkipTest");
      }
    },
  });

  Deno.test({
    ...options,
    name:
      `a failed unittest shows the test's line, which the program's process never had (${engine})`,
    fn: async () => {
      await using python = await sandbox({ engine, lanes: 1 });
      const code = "import io, sys, unittest\nclass TestCases(unittest.TestCase):\n" +
        `    def test_a(self):\n        sys.stdout = io.StringIO()\n        ${equal}\n`;
      const { status, error } = await python.run({
        code: wrong,
        entryPoint: "add",
        test: { kind: "unittest", code },
      });
      assert.equal(status, "failed");
      assert.equal(error?.message, "None != 3");
      assert.deepEqual(error?.stack?.at(-1)?.source, equal);
    },
  });
}

/** Where a test is judged, by its body. */
const placed: [guarantee: "apart" | "shared", body: string, head?: string][] = [
  ["apart", equal],
  ["apart", "self.assertTrue(add(1, 2) == 3)"],
  [
    "apart",
    "for n in range(3):\n            with self.subTest(n=n):\n                self.assertEqual(add(n, n), 2 * n)",
  ],
  ["apart", "with self.assertRaises(TypeError):\n            add(1, 'a')"],
  ["apart", "self.assertEqual(add([1], [2]), [1, 2])"],
  ["apart", equal, "import os, tempfile\nfrom unittest.mock import patch\n"],
  ["shared", `sys.stdout = io.StringIO()\n        ${equal}`, "import io, sys\n"],
  ["shared", `open("/tmp/x", "w").close()\n        ${equal}`],
  [
    "shared",
    `with patch("builtins.print"):\n            ${equal}`,
    "from unittest.mock import patch\n",
  ],
  ["apart", `random.seed(1)\n        ${equal}`, "import random\n"],
  [
    "shared",
    `numpy.random.seed(1)\n        ${equal}`,
    "class numpy:\n    class random:\n        seed = print\n",
  ],
  [
    "apart",
    "class P:\n            def __add__(self, other): return 3\n        self.assertEqual(add(P(), 2), 3)",
  ],
];

for (
  const { engine, ...options } of [
    { engine: "wasm" as const },
    { engine: "native" as const, ...needs("python", "namespaces") },
  ]
) {
  Deno.test({
    ...options,
    name:
      `a unittest goes on beside the program where its objects would have to vouch for themselves (${engine})`,
    fn: async () => {
      await using python = await sandbox({ engine, lanes: 1 });
      const own = "class P:\n    def __init__(self, x): self.x = x\n" +
        "    def __eq__(self, other): return self.x == other\ndef f(x=0):\n    return P(x)\n";
      const cases: [guarantee: string, sharedFor: RegExp | undefined, body: string][] = [
        ["apart", undefined, "self.assertEqual(f(3).x, 3)"],
        ["shared", /__eq__ of its own/, "self.assertEqual(f(3), 3)"],
        [
          "shared",
          /more than 500 times/,
          "p = f(3); [self.assertEqual(p.x, 3) for _ in range(700)]",
        ],
      ];
      for (const [guarantee, sharedFor, body] of cases) {
        const test = { kind: "unittest", code: suite(body) } as const;
        const verdict = await python.run({ code: own, entryPoint: "f", test });
        assert.deepEqual([verdict.status, verdict.guarantee], ["passed", guarantee], body);
        if (sharedFor) assert.match(verdict.sharedFor!, sharedFor);
        assert.equal(
          (await python.run({ code: own.replace("(x)", "(4)"), entryPoint: "f", test })).status,
          "failed",
        );
      }
    },
  });

  Deno.test({
    ...options,
    name: `a seed that a unittest sets apart is the program's too (${engine})`,
    fn: async () => {
      await using python = await sandbox({ engine, lanes: 1 });
      const code = `import random\n${
        suite("random.seed(3); self.assertEqual([f() for _ in range(3)], R)")
      }`;
      const test = {
        kind: "unittest",
        code: `${code}r = random.Random(3)\nR = [r.random() for _ in range(3)]\n`,
      } as const;
      const run = (code: string) => python.run({ code, entryPoint: "f", test });
      const drawn = await run("import random\ndef f():\n    return random.random()\n");
      assert.deepEqual([drawn.status, drawn.guarantee], ["passed", "apart"]);
      const other = await run(
        "import random\ndef f():\n    return random.SystemRandom().random()\n",
      );
      assert.deepEqual([other.status, other.guarantee], ["failed", "apart"]);
    },
  });

  Deno.test({
    ...options,
    name: `unittest tests on plain data are judged apart, others beside the program (${engine})`,
    fn: async () => {
      await using python = await sandbox({ engine, lanes: 1 });
      for (const [guarantee, body, head = ""] of placed) {
        const test = { kind: "unittest", code: head + suite(body) } as const;
        const verdict = await python.run({ code: add, entryPoint: "add", test });
        assert.deepEqual([verdict.status, verdict.guarantee], ["passed", guarantee], body);
        const { status } = await python.run({ code: wrong, entryPoint: "add", test });
        assert.notEqual(status, "passed", body);
      }
    },
  });

  Deno.test({
    ...options,
    name: `a program may use what the unittest module imports, and the other way round (${engine})`,
    fn: async () => {
      await using python = await sandbox({ engine, lanes: 1 });
      const body = "self.assertEqual(f(4), math.sqrt(4) + date(1, 1, 1).year)";
      const { status, guarantee } = await python.run({
        code: "from datetime import date\ndef f(x):\n    return math.sqrt(x) + 1\n",
        entryPoint: "f",
        test: { kind: "unittest", code: `import math\n${suite(body)}` },
      });
      assert.deepEqual([status, guarantee], ["passed", "apart"]);
    },
  });

  Deno.test({
    ...options,
    name:
      `a program cannot choose what a unittest compares with, nor raise what unittest takes for good (${engine})`,
    fn: async () => {
      await using python = await sandbox({ engine, lanes: 1 });
      const programs = [
        "from unittest.mock import ANY as WANTED\ndef add(a, b): pass\n",
        "import unittest.__main__ as WANTED\ndef add(a, b): pass\n",
        "import unittest.case\nWANTED = 3\ndef add(a, b): raise unittest.case._ShouldStop\n",
        "import unittest\nWANTED = 3\ndef add(a, b): raise unittest.SkipTest\n",
        "WANTED = 3\ndef add(a, b): raise KeyboardInterrupt\n",
        "WANTED = 3\ndef add(a, b): raise SystemExit(0)\n",
      ];
      for (const code of programs) {
        const test = {
          kind: "unittest",
          code: suite("self.assertEqual(add(1, 2), WANTED)"),
        } as const;
        assert.notEqual(
          (await python.run({ code, entryPoint: "add", test })).status,
          "passed",
          code,
        );
      }
    },
  });
}
