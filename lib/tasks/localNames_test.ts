import assert from "node:assert/strict";
import { localNames } from "./localNames.ts";
import { pythonLines } from "./pythonTokens.ts";

const written = (code: string) => {
  const lines = pythonLines(code), own = localNames(lines);
  return lines.map(({ tokens }) => tokens.map((token) => own.get(token) ?? token.text).join(" "));
};

Deno.test("names that a program binds are named by their order, all others stay", () => {
  const cases = [
    ["def f(a, *b, c=g, **d): return a.b", "def v0 ( v1 , * v2 , v3 = g , ** v4 ) : return v1 . b"],
    ["x, (y, z) = u = w", "v0 , ( v1 , v2 ) = v3 = w"],
    ["i, x[i] = sum(i=i)", "v0 , x [ v0 ] = sum ( i = v0 )"],
    ["x: int = 1", "v0 : int = 1"],
    ["x += len", "v0 += len"],
    [
      "[k for k, v in e.items() if (n := v)]",
      "[ v0 for v0 , v1 in e . items ( ) if ( v2 := v1 ) ]",
    ],
    ["sorted(e, key=lambda p, q=1: p)", "sorted ( e , key = lambda v0 , q = 1 : v0 )"],
    ["with open(p) as file: pass", "with open ( p ) as v0 : pass"],
    ["import numpy as np", "import numpy as np"],
    ["np = 1; list = 2", "v0 = 1 ; v1 = 2"],
    ["if any(x): y = len; z = x", "if any ( x ) : v0 = len ; v1 = x"],
    ["f(x).y = g[x] = a.b = z = 1", "f ( x ) . y = g [ x ] = a . b = v0 = 1"],
    ["else: x = lambda a: a", "else : v0 = lambda v1 : v1"],
    [
      "async def f(x=(1, 2)) -> dict[str, g]: return x",
      "async def v0 ( v1 = ( 1 , 2 ) ) -> dict [ str , g ] : return v1",
    ],
    [
      "async with open(p) as q: q = f'{q}'",
      "async with open ( p ) as v0 : v0 = f'{q}'",
    ],
    ["except (A, B) as e: pass", "except ( A , B ) as v0 : pass"],
    ["for i, (j, k) in enumerate(x): pass", "for v0 , ( v1 , v2 ) in enumerate ( x ) : pass"],
  ];
  for (const [code, wanted] of cases) assert.deepEqual(written(code), [wanted], code);
});
