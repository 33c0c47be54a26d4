import assert from "node:assert/strict";
import { Queue } from "bullmq";
import { Redis } from "ioredis";
import { type ChildProcessWithoutNullStreams, spawn } from "node:child_process";
import { join } from "node:path";
import process from "node:process";
import { loadTasks } from "../../tasks/mod.ts";
import { rowsOf } from "../../testing/killedQueue.ts";
import { needs } from "../../testing/needs.ts";
import { RedisServer } from "../../testing/redisServer.ts";
import { sandbox } from "../openSandbox.ts";
import { programOf } from "../programOf.ts";
import { programKey } from "../recalling.ts";
import { Verdict } from "../verdict.ts";
import { keepAnswers } from "./answers.ts";
import { newsOf, PREFIX } from "./connect.ts";
import { sign } from "./letter.ts";
import { queueWorker } from "./queueWorker.ts";
import { readCard } from "./workers.ts";

const key = process.env.TRACELAB_QUEUE_KEY = "the key of the tests' queues, 32 and more";
const lanes = { lanes: 1 };
const told = ({ status, tests, error, reason }: Verdict) =>
  JSON.stringify([status, tests, error, reason]);

Deno.test({
  ...needs("redis", "python", "namespaces"),
  name: "a queue's verdicts are those of a sandbox here, and the same program is judged once",
  async fn() {
    await using redis = await RedisServer.start();
    await using worker = await queueWorker({ url: redis.url, sandbox: lanes });
    assert.match(worker.about, /^redis:\/\/:…@127\.0\.0\.1:\d+, queue programs: native, Python 3/);
    await using there = await sandbox({ queue: redis.url });
    await using here = await sandbox(lanes);
    assert.equal(there.python, here.python);
    const tasks = (await loadTasks("starter")).slice(0, 12);
    const programs = tasks.flatMap((task) => [
      programOf({ task, completion: { code: task.canonical! } }),
      programOf({ task, completion: { code: "def wrong(): return 1" } }),
    ]);
    const before = worker.judged;
    const verdicts = await Promise.all([...programs, ...programs].map((one) => there.run(one)));
    assert.equal(worker.judged - before, programs.length);
    for (const [i, one] of programs.entries()) {
      assert.equal(told(verdicts[i]), told(await here.run(one)), one.code);
    }
    // Of another producer, too: the answer is kept for a while.
    await using second = await sandbox({ queue: { url: redis.url, priority: 1 } });
    assert.equal(told(await second.run(programs[0])), told(verdicts[0]));
    assert.equal(worker.judged - before, programs.length);
    // Through the other doors as well.
    const [task] = tasks;
    assert.equal((await there.judgeOne(task, task.canonical!)).status, "passed");
    const many = tasks.map((task) => ({ task, completion: { code: task.canonical! } }));
    let passed = 0;
    for await (const { verdict } of there.judge(many)) {
      passed += Number(verdict.status === "passed");
    }
    assert.equal(passed, tasks.length);
  },
});

Deno.test({
  ...needs("redis", "python", "namespaces"),
  name: "what nobody with the key has signed is not judged and not believed, and said by name",
  async fn() {
    await using redis = await RedisServer.start();
    const said: string[] = [];
    const say = (line: string) => void said.push(line);
    const connection = new Redis(redis.url, { maxRetriesPerRequest: null });
    const raw = new Queue("programs", { connection, prefix: PREFIX });
    const refusal = async (jobId: string, data: unknown) => {
      await raw.add("judge", data, { jobId });
      for (let i = 0; i < 100; i++) {
        const job = await raw.getJob(jobId);
        if (job && await job.isFailed()) return (await raw.getJob(jobId))!.failedReason;
        assert(!(job && await job.isCompleted()), `${jobId} was judged`);
        await new Promise((done) => setTimeout(done, 50));
      }
      throw new Error(`${jobId} waits`);
    };
    const programs = [{ id: "an id", program: { code: "open('/tmp/x', 'w')" } }];
    const until = Date.now() + 1e6, good = sign(key, "job good", { programs, until });
    {
      await using worker = await queueWorker({ url: redis.url, sandbox: lanes, say });
      const before = worker.judged;
      const forged = sign("another key of 32 characters, at least", "job a", { programs, until });
      assert.match(await refusal("a", forged), /job a: wrong signature/);
      assert.match(await refusal("b", { programs, until }), /job b: no letter/);
      // A letter of one job is none of another: a replay under a new name.
      assert.match(await refusal("c", good), /job c: wrong signature/);
      const changed = { ...good, body: good.body.replace("/tmp/x", "/tmp/y") };
      assert.match(await refusal("good", changed), /job good: wrong signature/);
      const old = sign(key, "job d", { programs, until: Date.now() - 1 });
      assert.match(await refusal("d", old), /job d: signed for a time that is over/);
      const large = { body: " ".repeat((16 << 20) + 1), signature: "" };
      assert.match(await refusal("e", large), /job e: 16777217 characters/);
      const odd = sign(key, "job f", { programs: [{ id: "x", program: { code: 1 } }], until });
      assert.match(await refusal("f", odd), /job f: programs\.0\.program\.code: .*string/);
      assert.equal(worker.judged, before);
      assert.equal(worker.refused, 7);
      assert.equal(said.length, 7);
    }
    // A worker without the key answers in the place of one: refused, sent again, and given up by name.
    await using worker = await queueWorker({ url: redis.url, sandbox: lanes, say });
    await using there = await sandbox({ queue: redis.url });
    await worker.close();
    const { Worker } = await import("bullmq");
    const own = new Redis(redis.url, { maxRetriesPerRequest: null });
    const verdict = Verdict.parse(
      { status: "passed", guarantee: "apart", engine: "native", cpuMs: 1, wallMs: 1 },
    );
    const { calibration } = (await readCard(own, key, "programs"))!;
    const ledger = { redis: own, name: "programs", calibration };
    const forged = { ...ledger, key: "another key of 32 characters, at least" };
    const lies: Record<string, (job: string) => Promise<unknown>> = {
      "1 + 1": (job) =>
        keepAnswers(forged, job, new Map([[programKey({ code: "1 + 1" }), verdict]])),
      "2 + 2": () => Promise.resolve(),
      // Signed, and for another job, or without the program that was asked for.
      "3 + 3": async (job) => {
        const other = sign(key, "verdicts of job x", { verdicts: [], calibration });
        await own.set(`${PREFIX}:programs:verdicts:${job}`, JSON.stringify(other));
      },
      "4 + 4": (job) => keepAnswers({ ...ledger, key }, job, new Map([["x", verdict]])),
    };
    const liar = new Worker("programs", async (job) => {
      await lies[JSON.parse(job.data.body).programs[0].program.code](job.id!);
    }, { connection: own, prefix: PREFIX });
    liar.on("completed", (job) => void own.publish(newsOf("programs"), job.id!));
    const complained: string[] = [], { error } = console;
    console.error = (line: string) => void complained.push(line);
    try {
      const reasons = {
        "1 + 1": /verdicts of job \S+: wrong signature/,
        "2 + 2": /job \S+: no verdict of program/,
        "3 + 3": /verdicts of job \S+: wrong signature/,
        "4 + 4": /job \S+: no verdict of program/,
      };
      for (const [code, why] of Object.entries(reasons)) {
        const { status, reason } = await there.run({ code });
        assert.equal(status, "harness");
        assert.match(reason!, /^the queue gave up: /);
        assert.match(reason!, why);
      }
      assert(complained.length >= 3 && complained.every((line) => /^refused: verdicts/.test(line)));
    } finally {
      console.error = error;
      await liar.close();
      await raw.close();
      own.disconnect();
      connection.disconnect();
    }
  },
});

Deno.test({
  ...needs("redis", "python", "namespaces"),
  name:
    "a worker of another calibration is refused, and so are workers that are not what is asked for",
  async fn() {
    await using redis = await RedisServer.start();
    await using _native = await queueWorker({ url: redis.url, sandbox: lanes });
    const wasm = { engine: "wasm", lanes: 1 } as const;
    await assert.rejects(
      queueWorker({ url: redis.url, sandbox: wasm }),
      /^Error: refused: the queue's other workers differ: here engine wasm, not native; python/,
    );
    await assert.rejects(
      sandbox({ queue: redis.url, engine: "wasm" }),
      /^Error: the workers at redis:\/\/:…@\S+, queue programs have engine native, not wasm$/,
    );
    await assert.rejects(
      sandbox({ queue: redis.url.replace("password", "passwort") }),
      /^Error: no Redis at redis:\S+ .*(WRONGPASS|NOAUTH)/,
    );
    await assert.rejects(sandbox({ queue: "http://x" }), /address is redis:\/\/HOST:PORT/);
    // @ts-expect-error an option that is none
    await assert.rejects(sandbox({ queue: { url: redis.url, prio: 1 } }), /prio/);
    // Another queue of the same Redis may be another kind.
    await using second = await queueWorker({ url: redis.url, name: "other", sandbox: wasm });
    assert.match(second.about, /wasm/);
  },
});

Deno.test({
  ...needs("redis", "python", "namespaces"),
  name: "a queue goes through TLS, and a certificate that nobody trusts is refused",
  async fn() {
    await using redis = await RedisServer.start({ tls: true });
    const certified = { ...process.env, NODE_EXTRA_CA_CERTS: join(redis.folder, "cert.pem") };
    const run = (env: NodeJS.ProcessEnv, script: string, ...args: string[]) => {
      const path = join(import.meta.dirname!, "../..", script);
      return spawn(process.execPath, ["run", "-A", "--no-check", path, redis.url, ...args], {
        env,
      });
    };
    const ended = (child: ChildProcessWithoutNullStreams) =>
      new Promise((done) => child.once("exit", done));
    const stranger = run(process.env, "cli/worker.ts");
    let said = "";
    stranger.stderr.on("data", (data) => said += data);
    assert.notEqual(await ended(stranger), 0);
    assert.match(said, /^no Redis at rediss:\/\/:…@localhost:\d+: .*certificate.*\n$/i);
    const worker = run(certified, "cli/worker.ts", "--lanes", "1");
    try {
      const failed = ended(worker).then((code) => assert.fail(`the worker ends with ${code}`));
      await Promise.race([failed, new Promise((done) => worker.stdout.once("data", done))]);
      failed.catch(() => {}); // at the end it does
      const rows = join(redis.folder, "rows.jsonl");
      assert.equal(await ended(run(certified, "testing/killedQueue.ts", rows, "20")), 0);
      assert.equal(rowsOf(rows).length, 20);
    } finally {
      worker.kill("SIGTERM");
      await ended(worker);
    }
  },
});

Deno.test("a queue without a key says what to do", async () => {
  const { TRACELAB_QUEUE_KEY: old } = process.env;
  try {
    delete process.env.TRACELAB_QUEUE_KEY;
    await assert.rejects(sandbox({ queue: "redis://127.0.0.1:1" }), /TRACELAB_QUEUE_KEY.*openssl/);
    process.env.TRACELAB_QUEUE_KEY = "short";
    await assert.rejects(sandbox({ queue: "redis://127.0.0.1:1" }), /has 5 characters/);
  } finally {
    process.env.TRACELAB_QUEUE_KEY = old;
  }
});

Deno.test("the key of a program is the same on both sides of the queue", () => {
  const program = { code: "é\n", limits: { cpuSeconds: 1 }, seed: 3 };
  assert.equal(programKey(program), programKey(JSON.parse(JSON.stringify(program))));
});
