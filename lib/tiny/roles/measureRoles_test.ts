import assert from "node:assert/strict";
import {
  measureCanonical,
  measureEdges,
  measureExact,
  measureRepair,
  measureSolving,
  type Measuring,
} from "./measureRoles.ts";
import { drawExample } from "./mixture.ts";
import { random } from "../../base/mod.ts";

const silent: Measuring = {
  answer: (prompts) => Promise.resolve(prompts.map(() => "")),
  passes: (programs) => Promise.resolve(programs.map(({ code }) => code.includes("return"))),
  split: "test",
  seed: 3,
};

Deno.test("a model that says nothing scores nothing, and every case is counted", async () => {
  const solving = await measureSolving(silent, { tasks: 5, samples: 2 });
  assert.deepEqual(solving.map(({ steps }) => steps), [1, 2, 3, 4]);
  for (const { greedy, sampled } of solving) {
    assert.deepEqual(greedy, { hits: 0, of: 5 });
    assert.deepEqual(sampled, { hits: 0, of: 10 });
  }
  assert.deepEqual(await measureExact(silent, "plan", 10), { hits: 0, of: 10 });
  assert.equal((await measureEdges(silent, 4)).hits, 0);
  const repair = await measureRepair(silent, 12);
  assert.deepEqual(repair.trueError, { hits: 0, of: 12 });
  assert(repair.conventionTrueError.of < 12);
});

Deno.test("word-for-word scores are full for a model that knows the answers", async () => {
  const draws = random(3);
  const known = new Map(Array.from({ length: 20 }, () => {
    const { prompt, answer } = drawExample("plan", draws, {}, "test");
    return [prompt, answer];
  }));
  const answer = (prompts: string[]) =>
    Promise.resolve(prompts.map((prompt) => known.get(prompt) ?? ""));
  assert.deepEqual(await measureExact({ ...silent, answer }, "plan", 20), { hits: 20, of: 20 });
});

Deno.test("canonical programs calibrate whoever runs the programs", async () => {
  assert.deepEqual(await measureCanonical(silent, 8), { hits: 8, of: 8 });
});
