import assert from "node:assert/strict";
import { docstringExamples } from "./docstringExamples.ts";

const examples = (docstring: string) => {
  const test = docstringExamples(
    `def f(x):\n    """ What f does\n    ${docstring}\n    """\n`,
    "f",
  );
  return test?.kind === "asserts" ? test.asserts : undefined;
};

Deno.test("docstringExamples takes doctest examples, with and without comments", () => {
  assert.deepEqual(
    examples(">>> f([1.0, 'a)'], 2)\n    False\n    >>> round(f(2), 2) # half\n    -0.5"),
    [
      "assert f([1.0, 'a)'], 2) == False",
      "assert round(f(2), 2) == -0.5",
    ],
  );
});

Deno.test("docstringExamples takes the forms f(1) == 2, f(1) ➞ 2 and f(1) should return 2", () => {
  assert.deepEqual(
    examples("f(1) == 2\n    f('x') ➞ [\"y\", {1: 2}]\n    For f((1, 2)) should return 'z'."),
    [
      "assert f(1) == 2",
      `assert f('x') == ["y", {1: 2}]`,
      "assert f((1, 2)) == 'z'",
    ],
  );
});

Deno.test("docstringExamples leaves out examples whose value is a sentence or an error", () => {
  assert.equal(examples(">>> f(1)\n    Traceback (most recent call last):"), undefined);
  assert.equal(examples("f(1) == the number that is wanted"), undefined);
  assert.equal(examples(">>> y = f(1)\n    2"), undefined);
});

Deno.test("docstringExamples of a prompt without examples is undefined", () => {
  assert.equal(examples("Nothing to see."), undefined);
});
