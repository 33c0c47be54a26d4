import assert from "node:assert/strict";
import { defaultConventions } from "./conventions.ts";
import { directivesOf, wrongConventions } from "./directivesOf.ts";

Deno.test("wrong conventions differ from the set's in each, and from the default where they can", () => {
  const own = {
    empty: "zero",
    bounds: "exclusive",
    case: "insensitive",
    rounding: "down",
  } as const;
  assert.deepEqual(wrongConventions(own), {
    empty: "minusOne",
    bounds: "inclusive",
    case: "sensitive",
    rounding: "nearest",
  });
  for (const [name, value] of Object.entries(wrongConventions())) {
    assert.notEqual(value, defaultConventions[name as "empty"]);
  }
  assert.equal(directivesOf(own).length, 4);
  assert.deepEqual(directivesOf(), directivesOf(defaultConventions));
});
