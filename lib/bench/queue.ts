/**
 * `deno task bench queue [--programs N] [--workers W] [--turns n] [--json]`: programs judged per second
 * through Redis by W workers of one lane each, beside W lanes in this process, in turns; the ratio.
 *
 * `--grow N` judges 10³, 10⁴, … N stub programs instead, in a worker that answers without judging: what the
 * queue and a record of rows cost, in time and in the producer's memory.
 *
 * Both start a `redis-server` of their own, with its append-only file on.
 */
import { Worker } from "bullmq";
import { median } from "d3-array";
import { type ChildProcess, spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import { closeSync, mkdtempSync, openSync, rmSync, writeSync } from "node:fs";
import { loadavg, tmpdir } from "node:os";
import { join } from "node:path";
import process from "node:process";
import { parseArgs } from "node:util";
import { type Program, programOf, type Sandbox, sandbox } from "../sandbox/mod.ts";
import { connect, PREFIX } from "../sandbox/queue/connect.ts";
import { queueKey, sign } from "../sandbox/queue/letter.ts";
import { readCard } from "../sandbox/queue/workers.ts";
import { loadTasks } from "../tasks/mod.ts";
import { RedisServer } from "../testing/redisServer.ts";

export async function bench(args: string[]): Promise<void> {
  const { values } = parseArgs({
    args,
    options: {
      programs: { type: "string", default: "1000" },
      workers: { type: "string", default: "2" },
      turns: { type: "string", default: "3" },
      grow: { type: "string" },
      json: { type: "boolean", default: false },
    },
  });
  process.env.TRACELAB_QUEUE_KEY ??= randomBytes(32).toString("hex");
  await using redis = await RedisServer.start();
  const result = values.grow
    ? await growth(redis, Number(values.grow))
    : await beside(redis, Number(values.programs), Number(values.workers), Number(values.turns));
  if (values.json) console.log(JSON.stringify({ ...result, load: loadavg() }));
}

/** The queue and lanes here, the same programs in turns. */
async function beside(redis: RedisServer, count: number, workers: number, turns: number) {
  const tasks = await loadTasks("starter");
  // Each one once: an answer that is kept would be no judging.
  const programs = (turn: string) =>
    Array.from({ length: count }, (_, i): Program => {
      const task = tasks[i % tasks.length];
      const program = programOf({ task, completion: { code: task.canonical! } });
      return { ...program, code: `${program.code}\n# ${turn} ${i}` };
    });
  const rates: Record<"queue" | "here", number[]> = { queue: [], here: [] };
  const children = await Promise.all(
    Array.from({ length: workers }, () => startWorker(redis.url)),
  );
  try {
    await using there = await sandbox({ queue: redis.url });
    await using here = await sandbox({ lanes: workers });
    for (const one of [there, here]) await judgeAll(one, programs("warm").slice(0, 4 * workers));
    for (let turn = 0; turn < turns; turn++) {
      for (const [name, python] of [["queue", there], ["here", here]] as const) {
        rates[name].push(count / await judgeAll(python, programs(`${name} ${turn}`)));
      }
      console.error(
        `turn ${turn + 1}: ${rates.queue.at(-1)!.toFixed(1)}/s through the queue, ` +
          `${rates.here.at(-1)!.toFixed(1)}/s here`,
      );
    }
  } finally {
    for (const child of children) child.kill("SIGKILL");
  }
  const queue = median(rates.queue)!, here = median(rates.here)!;
  console.error(
    `${count} programs, ${workers} workers: ${queue.toFixed(1)}/s and ${here.toFixed(1)}/s, ` +
      `ratio ${(queue / here).toFixed(2)}`,
  );
  return { programs: count, workers, queue, here, ratio: queue / here };
}

/** Seconds. */
async function judgeAll(python: Sandbox, programs: Iterable<Program>): Promise<number> {
  const started = performance.now();
  for await (const { verdict } of python.stream(programs)) {
    if (verdict.status !== "passed") throw new Error(`${verdict.status}: ${verdict.reason}`);
  }
  return (performance.now() - started) / 1000;
}

async function startWorker(url: string): Promise<ChildProcess> {
  const script = join(import.meta.dirname!, "../cli/worker.ts");
  const child = spawn(
    process.execPath,
    ["run", "-A", "--no-check", script, url, "--lanes", "1"],
    { stdio: ["ignore", "pipe", "inherit"] },
  );
  await new Promise<void>((done, fail) => {
    child.stdout!.once("data", () => done());
    child.once("exit", () => fail(new Error("a worker has ended")));
  });
  child.stdout!.resume();
  return child;
}

/** What the way costs: a real worker's card, and in its place one that passes everything. */
async function growth(redis: RedisServer, most: number) {
  const child = await startWorker(redis.url);
  const python = await sandbox({ queue: redis.url });
  child.kill("SIGKILL");
  const connection = await connect(redis.url), key = queueKey();
  const card = (await readCard(connection, key, "programs"))!;
  const verdict = {
    ...{ status: "passed", tests: [], stdout: "", stdoutBytes: 0, cpuMs: 1, wallMs: 1 },
    ...{ guarantee: "apart", engine: card.calibration.engine },
  };
  const stub = new Worker(
    "programs",
    (job) =>
      Promise.resolve(
        sign(key, `verdict ${job.id}`, { verdict, calibration: card.calibration }),
      ),
    { connection, prefix: PREFIX, concurrency: 64 },
  );
  const folder = mkdtempSync(join(tmpdir(), "tracelab-queue-bench-"));
  const rows: { programs: number; seconds: number; perSecond: number; rssMb: number }[] = [];
  try {
    for (let count = 1000; count <= most; count *= 10) {
      const record = openSync(join(folder, `${count}.jsonl`), "w");
      const programs = function* (): Generator<Program> {
        for (let i = 0; i < count; i++) yield { code: `# ${count} ${i}\n`.padEnd(800, "x = 1\n") };
      };
      const started = performance.now();
      for await (const { program, verdict } of python.stream(programs())) {
        writeSync(record, JSON.stringify({ bytes: program.code.length, ...verdict }) + "\n");
      }
      closeSync(record);
      const seconds = (performance.now() - started) / 1000;
      const rssMb = process.memoryUsage().rss / 2 ** 20;
      rows.push({ programs: count, seconds, perSecond: count / seconds, rssMb });
      console.error(
        `${count}: ${seconds.toFixed(1)} s, ${(count / seconds).toFixed(0)}/s, ` +
          `${rssMb.toFixed(0)} MB in producer and stub`,
      );
    }
  } finally {
    await stub.close();
    connection.disconnect();
    await python.close();
    rmSync(folder, { recursive: true });
  }
  return { growth: rows };
}
