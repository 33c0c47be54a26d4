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
import {
  closeSync,
  mkdtempSync,
  openSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeSync,
} from "node:fs";
import { loadavg, tmpdir } from "node:os";
import { join } from "node:path";
import process from "node:process";
import { parseArgs } from "node:util";
import { type Program, programOf, type Sandbox, sandbox, Verdict } from "../sandbox/mod.ts";
import { connect, PREFIX } from "../sandbox/queue/connect.ts";
import { keepAnswers } from "../sandbox/queue/answers.ts";
import { open, queueKey } from "../sandbox/queue/letter.ts";
import { Work } from "../sandbox/queue/work.ts";
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
  const costs: Record<"queue" | "here", number[]> = { queue: [], here: [] };
  const children = await Promise.all(
    Array.from({ length: workers }, () => startWorker(redis.url)),
  );
  try {
    await using there = await sandbox({ queue: redis.url });
    await using here = await sandbox({ lanes: workers });
    for (const one of [there, here]) await judgeAll(one, programs("warm").slice(0, 4 * workers));
    for (let turn = 0; turn < turns; turn++) {
      for (const [name, python] of [["queue", there], ["here", here]] as const) {
        const before = processorMs();
        rates[name].push(count / await judgeAll(python, programs(`${name} ${turn}`)));
        costs[name].push((processorMs() - before) / count);
      }
      console.error(
        `turn ${turn + 1}: ${rates.queue.at(-1)!.toFixed(1)}/s through the queue, ` +
          `${rates.here.at(-1)!.toFixed(1)}/s here; processor time a program ` +
          `${costs.queue.at(-1)!.toFixed(2)} ms and ${costs.here.at(-1)!.toFixed(2)} ms`,
      );
    }
  } finally {
    for (const child of children) child.kill("SIGKILL");
  }
  const queue = median(rates.queue)!, here = median(rates.here)!;
  const cost = { queue: median(costs.queue)!, here: median(costs.here)! };
  const ratio = median(rates.queue.map((rate, turn) => rate / rates.here[turn]))!;
  console.error(
    `${count} programs, ${workers} workers: ${queue.toFixed(1)}/s and ${here.toFixed(1)}/s, ` +
      `ratio ${ratio.toFixed(2)} (of turns); processor time ${cost.queue.toFixed(2)} and ` +
      `${cost.here.toFixed(2)} ms a program, ratio ${(cost.here / cost.queue).toFixed(2)}`,
  );
  return { programs: count, workers, queue, here, ratio, processorMs: cost };
}

/** Seconds. */
async function judgeAll(python: Sandbox, programs: Iterable<Program>): Promise<number> {
  const started = performance.now();
  for await (const { verdict } of python.stream(programs)) {
    if (verdict.status !== "passed") throw new Error(`${verdict.status}: ${verdict.reason}`);
  }
  return (performance.now() - started) / 1000;
}

/** Of this process and all that it has started, as far as Linux tells: unlike time, no neighbour changes it. */
function processorMs(): number {
  const ticks = new Map<number, { parent: number; ticks: number }>();
  for (const name of readdirSync("/proc")) {
    if (!/^\d+$/.test(name)) continue;
    try {
      const text = readFileSync(`/proc/${name}/stat`, "utf8");
      const fields = text.slice(text.lastIndexOf(")") + 2).split(" ").map(Number);
      ticks.set(Number(name), {
        parent: fields[1],
        ticks: fields[11] + fields[12] + fields[13] + fields[14],
      });
    } catch {
      // It has ended meanwhile: its time is its parent's.
    }
  }
  const ours = (pid: number): boolean =>
    pid === process.pid || (ticks.has(pid) && ours(ticks.get(pid)!.parent));
  let sum = 0;
  for (const [pid, its] of ticks) if (ours(pid)) sum += its.ticks;
  return 10 * sum;
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
  const { calibration } = card, ledger = { redis: connection, key, name: "programs", calibration };
  const verdict = Verdict.parse(
    { status: "passed", guarantee: "apart", engine: calibration.engine, cpuMs: 1, wallMs: 1 },
  );
  const stub = new Worker(
    "programs",
    (job) => {
      const { programs } = open(key, `job ${job.id}`, job.data, Work);
      return keepAnswers(ledger, programs.map(({ id }) => [id, verdict]));
    },
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
