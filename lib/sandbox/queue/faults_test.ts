/**
 * Workers, Redis and producers that are killed, and a network that is cut: whatever happens, the record has
 * a row a program, and its verdicts are those of a sandbox here. `TRACELAB_QUEUE_FAULTS=30` for more of them,
 * `TRACELAB_QUEUE_PROGRAMS=20000` for more programs.
 */
import assert from "node:assert/strict";
import { type ChildProcess, spawn } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import process from "node:process";
import { programAt, rowsOf, told } from "../../testing/killedQueue.ts";
import { needs } from "../../testing/needs.ts";
import { Network } from "../../testing/network.ts";
import { RedisServer } from "../../testing/redisServer.ts";
import { sandbox } from "../openSandbox.ts";

const root = join(import.meta.dirname!, "../../..");
const env = { ...process.env, TRACELAB_QUEUE_KEY: "the key of the tests' queues, 32 and more" };
const faults = Number(process.env.TRACELAB_QUEUE_FAULTS ?? 2);
const count = Number(process.env.TRACELAB_QUEUE_PROGRAMS ?? 800);

const sleep = (ms: number) => new Promise((done) => setTimeout(done, ms));
/** Some moment. */
const moment = () => sleep(1000 * Math.random());

const end = (child: ChildProcess) =>
  new Promise<number | null>((done) => {
    if (child.exitCode !== null || child.signalCode !== null) return done(child.exitCode);
    child.once("exit", (code) => done(code));
  });

/** What is on the stage: a Redis, two workers and a producer; beyond the network, if any, the last two of them. */
class Stage implements AsyncDisposable {
  readonly workers: ChildProcess[] = [];
  producer!: ChildProcess;

  constructor(readonly redis: RedisServer, readonly rows: string, readonly network?: Network) {}

  #start(beyond: boolean, ...args: string[]): ChildProcess {
    const whole = ["run", "-A", "--no-check", ...args];
    const [command, its] = beyond && this.network
      ? this.network.inside(process.execPath, whole)
      : [process.execPath, whole];
    return spawn(command, its, { cwd: root, env, stdio: ["ignore", "pipe", "inherit"] });
  }

  /** As a service's manager would: a worker that meets no Redis at its start says so, ends and is started again. */
  async startWorker(at: 0 | 1): Promise<void> {
    for (let tries = 0; tries < 30; tries++) {
      const child = this.workers[at] = this.#start(
        at === 1,
        "lib/cli/worker.ts",
        this.redis.url,
        "--lanes",
        "1",
      );
      const ready = new Promise<true>((done) => child.stdout!.once("data", () => done(true)));
      const code = await Promise.race([ready, end(child)]);
      child.stdout!.resume();
      if (code === true) return;
      if (code === null) throw new Error("a worker was killed before it was ready");
      await sleep(500);
    }
    throw new Error("a worker ends with an error, 30 times");
  }

  startProducer(): void {
    this.producer = this.#start(
      true,
      "lib/testing/killedQueue.ts",
      ...[this.redis.url, this.rows, `${count}`],
    );
    this.producer.stdout!.resume();
  }

  async kill(child: ChildProcess): Promise<void> {
    child.kill("SIGKILL");
    await end(child);
  }

  /** Waits until this share of the programs has its row. */
  async reached(share: number): Promise<void> {
    while (rowsOf(this.rows).length < share * count) {
      assert.equal(this.producer.exitCode, null, "the producer has ended");
      await sleep(100);
    }
  }

  async [Symbol.asyncDispose](): Promise<void> {
    const children = [this.producer, ...this.workers].filter(Boolean);
    await Promise.all(children.map((child) => this.kill(child)));
    for (const { stdout } of children) stdout!.destroy();
  }
}

/** Plays `faults` rounds, spread over the programs, and compares the record with the verdicts of a sandbox here. */
async function survives(
  round: (stage: Stage, i: number) => Promise<void>,
  network?: Network,
): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), "tracelab-queue-")),
    rows = join(folder, "rows.jsonl");
  try {
    await using redis = await RedisServer.start({ host: network?.here });
    await using stage = new Stage(redis, rows, network);
    await Promise.all([stage.startWorker(0), stage.startWorker(1)]);
    stage.startProducer();
    for (let i = 0; i < faults; i++) {
      await stage.reached((i + 0.5) / (faults + 1));
      await round(stage, i);
    }
    assert.equal(await end(stage.producer), 0);
    const found = rowsOf(rows).sort((a, b) => a.i - b.i);
    await using here = await sandbox({ lanes: 1 });
    const expected = await Promise.all(
      Array.from({ length: 100 }, async (_, i) => told(await here.run(programAt(i)))),
    );
    assert.equal(new Set(expected).size, 4);
    assert.deepEqual(
      found,
      Array.from({ length: count }, (_, i) => ({ i, told: expected[i % 100] })),
    );
  } finally {
    await rm(folder, { recursive: true });
  }
}

Deno.test({
  ...needs("redis", "python", "namespaces"),
  name: `workers, Redis and the producer killed ${faults} times each: every program has one row`,
  fn: () =>
    survives(async (stage, i) => {
      await moment();
      const at = i % 2 ? 1 : 0;
      await stage.kill(stage.workers[at]);
      const back = stage.startWorker(at);
      await moment();
      await stage.redis.kill();
      await stage.redis.start();
      await moment();
      await stage.kill(stage.producer);
      stage.startProducer();
      await back;
    }),
});

Deno.test({
  ...needs("redis", "python", "namespaces", "networks"),
  name: `the network to Redis cut ${faults} times, for up to 12 s: every program has one row`,
  async fn() {
    using network = new Network();
    await survives(async ({ redis }, i) => {
      await moment();
      network.cut();
      // Every second time longer than a job's lock, and Redis does not remember the connection.
      await sleep(i % 2 ? 7_000 + 5_000 * Math.random() : 2_000 * Math.random());
      if (i % 4 === 3) {
        await redis.kill();
        await redis.start();
      }
      network.mend();
    }, network);
  },
});
