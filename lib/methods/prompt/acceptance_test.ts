import assert from "node:assert/strict";
import { acceptance, bestOf, type Evaluated } from "./acceptance.ts";

const scored = (scores: Record<string, number>, length = 10): Evaluated => ({
  scores: new Map(Object.entries(scores)),
  length,
});
const never = () => assert.fail("nothing is drawn");

Deno.test("always accepts whatever comes", () => {
  const worse = acceptance("always", [scored({ a: 1 })], 0, scored({ a: 0 }), never);
  assert.deepEqual([worse.accepted, worse.next], [true, 1]);
});

Deno.test("dev-improves accepts what solves more; ties keep the shorter prompt", () => {
  const pool = [scored({ a: 1, b: 0 })];
  const decide = (candidate: Evaluated) => acceptance("dev-improves", pool, 0, candidate, never);
  assert.deepEqual(decide(scored({ a: 1, b: 1 }, 99)), {
    accepted: true,
    why: "100.0 % of 2 after 50.0 %",
    next: 1,
  });
  assert.deepEqual(decide(scored({ a: 0, b: 0 })), {
    accepted: false,
    why: "worse on the development set: 0.0 % of 2 after 50.0 %",
    next: 0,
  });
  assert.equal(decide(scored({ a: 0, b: 1 }, 10)).accepted, false);
  assert.equal(decide(scored({ a: 0, b: 1 }, 9)).accepted, true);
});

Deno.test("dev-improves compares on the tasks that both were judged on, and refuses where there is none", () => {
  const pool = [scored({ a: 1, b: 0 })];
  const decide = (candidate: Evaluated) => acceptance("dev-improves", pool, 0, candidate, never);
  // Of a and b alone the candidate is no better; c, which only it was judged on, says nothing.
  assert.equal(decide(scored({ a: 1, c: 1 }, 10)).accepted, false);
  assert.equal(decide(scored({ b: 1 })).accepted, true);
  assert.equal(decide(scored({ c: 1 })).why, "no task that both were judged on");
});

Deno.test("pareto accepts a prompt that wins a task of its own, and draws the next by wins", () => {
  const pool = [scored({ a: 1, b: 1, c: 0 })];
  const specialist = scored({ a: 0, b: 0, c: 1 });
  const at = (random: number) => acceptance("pareto", pool, 0, specialist, () => random);
  assert.equal(at(0).why, "on the front of 2 with 1 of 3 tasks");
  assert.deepEqual([at(0).next, at(0.66).next, at(0.67).next], [0, 0, 1]);
  const none = acceptance("pareto", pool, 0, scored({ a: 0, b: 1, c: 0 }), () => 0.9);
  assert.deepEqual([none.accepted, none.next], [false, 0]);
});

Deno.test("bestOf takes the best on the development set, of equals the shorter, then the earlier", () => {
  assert.equal(bestOf([scored({ a: 0 }), scored({ a: 1 }), scored({ a: 1 })]), 1);
  assert.equal(bestOf([scored({ a: 1 }, 9), scored({ a: 1 }, 5), scored({ a: 1 }, 5)]), 1);
});
