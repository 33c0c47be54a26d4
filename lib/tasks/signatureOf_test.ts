import assert from "node:assert/strict";
import { signatureOf } from "./signatureOf.ts";

Deno.test("signatureOf finds a signature over several lines, with defaults, async, of a class", () => {
  const long = "def f(\n    a: int,\n    b: dict[str, int] = dict(a=1),\n) -> int:";
  assert.equal(signatureOf(`import re\n${long}\n    return 1\n`, "f"), long);
  assert.equal(signatureOf("async def f(x): \n    pass\n", "f"), "async def f(x):");
  assert.equal(signatureOf("class A(B):\n    x = 1\n", "A"), "class A(B):");
  assert.equal(
    signatureOf("class Solution:\n    def f(self):\n        pass\n", "Solution().f"),
    "class Solution:",
  );
  assert.equal(signatureOf("    def f(x):\n        pass\n", "f"), undefined);
  assert.equal(signatureOf("def g(x):\n    pass\n", "f"), undefined);
});
