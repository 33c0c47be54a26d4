import assert from "node:assert/strict";
import { random } from "../../base/mod.ts";
import {
  analyseExample,
  judgeExample,
  planExample,
  repairExample,
  type RoleExample,
  solveExample,
} from "./roleExample.ts";

const draw = (seed: number) => ({ random: random(seed), split: "train" as const, steps: 3 });
const many = (make: (seed: number) => RoleExample) => Array.from({ length: 60 }, (_, i) => make(i));

Deno.test("a clean solver writes the canonical program, a weak one often another", () => {
  const right = many((seed) => solveExample(draw(seed)));
  const weak = many((seed) => solveExample(draw(seed), { misconception: 0.65, slip: 0.15 }));
  const same = weak.filter(({ answer }, i) => answer === right[i].answer).length;
  assert(same > 5 && same < 45, String(same));
});

Deno.test("a repair is shown the failing program and the failure, and differs from it", () => {
  for (const { prompt, answer } of many((seed) => repairExample(draw(seed)))) {
    assert.match(prompt, /<code>[^]+<feedback>(f\(.*(returned|raised)|SyntaxError)/);
    assert(!prompt.includes(`<code>${answer.trimEnd()}<`), prompt);
  }
});

Deno.test("judges see right and wrong programs about equally often", () => {
  const right = many((seed) => judgeExample(draw(seed))).filter((one) => one.answer === "right");
  assert(right.length > 15 && right.length < 45, String(right.length));
});

Deno.test("a plan of three steps has four lines: taking the items comes first", () => {
  for (const { answer } of many((seed) => planExample(draw(seed)))) {
    assert.equal(answer.split("\n").length, 4);
    assert.match(answer, /^take the /);
  }
});

Deno.test("an analysis names a convention or the step that went wrong", () => {
  const lessons = many((seed) => analyseExample(draw(seed))).map(({ answer }) => answer);
  assert(lessons.some((lesson) => lesson.startsWith("Take care to ")));
  assert(lessons.some((lesson) => !/^(Take care|Write valid)/.test(lesson)));
});
