import assert from "node:assert/strict";
import { needs } from "../../testing/needs.ts";
import { mix } from "./mix.ts";

Deno.test({
  ...needs("python", "namespaces"),
  name: "honest programs among hostile ones on the same lanes are all judged right",
  fn: async () => {
    const { wrong, honest, hostile, lanesStarted } = await mix({ programs: 150, seed: 3 });
    assert.deepEqual(wrong, []);
    assert.equal(honest + hostile, 150);
    assert.equal(lanesStarted, 2, "a lane died");
  },
});
