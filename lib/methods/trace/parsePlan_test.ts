import assert from "node:assert/strict";
import { parsePlan } from "./parsePlan.ts";

Deno.test("parsePlan reads numbered steps between prose", () => {
  const plan = parsePlan(
    "Here is a plan:\n\n1. Read the list.\n2) Keep **even** numbers.\nStep 3: Sum.\nGood luck!",
  );
  assert.deepEqual(plan, { logic: "AND", steps: ["Read the list.", "Keep even numbers.", "Sum."] });
});

Deno.test("parsePlan is undefined for prose, for nothing and for code alone", () => {
  assert.equal(parsePlan("Just sum the even numbers."), undefined);
  assert.equal(parsePlan(""), undefined);
  assert.equal(parsePlan("```python\n# 1. no step\nreturn 1\n```"), undefined);
});

Deno.test("parsePlan joins nested points to the step above them", () => {
  const plan = parsePlan("1. Filter\n   - even ones\n   - positive ones\n2. Sum");
  assert.deepEqual(plan?.steps, ["Filter: even ones: positive ones", "Sum"]);
});

Deno.test("parsePlan drops the steps after the most that are allowed", () => {
  const ten = Array.from({ length: 10 }, (_, i) => `${i + 1}. step ${i + 1}`).join("\n");
  assert.equal(parsePlan(ten)?.steps.length, 8);
  assert.equal(parsePlan(ten, { most: 3 })?.steps.length, 3);
});

Deno.test("parsePlan reads OR from the reply", () => {
  assert.equal(parsePlan("1. Use a set.\nOR\n2. Sort first.")?.logic, "OR");
  assert.equal(parsePlan("Logic: OR\n1. Use a set.\n2. Sort first.")?.logic, "OR");
  assert.equal(parsePlan("1. Keep x or y.")?.logic, "AND");
});

Deno.test("parsePlan ignores a thinking block", () => {
  assert.deepEqual(parsePlan("<think>\n1. hm\n</think>\n1. Sum.")?.steps, ["Sum."]);
});
