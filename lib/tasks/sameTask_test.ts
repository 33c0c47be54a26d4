import assert from "node:assert/strict";
import { sameTask } from "./sameTask.ts";

Deno.test("sameTask matches ids as people write them", () => {
  assert(sameTask("MBPP/11", "Mbpp/11"));
  assert(sameTask("11", "MBPP/11"));
  assert(sameTask(" HumanEval/3 ", "humaneval/3"));
});

Deno.test("sameTask tells tasks and sets apart", () => {
  assert(!sameTask("1", "MBPP/11"));
  assert(!sameTask("HumanEval/11", "MBPP/11"));
});
