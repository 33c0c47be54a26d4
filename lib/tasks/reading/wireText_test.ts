import assert from "node:assert/strict";
import { complexText, wireText } from "./wireText.ts";

Deno.test("complexText reads what Python writes", () => {
  assert.equal(complexText("3+4j"), '{"c": [3.0, 4.0]}');
  assert.equal(complexText("(1-2.5j)"), '{"c": [1.0, -2.5]}');
  assert.equal(complexText("1j"), '{"c": [0.0, 1.0]}');
  assert.equal(complexText("7"), '{"c": [7.0, 0.0]}');
  assert.equal(complexText("1e5+2e-3j"), '{"c": [1e5, 2e-3]}');
  assert.throws(() => complexText("x"), /not a complex number: x/);
});

Deno.test("wireText writes a dict that looks like a tag as a dict, and changes nothing else", () => {
  assert.equal(
    wireText('[{"t": 1.0}, {"a": {"s": []}}]'),
    '[{"d": [["t", 1.0]]}, {"a": {"d": [["s", []]]}}]',
  );
  assert.equal(wireText('[1.0,  {"t": 1, "u": 2}]'), '[1.0, {"t": 1, "u": 2}]');
  assert.equal(wireText("[ 1.00 ]"), "[ 1.00 ]");
});
