/** The contract with OpenAI's fine-tuning, against a stub: no key, and nothing that is paid for. */
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import process from "node:process";
import { setTimeout } from "node:timers/promises";
import { interruptWork, watchOn } from "../../base/mod.ts";
import { model } from "../../engines/mod.ts";
import {
  begin,
  elsewhere,
  jobFile,
  linesOf,
  pairs,
  quick,
  rows,
  succeeded,
} from "../../testing/hostedTraining.ts";
import { metric, stubFineTuning } from "../../testing/stubFineTuning.ts";
import { train } from "../train.ts";

const price = { training: 2 };

Deno.test("sft: the rows go up as conversations, the job is made of the options, its model can be asked", async () => {
  const events = [1, 2, 3].map((step) =>
    metric(step, 3, step === 3 ? { train_mean_token_accuracy: 0.75, full_valid_loss: 0.5 } : {})
  );
  await using stub = await stubFineTuning({
    events: (look) => look ? [...events.slice(0, look + 1)].reverse() : [],
    page: 2,
  });
  const at = elsewhere(), said: string[] = [];
  const heldOut = [{
    messages: [{ role: "user", content: "Eleven?" }, {
      role: "assistant",
      content: "11\u2028\u2029\u0085é",
    }],
  }];
  const training = begin(stub, {
    at,
    heldOut,
    price,
    epochs: 2,
    batchSize: 4,
    learningRateMultiplier: 0.5,
    suffix: "own",
    seed: 7,
    say: (line: string) => said.push(line),
  });
  const steps = await Array.fromAsync(training);
  assert.deepEqual(steps, [
    { step: 1, steps: 3, loss: 1 },
    { step: 2, steps: 3, loss: 1 / 2 },
    {
      step: 3,
      steps: 3,
      loss: 1 / 3,
      heldOutLoss: 0.5,
      tokenAccuracy: 0.75,
      trainedTokens: 3000,
      cost: 0.006,
    },
  ]);
  const [apart, main] = stub.files;
  for (const { purpose } of stub.files) assert.equal(purpose, "fine-tune");
  assert.deepEqual(
    linesOf(main.text),
    rows.map(({ prompt, completion }) => ({
      messages: [{ role: "user", content: prompt }, { role: "assistant", content: completion }],
    })),
  );
  assert.deepEqual(linesOf(apart.text), heldOut);
  assert.doesNotMatch(apart.text, /[\u2028\u2029\u0085]/);
  assert.deepEqual(stub.jobs.map(({ body }) => body), [{
    model: "base",
    training_file: main.id,
    validation_file: apart.id,
    suffix: "own",
    seed: 7,
    method: {
      type: "supervised",
      supervised: {
        hyperparameters: { n_epochs: 2, batch_size: 4, learning_rate_multiplier: 0.5 },
      },
    },
  }]);
  const uri = await training.model();
  assert.equal(uri, `${stub.url}#ft:stub:org:own:1`);
  assert.equal(model(uri, { store: false }).uri, uri);
  assert.equal(said.length, 1);
  assert.match(
    said[0],
    /base: 10 rows, 2 epochs: about \d+ and at most \d+ trained tokens, about \$/,
  );
  const state = JSON.parse(readFileSync(jobFile(at, training), "utf8"));
  assert.deepEqual([state.job, state.trainedTokens, state.cost], ["ftjob-1", 3000, 0.006]);
  // Once for the same inputs: whoever asks again reads it.
  const asked = new Map(stub.asked);
  const again = begin(stub, {
    at,
    heldOut,
    epochs: 2,
    batchSize: 4,
    learningRateMultiplier: 0.5,
    suffix: "own",
    seed: 7,
    apiKey: "another-key",
  });
  assert.deepEqual(await Array.fromAsync(again), steps);
  assert.equal(await again.model(), uri);
  assert.deepEqual(stub.asked, asked);
});

Deno.test("a provider's name is asked with its key and gives its URI; without a key nothing is asked", async () => {
  const secret = "own-key-3f9a1c77e2b04d58";
  await using stub = await stubFineTuning({ key: secret });
  const ask = { method: "sft", rows, baseURL: stub.url, folder: elsewhere(), ...quick } as const;
  const training = train("openai:gpt-own", { ...ask, apiKey: secret });
  const uri = await training.model();
  assert.equal(uri, "openai:ft:stub:org:own:1");
  model(uri);
  const written = ["job.json", "training.json", "rows.jsonl"].map((name) =>
    readFileSync(join(ask.folder, training.key, name), "utf8")
  );
  assert(!written.join("").includes(secret));
  const before = process.env.OPENAI_API_KEY;
  delete process.env.OPENAI_API_KEY;
  try {
    const keyless = train("openai:gpt-own", { ...ask, folder: elsewhere() });
    await assert.rejects(keyless.model(), {
      name: "ModelError",
      message: /^openai needs a key: set OPENAI_API_KEY; /,
    });
  } finally {
    if (before !== undefined) process.env.OPENAI_API_KEY = before;
  }
  const refused = train("openai:gpt-own", {
    ...ask,
    folder: elsewhere(),
    apiKey: "wrong-key-1234",
  });
  await assert.rejects(refused.model(), {
    message: "openai: 401 Incorrect API key: Bearer [redacted]: check openai's key",
  });
  assert.equal(stub.jobs.length, 1);
});

Deno.test("what a training is, is its rows, base and options, and not how it is waited for", () => {
  const ask = { method: "dpo", rows: pairs } as const, base = "openai:gpt-own";
  const { key } = train(base, ask);
  const around = { ...quick, price, maxCost: 1, apiKey: "k", timeoutMs: 1, cancelOnAbort: true };
  assert.equal(train(base, { ...ask, ...around }).key, key);
  assert.equal(train(base, { ...ask, epochs: 1, seed: 3407 }).key, key, "the defaults");
  const others = [
    train("openai:gpt-other", ask),
    train("http://h/v1#gpt-own", ask),
    train(base, { ...ask, baseURL: "http://h/v1" }),
    train(base, { ...ask, rows: pairs.toReversed() }),
    train(base, { ...ask, epochs: 2 }),
    train(base, { ...ask, batchSize: 2 }),
    train(base, { ...ask, learningRateMultiplier: 2 }),
    train(base, { ...ask, beta: 0.2 }),
    train(base, { ...ask, seed: 1 }),
    train(base, { ...ask, suffix: "own" }),
    train(base, { ...ask, heldOut: [{ prompt: "a", chosen: "b", rejected: "c" }] }),
  ];
  assert.equal(new Set([key, ...others.map((one) => one.key)]).size, 12);
});

const endings: [string, Record<string, unknown>, object[], RegExp][] = [
  [
    "failed",
    { status: "failed", error: { code: "bad", message: "the file\nis odd", param: null } },
    [],
    /^127\.\S+: the job ftjob-1 failed: the file is odd \(fresh: true begins another\)$/,
  ],
  [
    "failed without a reason, and the last warning",
    { status: "failed", error: {} },
    [{ id: "e1", level: "error", message: "quota was reached" }],
    /the job ftjob-1 failed: quota was reached \(/,
  ],
  ["cancelled", { status: "cancelled" }, [], /the job ftjob-1 cancelled \(fresh: true begins/],
  ["canceled", { status: "canceled" }, [], /the job ftjob-1 cancelled \(fresh: true begins/],
  [
    "succeeded, and its model is withheld",
    { status: "succeeded", trained_tokens: 10 },
    [{ id: "e1", level: "info", message: "Moderation: blocked", data: { blocked: true } }],
    /the job ftjob-1 succeeded and has no model: Moderation: blocked \(/,
  ],
];
for (const [name, look, events, message] of endings) {
  Deno.test(`a job that ends is one line, and is not begun again unasked: ${name}`, async () => {
    const looks = [{ status: "running" }, look];
    await using stub = await stubFineTuning({ looks, events: () => events as { id: string }[] });
    const at = elsewhere();
    await assert.rejects(begin(stub, { at }).model(), { name: "ModelError", message });
    await assert.rejects(begin(stub, { at }).model(), { name: "ModelError", message });
    assert.equal(stub.jobs.length, 1);
    looks[1] = succeeded;
    assert.match(await begin(stub, { at, fresh: true }).model(), /#ft:stub/);
    assert.equal(stub.jobs.length, 2);
    assert.equal(stub.files.length, 2);
  });
}

Deno.test("a pause, for moderation or by hand, and an unknown status are one line; the same job is gone on with", async () => {
  for (
    const [status, message] of [
      [
        "paused",
        /: the job ftjob-1 is paused, for moderation or by its owner: when it is resumed there, run again to go on with it$/,
      ],
      ["dreaming", /: the job ftjob-1 has a status that is not known: dreaming$/],
    ] as const
  ) {
    const looks: Record<string, unknown>[] = [{ status: "validating_files" }, { status }];
    await using stub = await stubFineTuning({ looks });
    const at = elsewhere();
    await assert.rejects(begin(stub, { at }).model(), { name: "ModelError", message });
    looks[1] = succeeded;
    assert.match(await begin(stub, { at }).model(), /#ft:stub/);
    assert.equal(stub.jobs.length, 1);
  }
});

Deno.test("fresh makes another job of what is there, and goes on with one that was not taken", async () => {
  await using stub = await stubFineTuning();
  const at = elsewhere();
  await begin(stub, { at }).model();
  await begin(stub, { at, fresh: true }).model();
  assert.deepEqual([stub.jobs.length, stub.files.length], [2, 2]);
  assert.notEqual(stub.files[0].filename, stub.files[1].filename);
  for await (const _ of begin(stub, { at })) continue;
  assert.equal(stub.jobs.length, 2);
});

Deno.test("steps come once and in order, whatever order and pages the events come in", async () => {
  const all = Array.from({ length: 45 }, (_, i) => metric(i + 1, 45));
  // The newest one, and told at every look again.
  const message = { id: "m", level: "info", message: "Files validated", data: null };
  await using stub = await stubFineTuning({
    looks: [{ status: "running" }, { status: "running" }, succeeded],
    events: (look) => [...all.slice(0, [3, 30, 45][look]), message].reverse(),
    page: 4,
  });
  const steps = await Array.fromAsync(begin(stub));
  assert.deepEqual(steps.map(({ step }) => step), all.map((_, i) => i + 1));
  assert.deepEqual(steps.at(-1)!.trainedTokens, 3000);
  // A number of steps that is only in the message, or only follows from the recipe.
  for (const [text, steps] of [["Step 1/9: training loss=1", 9], ["step done", 30]] as const) {
    const data = { step: 1, train_loss: 1 };
    await using other = await stubFineTuning({
      events: () => [{ id: "e", message: text, data }],
    });
    assert.equal((await Array.fromAsync(begin(other)))[0].steps, steps);
  }
});

Deno.test("who breaks off is told that the job goes on; cancel() ends it, and a status says so", async () => {
  const looks: Record<string, unknown>[] = [{ status: "running" }];
  await using stub = await stubFineTuning({ looks, events: () => [metric(2, 9), metric(1, 9)] });
  const at = elsewhere(), said: string[] = [];
  const say = (line: string) => said.push(line);
  const training = begin(stub, { at, say });
  for await (const { step } of training) if (step === 1) break;
  const line =
    /^127\S+: the job ftjob-1 goes on and is paid for: run again to go on with it, or cancel\(\) ends it$/;
  assert.match(said.at(-1)!, line);
  const stop = new AbortController(), reason = new Error("enough");
  const aborted = begin(stub, { at, say, signal: stop.signal, pollMs: 60_000 }).model();
  setTimeout(100).then(() => stop.abort(reason));
  await assert.rejects(aborted, reason);
  assert.match(said.at(-1)!, line);
  assert.deepEqual([stub.jobs.length, stub.cancelled], [1, []]);
  assert.equal(await training.cancel(), "cancelled");
  assert.deepEqual(stub.cancelled, ["ftjob-1"]);
  await assert.rejects(training.model(), { message: /the job ftjob-1 cancelled \(fresh: true/ });
  assert.equal(await training.cancel(), "cancelled");
  assert.equal(stub.cancelled.length, 1);
  await assert.rejects(begin(stub).cancel(), {
    name: "RangeError",
    message: /#base: no job was begun: nothing to cancel$/,
  });
});

Deno.test("a cell that is interrupted leaves the job, and the next one goes on with it", async () => {
  const looks: Record<string, unknown>[] = [{ status: "running" }];
  await using stub = await stubFineTuning({ looks });
  const at = elsewhere(), said: string[] = [];
  watchOn(() => () => {});
  try {
    const say = (line: string) => said.push(line);
    const waiting = begin(stub, { at, say, pollMs: 60_000 }).model();
    setTimeout(100).then(() => interruptWork());
    await assert.rejects(waiting, { name: "Interrupted" });
    // Nobody waits for what an interrupted training does last.
    for (let i = 0; said.length < 2 && i < 200; i++) await setTimeout(10);
  } finally {
    watchOn(undefined);
  }
  assert.match(said.at(-1)!, /the job ftjob-1 goes on and is paid for/);
  looks.push(succeeded);
  await begin(stub, { at }).model();
  assert.equal(stub.jobs.length, 1);
});

Deno.test("cancelOnAbort cancels the job that is left; where that fails it is said", async () => {
  const looks = [{ status: "running" }];
  const events = () => [metric(2, 9), metric(1, 9)];
  const said: string[] = [], more = { cancelOnAbort: true, say: (line: string) => said.push(line) };
  await using stub = await stubFineTuning({ looks, events });
  for await (const _ of begin(stub, more)) break;
  assert.deepEqual(stub.cancelled, ["ftjob-1"]);
  assert.match(said.at(-1)!, /: the job ftjob-1: cancelled$/);
  await using broken = await stubFineTuning({
    looks,
    events,
    fault: (what) => what.endsWith("cancel") ? { status: 403, message: "no" } : undefined,
  });
  for await (const _ of begin(broken, more)) break;
  assert.match(said.at(-1)!, /goes on and is paid for.* \(not cancelled: .*: 403 no: /);
});

Deno.test("an abort while a job is created waits for its number, and no second one is made", async () => {
  let stop = new AbortController();
  await using stub = await stubFineTuning({
    looks: [{ status: "running" }, succeeded],
    fault: (what) => what === "POST /fine_tuning/jobs" ? void stop.abort() : undefined,
  });
  const at = elsewhere(), said: string[] = [];
  const aborted = begin(stub, { at, signal: stop.signal, say: (line: string) => said.push(line) });
  await assert.rejects(aborted.model(), { name: "AbortError" });
  assert.match(said.at(-1)!, /the job ftjob-1 goes on/);
  stop = new AbortController();
  await begin(stub, { at }).model();
  assert.equal(stub.jobs.length, 1);
});
