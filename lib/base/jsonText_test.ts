import assert from "node:assert/strict";
import { jsonFields, jsonItems } from "./jsonText.ts";

Deno.test("jsonFields keeps numbers as they are written, NaN and large integers included", () => {
  const fields = jsonFields(
    '{"a": [1.0, 12345678901234567890], "b": NaN, "c": {"d": "]}\\""}, "e": -0.0}',
  );
  assert.equal(fields.get("a"), "[1.0, 12345678901234567890]");
  assert.equal(fields.get("b"), "NaN");
  assert.equal(fields.get("c"), '{"d": "]}\\""}');
  assert.equal(fields.get("e"), "-0.0");
});

Deno.test("jsonItems splits an array into the text of its items", () => {
  assert.deepEqual(jsonItems('[ [1, 2], "a,b", 1e5 ,{"x": [3]}]'), [
    "[1, 2]",
    '"a,b"',
    "1e5",
    '{"x": [3]}',
  ]);
  assert.deepEqual(jsonItems("[]"), []);
});

Deno.test("jsonFields and jsonItems refuse text that is not one whole value", () => {
  for (
    const text of [
      "",
      "[1]",
      '{"a": 1',
      '{"a" 1}',
      '{"a": }',
      '{"a": 1} 2',
      '{"a": "x',
      '{"a": 1 "b": 2}',
      '{"a": 1,}',
    ]
  ) {
    assert.throws(() => jsonFields(text), SyntaxError, text);
  }
  for (const text of ["", "{}", "[1", "[1 2]", "[1] 2", "[1,]", "[1,,2]"]) {
    assert.throws(() => jsonItems(text), SyntaxError, text);
  }
});
