import assert from "node:assert/strict";
import { begin, elsewhere, pairs } from "../../testing/hostedTraining.ts";
import { stubFineTuning } from "../../testing/stubFineTuning.ts";

const price = { training: 2 };

Deno.test("the estimate needs no server; maxCost refuses what may cost more, and what has no price", async () => {
  const ten = Array.from({ length: 10 }, (_, i) => ({
    prompt: `${i}`.padEnd(1000, "x"),
    completion: "y".repeat(1000),
  }));
  await using stub = await stubFineTuning();
  const training = begin(stub, { rows: ten, epochs: 2, price });
  assert.deepEqual(training.estimate(), {
    rows: 10,
    epochs: 2,
    tokens: 2 * 10 * (250 + 4 + 250 + 4),
    mostTokens: 2 * 10 * (500 + 8 + 500 + 8),
    price: 2,
    cost: 10160 * 2 / 1e6,
    mostCost: 20320 * 2 / 1e6,
  });
  assert.equal(begin(stub, {}).estimate().cost, undefined);
  const twice = begin(stub, { method: "dpo", rows: pairs, epochs: 2 }).estimate();
  assert.equal(twice.tokens, 2 * begin(stub, { method: "dpo", rows: pairs }).estimate().tokens);
  const at = elsewhere();
  await assert.rejects(begin(stub, { at, rows: ten, epochs: 2, price, maxCost: 0.04 }).model(), {
    name: "BudgetError",
    message:
      /#base may cost \$0\.041, more than 'maxCost' \$0\.04 \(10 rows, 2 epochs: about 10160 /,
  });
  await assert.rejects(begin(stub, { at, rows: ten, maxCost: 9 }).model(), {
    name: "BudgetError",
    message: /^'maxCost' needs a known price, and .*#base has none: give price: /,
  });
  assert.equal(stub.asked.size, 0);
  await begin(stub, { at, rows: ten, epochs: 2, price, maxCost: 0.05 }).model();
  assert.equal(stub.jobs.length, 1);
});
