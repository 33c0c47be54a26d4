/**
 * `deno task bench queue [--programs N] [--workers W] [--turns n] [--json]`: programs judged per second
 * through Redis by W workers of one lane each, beside W lanes in this process, in turns; the ratio.
 *
 * `--grow N` sends 10³, 10⁴, … N programs instead, to a worker that passes them unread: what the queue and a
 * record of rows cost, in time and in the memory of producer and Redis; `--chart FILE.svg` draws it.
 *
 * Both start a `redis-server` of their own, with its append-only file on.
 */
import { median } from "d3-array";
import { randomBytes } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { loadavg } from "node:os";
import process from "node:process";
import { parseArgs } from "node:util";
import { type Program, programOf, type Sandbox, sandbox } from "../sandbox/mod.ts";
import { loadTasks } from "../tasks/mod.ts";
import { RedisServer } from "../testing/redisServer.ts";
import { growth, startChild } from "./queueGrowth.ts";

export async function bench(args: string[]): Promise<void> {
  const { values } = parseArgs({
    args,
    options: {
      programs: { type: "string", default: "1000" },
      workers: { type: "string", default: "2" },
      turns: { type: "string", default: "3" },
      grow: { type: "string" },
      chart: { type: "string" },
      json: { type: "boolean", default: false },
    },
  });
  process.env.TRACELAB_QUEUE_KEY ??= randomBytes(32).toString("hex");
  await using redis = await RedisServer.start();
  const result = values.grow
    ? await growth(redis, Number(values.grow), values.chart)
    : await beside(redis, Number(values.programs), Number(values.workers), Number(values.turns));
  if (values.json) console.log(JSON.stringify({ ...result, load: loadavg() }));
}

/** Programs that each worker has judged before. */
const WARM = 100;

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
    // Workers are there for days: what their first programs cost (compiling, caches) is not the queue's way.
    for (const one of [there, here]) await judgeAll(one, programs("warm").slice(0, WARM * workers));
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

const startWorker = (url: string) => startChild("../cli/worker.ts", url, "--lanes", "1");
