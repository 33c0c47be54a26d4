/** The contract with OpenAI's fine-tuning, against a stub: no key, and nothing that is paid for. */
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import process from "node:process";
import { setTimeout } from "node:timers/promises";
import { interruptWork, watchOn } from "../../base/mod.ts";
import { model } from "../../engines/mod.ts";
import { exportPreferences } from "../../methods/mod.ts";
import { killedHosted } from "../../testing/killedHosted.ts";
import {
  type FineTuningFault,
  type FineTuningOptions,
  type FineTuningStub,
  metric,
  stubFineTuning,
} from "../../testing/stubFineTuning.ts";
import { train } from "../train.ts";

const folder = mkdtempSync(join(tmpdir(), "tracelab-hosted-"));
Deno.test.afterAll(() => Deno.remove(folder, { recursive: true }));
const elsewhere = () => mkdtempSync(join(folder, "trained-"));

const rows = killedHosted.rows;
const pairs = rows.map(({ prompt, completion }) => ({
  prompt,
  chosen: completion,
  rejected: `${completion}!`,
}));
const succeeded = {
  status: "succeeded",
  fine_tuned_model: "ft:stub:org:own:1",
  trained_tokens: 3000,
};
const quick = { pollMs: 5, retries: 3, say: () => {} };
const price = { training: 2 };

type Options = { at?: string; uri?: string } & Record<string, unknown>;

/** A training at the stub, which is asked under its address. */
function begin({ url }: FineTuningStub, { at = elsewhere(), ...more }: Options = {}) {
  const ask = { method: "sft", rows, folder: at, ...quick, ...more };
  // deno-lint-ignore no-explicit-any
  return train(`${url}#base` as `http://${string}`, ask as any);
}
const jobFile = (at: string, { key }: { key: string }) => join(at, key, "job.json");
const linesOf = (text: string) => text.trimEnd().split("\n").map((line) => JSON.parse(line));
const count = (stub: FineTuningStub, what: string) => stub.asked.get(what) ?? 0;

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

Deno.test("dpo: every format of pairs goes up as preferences, with β", async () => {
  await using stub = await stubFineTuning();
  const formats = [
    pairs,
    exportPreferences(pairs, { format: "conversational" }),
    exportPreferences(pairs, { format: "preferred" }),
  ];
  const all = formats.map((rows) => begin(stub, { method: "dpo", rows, beta: 0.2 }));
  assert.equal(new Set(all.map(({ key }) => key)).size, 1);
  await all[0].model();
  assert.deepEqual(linesOf(stub.files[0].text), exportPreferences(pairs, { format: "preferred" }));
  assert.deepEqual(stub.jobs[0].body, {
    model: "base",
    training_file: "file-1",
    seed: 3407,
    method: { type: "dpo", dpo: { hyperparameters: { n_epochs: 1, beta: 0.2 } } },
  });
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

Deno.test("a hosted training says what is wrong before anything is asked", () => {
  const refused = (options: object, message: string | RegExp, base = "openai:gpt-own") =>
    // deno-lint-ignore no-explicit-any
    assert.throws(() => train(base, { method: "sft", rows, ...options } as any), {
      name: "RangeError",
      message,
    });
  const with1 = (row: object) => [...rows, row];
  const turn = (role: string, content: string, more = {}) => ({ role, content, ...more });
  refused({ rows: rows.slice(1) }, "a hosted model is trained on at least 10 rows: 9");
  refused({ rows: [] }, "nothing to train on: no rows");
  refused({ method: "reward" }, "'method' must be one of sft, dpo for a hosted model: reward");
  refused(
    { learningRate: 1e-5 },
    "train, sft: unknown option 'learningRate' (a hosted model's learning rate is its publisher's: " +
      "'learningRateMultiplier' scales it)",
  );
  refused({ steps: 5 }, /^train, sft: unknown option 'steps' \(.*'epochs'\)$/);
  refused({ beta: 1 }, /^train, sft: unknown option 'beta' \(known: epochs, /);
  refused({ epochs: 1.5 }, /^train, sft: 'epochs': /);
  refused({ suffix: "x".repeat(65) }, /^train, sft: 'suffix': /);
  refused({ say: "loud" }, /^train, sft: 'say': /);
  refused({ reward: { name: "r" } }, /takes no function of rewards/);
  refused({ rows: with1({ prompt: "x" }) }, /^row 10: row: expected \{ messages/);
  refused({ rows: with1({ prompt: " ", completion: "1" }) }, "row 10: message 0 is empty");
  refused({ rows: with1({ prompt: "x", completion: "" }) }, "row 10: message 1 is empty");
  refused({ rows: with1({ ...rows[0], weight: 2 }) }, /^row 10: 'weight': /);
  refused({ rows: with1({ ...rows[0], tools: [{}] }) }, /^row 10: 'tools': /);
  refused(
    { rows: with1({ messages: [turn("user", "x")] }) },
    "row 10: the last message is the assistant's, which is learned: user",
  );
  refused(
    { rows: with1({ messages: [turn("user", "x"), turn("assistant", "y", { weight: 0 })] }) },
    /weight 0: nothing is learned/,
  );
  refused({ rows: with1({ messages: [turn("tool", "x")] }) }, /^row 10: row: expected/);
  refused({ method: "dpo", rows: [...pairs, { ...pairs[0], rejected: "" }] }, /^row 10: non_pref/);
  const talk = exportPreferences(pairs);
  refused({
    method: "dpo",
    rows: [...talk, { ...talk[0], chosen: [...talk[0].chosen, ...talk[0].chosen] }],
  }, "row 10: 'preferred_output' is one message of the assistant: assistant, assistant");
  refused({ heldOut: [rows[3]] }, "'heldOut', row 0: row 3 is the same");
  refused({ heldOut: [{}] }, /^'heldOut', row 0: row: expected/);
  refused({}, /^which model\? Write http:\/\/h\/v1#NAME$/, "http://h/v1");
  refused({}, /^no user, password or query/, "http://a:b@h/v1#x");
  refused({ baseURL: "h" }, /^'baseURL' must be an address/);
  refused({}, /^no trainer for together:x \(/, "together:x");
});

Deno.test("answers in a prompt are read and not learned", async () => {
  await using stub = await stubFineTuning();
  const prompt = [
    { role: "system", content: "Be brief." },
    { role: "assistant", content: "Ask." },
    { role: "user", content: "Two?" },
  ];
  const completion = [{ role: "assistant", content: "2" }];
  await begin(stub, { rows: [...rows, { prompt, completion }] }).model();
  assert.deepEqual(linesOf(stub.files[0].text).at(-1), {
    messages: [prompt[0], { ...prompt[1], weight: 0 }, prompt[2], ...completion],
  });
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

const posts = ["POST /files", "POST /fine_tuning/jobs"];
const gets = ["GET /fine_tuning/jobs/ID", "GET /fine_tuning/jobs/ID/events"];
const passing: FineTuningFault[] = [
  { status: 429, headers: { "retry-after": "0" } },
  { status: 500 },
  { status: 503 },
  { status: 409 },
  "reset",
  { text: "<html>proxy</html>" },
  { text: "{}" },
  { text: '{"error": {"message": "overloaded"}}' },
];
for (const what of [...posts, ...gets]) {
  Deno.test(`${what}: what passes is tried again, and made once`, async () => {
    const faults = [...passing, ...posts.includes(what) ? ["lost" as const] : []];
    for (const fault of faults) {
      await using stub = await stubFineTuning({
        fault: (asked, n) => asked === what && n === 0 ? fault : undefined,
        events: () => [metric(2, 2), metric(1, 2)],
      });
      const steps = await Array.fromAsync(begin(stub));
      assert.deepEqual(steps.map(({ step }) => step), [1, 2], JSON.stringify(fault));
      assert.deepEqual([stub.files.length, stub.jobs.length], [1, 1], JSON.stringify(fault));
    }
  });
  Deno.test(`${what}: what does not pass is one line`, async () => {
    const wrong = async (fault: FineTuningFault, message: RegExp, more = {}) => {
      await using stub = await stubFineTuning({
        fault: (asked) => asked === what ? fault : undefined,
      });
      await assert.rejects(begin(stub, { retries: 1, ...more }).model(), (error: Error) => {
        assert.match(error.message, message);
        assert.doesNotMatch(error.message, /\n/);
        if (gets.includes(what)) assert.match(error.message, /; the job ftjob-1 is not touched/);
        return error.name === "ModelError";
      });
      return count(stub, what);
    };
    assert.equal(await wrong({ status: 401, message: "no" }, /: 401 no: check .*'s key/), 1);
    assert.equal(await wrong({ status: 404, message: "gone" }, /: 404 gone: check that the/), 1);
    const spent = { status: 429, message: "spent", code: "insufficient_quota" };
    assert.equal(await wrong(spent, /: 429 spent: top up the account/), 1);
    assert.equal(await wrong({ status: 500, message: "ow" }, /: 500 ow: .* \(2 tries\)/), 2);
    assert.equal(await wrong({ text: "[1]" }, /\(2 tries\)/), 2);
    const patience = { status: 429, headers: { "retry-after": "3600" } };
    assert.equal(await wrong(patience, /asks to wait 60 minutes: run again then/), 1);
  });
}

Deno.test("a file that is still read is asked for again; a request that takes too long, too", async () => {
  const message = "File 'file-1' is still being processed and is not ready to be used. Try later.";
  await using early = await stubFineTuning({
    fault: (what, n) =>
      what === "POST /fine_tuning/jobs" && n === 0 ? { status: 400, message } : undefined,
  });
  await begin(early).model();
  assert.equal(early.jobs.length, 1);
  await using slow = await stubFineTuning({
    fault: (what, n) => what === "POST /fine_tuning/jobs" && n === 0 ? "hang" : undefined,
  });
  await begin(slow, { timeoutMs: 300 }).model();
  assert.equal(slow.jobs.length, 1);
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

/** A training in another process, ended by SIGKILL when `when` holds. */
async function killed(stub: FineTuningStub, at: string, when: () => boolean) {
  const script = join(import.meta.dirname!, "../../testing/killedHosted.ts");
  const child = spawn(Deno.execPath(), ["run", "-A", "--no-check", script, stub.url, at], {
    stdio: ["ignore", "ignore", "inherit"],
  });
  const ended = new Promise((resolve) => child.once("close", resolve));
  for (let i = 0; !when() && i < 3000 && child.exitCode === null; i++) await setTimeout(10);
  assert(when() && child.exitCode === null, "it was not killed where it should be");
  child.kill("SIGKILL");
  await ended;
}

const kills: [string, FineTuningOptions, (stub: FineTuningStub) => boolean][] = [
  [
    "while it uploads",
    { fault: (what, n) => what === "POST /files" && n === 0 ? "hang" : undefined },
    ({ files }) => files.length === 1,
  ],
  [
    "between upload and create",
    {
      fault: (what, n) =>
        what === "POST /fine_tuning/jobs" && n === 0
          ? { status: 429, headers: { "retry-after": "60" } }
          : undefined,
    },
    (stub) => count(stub, "POST /fine_tuning/jobs") === 1,
  ],
  [
    "while it creates, when the job is made and its number is not told",
    { fault: (what, n) => what === "POST /fine_tuning/jobs" && n === 0 ? "hang" : undefined },
    ({ jobs }) => jobs.length === 1,
  ],
  [
    "while it polls",
    { looks: [...Array(30).fill({ status: "running" }), succeeded] },
    (stub) => count(stub, gets[0]) > 5,
  ],
];
for (const [when, options, is] of kills) {
  Deno.test(`killed ${when}, it goes on with its own file and job, and pays once`, async () => {
    await using stub = await stubFineTuning({
      ...options,
      events: () => [metric(2, 2), metric(1, 2)],
    });
    const at = elsewhere();
    await killed(stub, at, () => is(stub));
    const training = begin(stub, { at });
    assert(existsSync(jobFile(at, training)), "the same training");
    const steps = await Array.fromAsync(training);
    assert.deepEqual(steps.map(({ step }) => step), [1, 2], "all events from the first");
    assert.equal(await training.model(), `${stub.url}#ft:stub:org:own:1`);
    assert.deepEqual([stub.files.length, stub.jobs.length], [1, 1]);
  });
}

Deno.test("a file that is gone before its job was created is uploaded again; a dear job that was is found", async () => {
  const fault = (what: string, n: number) =>
    what === "POST /fine_tuning/jobs" && n === 0 ? { status: 403 } : undefined;
  await using stub = await stubFineTuning({ fault });
  const at = elsewhere();
  await assert.rejects(begin(stub, { at }).model(), { message: / 403 / });
  const [{ text }] = stub.files.splice(0);
  await begin(stub, { at }).model();
  assert.deepEqual(stub.files.map((file) => file.text), [text]);
  await using lost = await stubFineTuning({
    fault: (what) => what === "POST /fine_tuning/jobs" ? "lost" : undefined,
  });
  await assert.rejects(begin(lost, { at, retries: 0 }).model());
  await begin(lost, { at, price: { training: 1e6 }, maxCost: 0 }).model();
  assert.equal(lost.jobs.length, 1);
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

Deno.test("two that train the same at once share a job; another process that begins is waited for", async () => {
  await using stub = await stubFineTuning();
  const at = elsewhere(), training = begin(stub, { at });
  const uris = await Promise.all([training.model(), training.model(), begin(stub, { at }).model()]);
  assert.equal(new Set(uris).size, 1);
  assert.deepEqual([stub.files.length, stub.jobs.length], [1, 1]);
  const other = begin(stub, { at, seed: 5 });
  mkdirSync(join(at, other.key));
  writeFileSync(join(at, other.key, "pid"), `${process.ppid}`);
  await assert.rejects(other.model(), {
    message: new RegExp(
      `^process ${process.ppid} begins this training: run again when it has, or remove .*pid if it does not$`,
    ),
  });
  writeFileSync(join(at, other.key, "pid"), "999999999"); // of a process that is gone
  await other.model();
  assert.equal(stub.jobs.length, 2);
});

Deno.test("a record of a job that cannot be read is no reason to pay again", async () => {
  await using stub = await stubFineTuning();
  const at = elsewhere(), training = begin(stub, { at });
  mkdirSync(join(at, training.key));
  writeFileSync(jobFile(at, training), "{");
  await assert.rejects(training.model(), {
    message:
      /job\.json is no record of a job: remove it to begin another \(one that it named may go on\)$/,
  });
  assert.equal(stub.jobs.length, 0);
});
