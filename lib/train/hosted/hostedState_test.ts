import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import process from "node:process";
import { setTimeout } from "node:timers/promises";
import { begin, count, elsewhere, jobFile, succeeded } from "../../testing/hostedTraining.ts";
import {
  type FineTuningOptions,
  type FineTuningStub,
  metric,
  stubFineTuning,
} from "../../testing/stubFineTuning.ts";

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
    (stub) => count(stub, "GET /fine_tuning/jobs/ID") > 5,
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
