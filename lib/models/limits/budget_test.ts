import assert from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Task } from "../../tasks/mod.ts";
import { stubServer } from "../../testing/stubServer.ts";
import { Budget, BudgetError } from "./budget.ts";
import type { ModelEvent } from "../events.ts";
import { model } from "../../engines/model.ts";
import type { ModelOptions } from "../modelOptions.ts";
import { priceOf } from "./priceOf.ts";
import { solve } from "../solve.ts";

const task = Task.parse({ id: "own/1", set: "own", prompt: {}, hidden: { kind: "run" } });

Deno.test("a call that may pass the budget waits for those in flight, and is refused when it cannot fit", async () => {
  const budget = new Budget({ tokens: 100 });
  await budget.reserve({ tokens: 60 });
  const second = budget.reserve({ tokens: 60 });
  let begun = false;
  second.then(() => begun = true);
  await new Promise((resolve) => setTimeout(resolve, 5));
  assert.equal(begun, false);
  budget.settle({ tokens: 60 }, { tokens: 30 });
  await second;
  budget.settle({ tokens: 60 }, { tokens: 50 });
  assert.deepEqual(budget.spent, { usd: 0, tokens: 80 });
  await assert.rejects(budget.reserve({ tokens: 21 }), {
    name: "BudgetError",
    message: "budget of 100 tokens reached: 80 spent, the next call may take 21; " +
      "run again with a larger one to go on",
  });
});

Deno.test("a budget in dollars refuses a model whose price is unknown", async () => {
  await assert.rejects(
    new Budget({ usd: 1 }).reserve({ tokens: 1 }),
    /known price.*data\/prices.json/,
  );
  assert.throws(() => new Budget({ usd: -1 }), /'usd' of a budget must be 0 or more: -1/);
});

Deno.test("prices are exact, or of the provider where they hold for all; others are unknown", () => {
  assert.equal(priceOf("openai:gpt-4o-mini")?.output, 0.6);
  assert.equal(priceOf("openai:gpt-4o-mini-search"), undefined);
  assert.equal(priceOf("ollama:anything")?.input, 0);
  assert.equal(priceOf("http://localhost:1/v1#x"), undefined);
});

/** Asks for 40 samples under a budget; returns what was answered, and the error. */
async function run(options: ModelOptions, uri = "openai:gpt-4o-mini") {
  const events: ModelEvent[] = [];
  await using coder = model(uri, { apiKey: "for-tests", on: (e) => events.push(e), ...options });
  const completions = [];
  let error: unknown;
  try {
    const request = solve(task, { samples: 40, maxTokens: 100, seed: 1 });
    for await (const { completion } of coder.generate([request])) completions.push(completion);
  } catch (thrown) {
    error = thrown;
  }
  return { completions, error, events };
}

Deno.test("a budget stops a run before it is passed, and the run goes on with a larger one", async () => {
  const folder = mkdtempSync(join(tmpdir(), "budget-"));
  try {
    await using server = await stubServer({ reply: () => "x".repeat(400) });
    const store = join(folder, "store.jsonl");
    const common = { baseURL: server.url, store, concurrency: 8 };
    const budget = new Budget({ usd: 0.002 });
    const first = await run({ ...common, budget });
    assert(first.error instanceof BudgetError);
    assert(budget.spent.usd <= 0.002 && budget.spent.usd > 0.0017, `${budget.spent.usd}`);
    assert(first.completions.length > 10 && first.completions.length < 40);
    assert(first.completions.every(({ cost }) => cost! > 0));
    assert(first.events.some(({ type }) => type === "stopped"));
    const paid = server.count;
    assert.equal(paid, first.completions.length);

    const second = await run({ ...common, budget: { usd: 1 } });
    assert.equal(second.error, undefined);
    assert.equal(second.completions.length, 40);
    assert.equal(server.count, 40);
  } finally {
    rmSync(folder, { recursive: true });
  }
});

Deno.test("two models may share a budget in tokens, and a price that is unknown stays unknown", async () => {
  await using server = await stubServer();
  const budget = new Budget({ tokens: 4000 });
  const uri = `${server.url}#stub`;
  const [one, other] = await Promise.all([
    run({ budget, store: false }, uri),
    run({ budget, store: false, temperature: 1 }, uri),
  ]);
  assert(one.error instanceof BudgetError && other.error instanceof BudgetError);
  assert(budget.spent.tokens <= 4000 && budget.spent.tokens > 3000, `${budget.spent.tokens}`);
  assert.equal(one.completions[0].cost, undefined);
});

Deno.test("a server that does not count tokens is booked at the most a call may take", async () => {
  await using server = Deno.serve(
    { port: 0, hostname: "127.0.0.1", onListen() {} },
    () => Response.json({ choices: [{ finish_reason: "stop", message: { content: "x" } }] }),
  );
  const budget = new Budget({ tokens: 1000 });
  const { completions, error } = await run(
    { budget, store: false },
    `http://127.0.0.1:${server.addr.port}/v1#stub`,
  );
  assert(error instanceof BudgetError);
  assert(completions.length >= 2 && completions.length <= 10);
  assert.deepEqual(completions[0].usage, {});
  assert(budget.spent.tokens > 100 * completions.length);
});
