import assert from "node:assert/strict";
import { pyRepr } from "./pyRepr.ts";

Deno.test("pyRepr prints what Python prints", () => {
  assert.equal(pyRepr([1, -2, null, "a'b"]), `[1, -2, None, "a'b"]`);
  assert.equal(pyRepr(2, true), "2.0");
  assert.equal(pyRepr(2.5, true), "2.5");
  assert.equal(pyRepr(-0), "0");
  assert.equal(pyRepr(new Map([["a", 1]])), "{'a': 1}");
});
