import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { z } from "zod";
import { auc } from "./auc.ts";
import { kendallTauB } from "./kendallTauB.ts";
import { rankAgreement } from "./rankAgreement.ts";
import { spearman } from "./spearman.ts";

const Case = z.object({
  x: z.array(z.number()),
  y: z.array(z.number()),
  right: z.array(z.boolean()),
  auc: z.number(),
  kendall: z.number().nullable(),
  spearman: z.number().nullable(),
  kendallRight: z.number().nullable(),
  spearmanRight: z.number().nullable(),
});
const cases = z.array(Case).parse(JSON.parse(
  readFileSync(new URL("./judges/peers/rank_values.json", import.meta.url), "utf8"),
));

function near(got: number | undefined, expected: number | null) {
  if (expected === null) return assert.equal(got, undefined);
  assert(Math.abs(got! - expected) < 1e-9, `${got} for ${expected}`);
}

Deno.test("AUC, τ-b and ρ are SciPy's, with ties and without", () => {
  for (const { x, y, right, ...expected } of cases) {
    near(kendallTauB(x, y), expected.kendall);
    near(spearman(x, y), expected.spearman);
    near(auc(x, right), expected.auc);
    const both = rankAgreement(x, right);
    near(both.kendall, expected.kendallRight);
    near(both.spearman, expected.spearmanRight);
  }
});

Deno.test("one verdict has no AUC, one score has AUC .5 and no correlation", () => {
  assert.deepEqual(rankAgreement([1, 2], [true, true]), {});
  assert.deepEqual(rankAgreement([], []), {});
  assert.deepEqual(rankAgreement([1, 1], [true, false]), { auc: 0.5 });
  assert.equal(kendallTauB([], []), undefined);
  assert.equal(spearman([2], [1]), undefined);
});

Deno.test("infinite scores are in order and tie with themselves", () => {
  const scores = [Infinity, Infinity, -Infinity, 0];
  assert.equal(auc(scores, [true, false, false, true]), (0.5 + 1 + 0 + 1) / 4);
  assert.equal(kendallTauB(scores, [1, 1, -1, 0]), 1);
});

Deno.test("lists that are no pairs of numbers are refused", () => {
  assert.throws(() => auc([1], [true, false]), /^RangeError: lists of 1 and 2 values$/);
  assert.throws(() => kendallTauB([1, NaN], [1, 2]), /^RangeError: no number at 1: NaN$/);
  assert.throws(() => spearman([1, 2], [NaN, 2]), /^RangeError: no number at 0: NaN$/);
});
