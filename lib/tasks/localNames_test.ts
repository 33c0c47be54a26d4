import assert from "node:assert/strict";
import { localNames } from "./localNames.ts";
import { pythonLines } from "./pythonTokens.ts";

const written = (code: string) => {
  const lines = pythonLines(code), own = localNames(lines);
  return lines.map(({ tokens }) => tokens.map((token) => own.get(token) ?? token.text).join(" "));
};

Deno.test("names that a program binds are named by their order, all others stay", () => {
  const cases = [
    ["def f(a, *b, c=g, **d): return a.e", "def $0 ( $1 , * $2 , $3 = g , ** $4 ) : return $1 . e"],
    ["x, (y, z) = u = w", "$0 , ( $1 , $2 ) = $3 = w"],
    ["i, x[i] = sum(j=i)", "$0 , x [ $0 ] = sum ( j = $0 )"],
    ["x: int = 1", "$0 : int = 1"],
    ["x += len", "$0 += len"],
    [
      "[k for k, v in e.items() if (n := v)]",
      "[ $0 for $0 , $1 in e . items ( ) if ( $2 := $1 ) ]",
    ],
    ["sorted(e, key=lambda p, q=1: p)", "sorted ( e , key = lambda $0 , q = 1 : $0 )"],
    ["with open(p) as file: pass", "with open ( p ) as $0 : pass"],
    ["import numpy as np", "import numpy as np"],
    ["np = 1; other = 2", "$0 = 1 ; $1 = 2"],
    ["if any(x): y = len; z = x", "if any ( x ) : $0 = len ; $1 = x"],
    ["f(x).y = g[x] = a.b = z = 1", "f ( x ) . y = g [ x ] = a . b = $0 = 1"],
    ["else: x = lambda a: a", "else : $0 = lambda $1 : $1"],
    [
      "async def f(x=(1, 2)) -> dict[str, g]: return x",
      "async def $0 ( $1 = ( 1 , 2 ) ) -> dict [ str , g ] : return $1",
    ],
    ["async with open(p) as q: q = f'{p}'", "async with open ( p ) as $0 : $0 = f'{p}'"],
    ["except (A, B) as e: pass", "except ( A , B ) as $0 : pass"],
    ["for i, (j, k) in enumerate(x): pass", "for $0 , ( $1 , $2 ) in enumerate ( x ) : pass"],
    // Who is known by a name keeps it.
    ["def f(sum): return sum", "def $0 ( sum ) : return sum"],
    ["class A: max = 1; b = c = max", "class $0 : max = 1 ; b = c = max"],
    ["x = 1; y = a.x", "x = 1 ; $0 = a . x"],
    ["x = 1; y = g(x=x)", "x = 1 ; $0 = g ( x = x )"],
    ["a = b = 1; c = f'{a}'", "a = $0 = 1 ; $1 = f'{a}'"],
    ["x = (lambda y=z: y)()", "$0 = ( lambda y = z : y ) ( )"],
  ];
  for (const [code, wanted] of cases) assert.deepEqual(written(code), [wanted], code);
});

Deno.test("a name inside one definition is another than in the next; those of headers and globals are one", () => {
  const two = "def g(x): return x\ndef f(x): return g(x)";
  const other = "def h(a): return a\ndef k(b): return h(b)";
  assert.deepEqual(written(two), written(other));
  assert.notDeepEqual(written(two), written(other.replace("return h", "return k")));
  const counter = (a: string, b: string) =>
    `n = 0\ndef f():\n  global ${a}\n  ${a} = 1\ndef g():\n  return ${b}`;
  assert.deepEqual(written(counter("n", "n")), written(counter("n", "n").replace(/\bn\b/g, "m")));
  assert.notDeepEqual(written(counter("k", "k")), written(counter("k", "j")));
  const method = "class A:\n  def p(self): return p(self)\n  x: int\n  y = 1\ndef f(q): return q";
  assert.deepEqual(written(method), [
    "class $0 :",
    "def p ( $1 ) : return p ( $1 )",
    "x : int",
    "y = 1",
    "def $2 ( $3 ) : return $3",
  ]);
  const branch = (a: string) => `if y:\n  x = 1\ndef f(): return ${a}`;
  assert.notDeepEqual(written(branch("x")), written(branch("z")));
});

Deno.test("brackets, words and names without an end are read in no time", () => {
  const deep = 50_000;
  const hostile = [
    `x = ${"(".repeat(deep)}${")".repeat(deep)}`,
    "for ".repeat(deep),
    "lambda ".repeat(deep),
    `${"a, ".repeat(4 * deep)}= x`,
    `${"def ".repeat(deep)}f`,
    `${"a = ".repeat(deep)}x`,
  ];
  for (const code of hostile) assert(written(code).length, code.slice(0, 20));
});
