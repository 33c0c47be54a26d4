import assert from "node:assert/strict";
import { passHatK } from "./passHatK.ts";

Deno.test("passHatK is the chance that all of k samples pass", () => {
  // C(17, 2) / C(20, 2) = 136 / 190
  assert(Math.abs(passHatK(20, 17, 2)! - 136 / 190) < 1e-12);
  assert.equal(passHatK(5, 5, 5), 1);
  assert.equal(passHatK(5, 4, 5), 0);
  assert.equal(passHatK(4, 1, 1), 0.25);
});

Deno.test("passHatK ignores tasks with fewer than k samples", () => {
  assert.equal(passHatK(1, 1, 2), undefined);
});
