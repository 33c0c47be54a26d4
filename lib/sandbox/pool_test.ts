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
