import assert from "node:assert/strict";
import { Pool } from "./pool.ts";
import type { Program } from "./program.ts";
import { type Job, LaneLost, type Runner } from "./runner.ts";
import type { Verdict } from "./verdict.ts";

const passed = (wallMs = 0): Verdict => ({
  status: "passed",
  tests: [],
  stdout: "",
  stdoutBytes: 0,
  guarantee: "apart",
  engine: "native",
  cpuMs: 0,
  wallMs,
});

/** Lanes of a stand-in engine; `run` may fail as real ones do. */
function pool(run: (job: Job, lane: number) => Promise<Verdict>, lanes = 2, signal?: AbortSignal) {
  let started = 0;
  const start = (): Promise<Runner> => {
    const lane = started++;
    return Promise.resolve({ depth: 1, run: (job) => run(job, lane), close: async () => {} });
  };
  const sandbox = new Pool({ engine: "native", protection: "", python: "", start, lanes, signal });
  return { sandbox, started: () => started };
}

Deno.test("Pool judges a program once more when its lane is lost", async () => {
  let tries = 0;
  const { sandbox, started } = pool(() => {
    if (tries++ === 0) return Promise.reject(new LaneLost("gone"));
    return Promise.resolve(passed());
  }, 1);
  assert.equal((await sandbox.run({ code: "" })).status, "passed");
  assert.equal(started(), 2);
  await sandbox.close();
});

const hostile = (job: Job) =>
  job.code === "hostile" ? Promise.reject(new LaneLost("it stopped")) : Promise.resolve(passed());

Deno.test("Pool gives killed to a program under which the lane is lost twice", async () => {
  const { sandbox } = pool(hostile, 1);
  const verdict = await sandbox.run({ code: "hostile" });
  assert.equal(verdict.status, "killed");
  assert.equal(verdict.reason, "the lane was lost twice: it stopped");
  assert.equal((await sandbox.run({ code: "" })).status, "passed");
  await sandbox.close();
});

Deno.test("Pool gives harness where a lane is lost under a program that does nothing as well", async () => {
  const { sandbox } = pool(() => Promise.reject(new LaneLost("gone")), 1);
  const verdict = await sandbox.run({ code: "" });
  assert.equal(verdict.status, "harness");
  assert.equal(verdict.reason, "the lane was lost twice: gone");
  await sandbox.close();
});

Deno.test("Pool gives harness where no lane can be started", async () => {
  const start = () => Promise.reject(new LaneLost("no memory"));
  const sandbox = new Pool({ engine: "native", protection: "", python: "", start, lanes: 1 });
  const verdict = await sandbox.run({ code: "" });
  assert.deepEqual([verdict.status, verdict.reason], [
    "harness",
    "the lane was lost twice: no memory",
  ]);
  await sandbox.close();
});

Deno.test("Pool never counts a lost lane against a program that only waited in it", async () => {
  let lanes = 0;
  // Each lane judges one program and has a second one waiting, as the engines' own do.
  const start = (): Promise<Runner> => {
    lanes++;
    let dead = false;
    let last = Promise.resolve();
    const judge = (job: Job) => {
      if (dead) throw new LaneLost("gone", "waiting");
      dead = job.code === "hostile";
      if (dead) throw new LaneLost("gone");
      return passed();
    };
    const run = (job: Job): Promise<Verdict> => {
      const turn = last.then(() => judge(job));
      last = turn.then(() => {}, () => {});
      return turn;
    };
    return Promise.resolve({ depth: 2, run, close: async () => {} });
  };
  const sandbox = new Pool({ engine: "native", protection: "", python: "", start, lanes: 1 });
  const codes = [
    "hostile",
    "honest",
    "hostile",
    "honest",
    "hostile",
    "honest",
    "hostile",
    "honest",
  ];
  const verdicts = await Promise.all(codes.map((code) => sandbox.run({ code })));
  assert.deepEqual(
    verdicts.map(({ status }) => status),
    codes.map((code) => code === "hostile" ? "killed" : "passed"),
  );
  assert.ok(lanes > 1);
  await sandbox.close();
});

Deno.test("Pool takes at most 2 × lanes programs ahead of a slow reader", async () => {
  const { sandbox } = pool(() => Promise.resolve(passed()), 2);
  let taken = 0;
  function* source(): Generator<Program> {
    for (; taken < 50; taken++) yield { code: String(taken) };
  }
  let read = 0;
  for await (const _ of sandbox.stream(source())) {
    read++;
    await new Promise((resolve) => setTimeout(resolve, 1));
    assert.ok(taken - read <= 4 + 1, `${taken} taken, ${read} read`);
  }
  assert.equal(read, 50);
  await sandbox.close();
});

Deno.test("Pool yields a verdict while the source is still thinking", async () => {
  const { sandbox } = pool(() => Promise.resolve(passed()), 2);
  let release = () => {};
  async function* source() {
    yield { code: "first" };
    await new Promise<void>((resolve) => release = resolve);
    yield { code: "second" };
  }
  const verdicts = sandbox.stream(source())[Symbol.asyncIterator]();
  assert.equal((await verdicts.next()).value?.program.code, "first");
  release();
  assert.equal((await verdicts.next()).value?.program.code, "second");
  assert.equal((await verdicts.next()).done, true);
  await sandbox.close();
});

Deno.test("Pool rejects what waits when its signal aborts", async () => {
  const controller = new AbortController();
  const { sandbox } = pool(() => new Promise(() => {}), 1, controller.signal);
  const waiting = [sandbox.run({ code: "1" }), sandbox.run({ code: "2" })];
  controller.abort(new Error("enough"));
  await assert.rejects(waiting[1], /enough/);
  await assert.rejects(sandbox.run({ code: "3" }), /enough/);
});

Deno.test("Pool refuses a limit that is not a positive number", async () => {
  const { sandbox } = pool(() => Promise.resolve(passed()), 1);
  const run = () => sandbox.run({ code: "", limits: { cpuSeconds: 0 } });
  await assert.rejects(async () => await run(), {
    message: "limit 'cpuSeconds' must be a positive number: 0",
  });
  await sandbox.close();
});

const timeout = (cpuMs: number): Verdict => ({
  ...passed(),
  status: "timeout",
  reason: "out of CPU time",
  cpuMs,
});
const busy = { code: "busy", limits: { cpuSeconds: 1, wallSeconds: 8 } };

/**
 * A machine that takes `pace` times as long: programs say how many quiet seconds they need, and
 * what the pool itself runs (to measure the pace) takes its 65 ms.
 */
function machine(pace: () => number, lanes = 1) {
  const tries: { code: string; cpuSeconds: number; beside: number }[] = [];
  let running = 0;
  const { sandbox } = pool(async ({ code, limits }) => {
    const needs = /^needs/.test(code) ? Number(code.slice(6)) : 0.065;
    const seconds = needs * pace();
    if (/^needs/.test(code)) {
      tries.push({ code, cpuSeconds: limits.cpuSeconds, beside: running });
    }
    running++;
    await new Promise((resolve) => setTimeout(resolve, 5));
    running--;
    if (seconds > limits.cpuSeconds) return timeout(limits.cpuSeconds * 1000);
    return { ...passed(), cpuMs: seconds * 1000 };
  }, lanes);
  return { sandbox, tries };
}

Deno.test("Pool gives a slow but right program the same verdict at a third of the speed", async () => {
  for (const pace of [1, 1.5, 2, 3]) {
    const { sandbox, tries } = machine(() => pace);
    const verdict = await sandbox.run({ code: "needs 0.95", limits: { cpuSeconds: 1 } });
    assert.equal(verdict.status, "passed", `at ${pace}`);
    assert.equal(tries.length, pace > 1.25 ? 2 : 1);
    if (pace > 1.25) {
      assert.deepEqual(verdict.limit, { cpuSeconds: pace, wallSeconds: 9 * pace, tries: 2 });
    }
    await sandbox.close();
  }
});

Deno.test("Pool ends an endless program with the first limit where nothing slowed it down", async () => {
  const { sandbox, tries } = machine(() => 1);
  const verdict = await sandbox.run({ code: "needs 1000", limits: { cpuSeconds: 1 } });
  assert.equal(verdict.status, "timeout");
  assert.equal(verdict.reason, "out of CPU time");
  assert.deepEqual(verdict.limit, { cpuSeconds: 1, wallSeconds: 9, tries: 1 });
  assert.equal(tries.length, 1);
  await sandbox.close();
});

Deno.test("Pool tries twice at most, says so, and stretches no limit by more than 3", async () => {
  const { sandbox, tries } = machine(() => 20);
  const verdict = await sandbox.run({ code: "needs 1000", limits: { cpuSeconds: 2 } });
  assert.deepEqual(tries.map(({ cpuSeconds }) => cpuSeconds), [2, 6]);
  assert.match(
    verdict.reason!,
    /2 s of CPU and 13 s of wall time made 6.0 s and 39.0 s on the second try$/,
  );
  await sandbox.close();
});

Deno.test("Pool gives later programs of a slow machine their time at once", async () => {
  const { sandbox, tries } = machine(() => 2);
  await sandbox.run({ code: "needs 1000", limits: { cpuSeconds: 1 } });
  const verdict = await sandbox.run({ code: "needs 0.9", limits: { cpuSeconds: 1 } });
  assert.equal(verdict.status, "passed");
  await sandbox.run({ code: "needs 1001", limits: { cpuSeconds: 1 } });
  assert.deepEqual(tries.map(({ cpuSeconds }) => cpuSeconds), [1, 2, 2, 2]);
  await sandbox.close();
});

Deno.test("Pool makes a second try when no other program runs or waits", async () => {
  const { sandbox, tries } = machine(() => 2, 2);
  const programs = ["needs 0.9", ...Array.from({ length: 9 }, (_, n) => `needs 0.${n + 1}1`)]
    .map((code) => ({ code, limits: { cpuSeconds: 1 } }));
  const verdicts = [];
  for await (const { verdict } of sandbox.stream(programs)) verdicts.push(verdict.status);
  assert.deepEqual(verdicts, Array(10).fill("passed"));
  const second = tries.filter(({ code }, at) => tries.findIndex((t) => t.code === code) < at);
  assert.ok(second.length >= 1);
  assert.deepEqual(second.map(({ beside }) => beside), second.map(() => 0));
  await sandbox.close();
});

Deno.test("Pool believes a time-out of one that slept, and doubts that of one kept waiting", async () => {
  for (const [cpuMs, times] of [[10, 1], [900, 2]]) {
    let tries = 0;
    const { sandbox } = pool(({ code }) => {
      if (code !== "busy") return Promise.resolve({ ...passed(), cpuMs: 65 });
      tries++;
      return Promise.resolve({ ...timeout(cpuMs), reason: "out of wall time" });
    }, 1);
    assert.equal((await sandbox.run(busy)).status, "timeout");
    assert.equal(tries, times);
    await sandbox.close();
  }
});

Deno.test("Pool rejects second tries that wait when it is closed", async () => {
  const controller = new AbortController();
  const { sandbox } = pool(
    ({ code }) => {
      if (code === "other") return new Promise(() => {});
      return Promise.resolve(code === "busy" ? timeout(1000) : { ...passed(), cpuMs: 200 });
    },
    2,
    controller.signal,
  );
  const waiting = [sandbox.run({ code: "other" }), sandbox.run(busy)];
  await new Promise((resolve) => setTimeout(resolve, 20));
  controller.abort(new Error("enough"));
  await assert.rejects(waiting[1], /enough/);
});
