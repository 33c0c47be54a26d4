import assert from "node:assert/strict";
import { needs } from "../testing/needs.ts";
import { sandbox } from "./mod.ts";

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
  "self.assertIn(f(1), [[{'a': (1, 2)}]])",
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
