import { type ChildProcess, spawn } from "node:child_process";
import { closeSync, mkdtempSync, openSync, rmSync, writeSync } from "node:fs";
import { cpus, tmpdir } from "node:os";
import { join } from "node:path";
import process from "node:process";
import { type Program, sandbox } from "../sandbox/mod.ts";
import { connect } from "../sandbox/queue/connect.ts";
import { show } from "../show/mod.ts";
import type { RedisServer } from "../testing/redisServer.ts";

export interface Grown {
  programs: number;
  seconds: number;
  perSecond: number;
  /** The most that the producer and Redis held, in MB of 2²⁰ bytes. */
  producerMb: number;
  redisMb: number;
}

const MB = 2 ** 20;
/** Characters of a program. */
const LENGTH = 800;
/** Milliseconds between two looks at memory. */
const LOOK = 500;

/** A script of ours in a process of its own, once it has said its first words. */
export async function startChild(script: string, ...args: string[]): Promise<ChildProcess> {
  const path = join(import.meta.dirname!, script);
  const child = spawn(process.execPath, ["run", "-A", "--no-check", path, ...args], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  await new Promise<void>((done, fail) => {
    child.stdout!.once("data", () => done());
    child.once("exit", () => fail(new Error(`${script} has ended`)));
  });
  child.stdout!.resume();
  return child;
}

/** 10³, 10⁴, … `most` programs through the queue, a row of a record each; this process is the producer. */
export async function growth(redis: RedisServer, most: number, file?: string) {
  const stub = await startChild("../testing/stubJudge.ts", redis.url);
  const eye = await connect(redis.url), python = await sandbox({ queue: redis.url });
  const folder = mkdtempSync(join(tmpdir(), "tracelab-queue-bench-"));
  const rows: Grown[] = [];
  try {
    for (let count = 1000; count <= most; count *= 10) {
      const peak = { producerMb: 0, redisMb: 0 };
      const look = async () => {
        const held = Number(/used_memory:(\d+)/.exec(await eye.info("memory"))![1]);
        peak.redisMb = Math.max(peak.redisMb, held / MB);
        peak.producerMb = Math.max(peak.producerMb, process.memoryUsage().rss / MB);
      };
      const timer = setInterval(look, LOOK);
      const record = openSync(join(folder, `${count}.jsonl`), "w");
      const started = performance.now();
      let done = 0;
      for await (const { program, verdict } of python.stream(programs(count))) {
        writeSync(record, JSON.stringify({ bytes: program.code.length, ...verdict }) + "\n");
        done += Number(verdict.status === "passed");
      }
      const seconds = (performance.now() - started) / 1000;
      clearInterval(timer);
      closeSync(record);
      await look();
      if (done !== count) throw new Error(`${count - done} of ${count} have no verdict`);
      const row = { programs: count, seconds, perSecond: count / seconds, ...peak };
      rows.push(row);
      console.error(
        `${count}: ${seconds.toFixed(1)} s, ${row.perSecond.toFixed(0)}/s; ` +
          `producer ${peak.producerMb.toFixed(0)} MB, Redis ${peak.redisMb.toFixed(0)} MB`,
      );
      if (file) await growthChart(rows).toSVG(file);
    }
  } finally {
    eye.disconnect();
    await python.close();
    stub.kill("SIGKILL");
    rmSync(folder, { recursive: true });
  }
  return { growth: rows };
}

function* programs(count: number): Generator<Program> {
  for (let i = 0; i < count; i++) yield { code: `# ${count} ${i}\n`.padEnd(LENGTH, "x = 1\n") };
}

/** Time grows with the programs, memory does not. */
export function growthChart(rows: readonly Grown[]) {
  const series = [
    { label: "seconds", color: show.COLORS[0], of: (row: Grown) => row.seconds },
    { label: "producer, MB", color: show.COLORS[1], of: (row: Grown) => row.producerMb },
    { label: "Redis, MB", color: show.COLORS[2], of: (row: Grown) => row.redisMb },
  ];
  const points = series.flatMap(({ label, of }) =>
    rows.map((row) => ({ label, programs: row.programs, value: of(row) }))
  );
  return show.chart((Plot) => ({
    legend: series.map(({ label, color }) => ({ label, color })),
    plot: {
      marginLeft: 56,
      marginBottom: 42,
      color: { domain: series.map(({ label }) => label), range: series.map(({ color }) => color) },
      x: {
        type: "log",
        label: "programs",
        labelAnchor: "center",
        tickFormat: "~s",
        ticks: rows.map((row) => row.programs),
      },
      y: {
        type: "log",
        nice: true,
        label: "seconds, MB",
        labelAnchor: "center",
        grid: true,
        ticks: [1, 10, 100, 1000],
        tickFormat: "~s",
      },
      marks: [
        Plot.line(points, {
          x: "programs",
          y: "value",
          z: "label",
          stroke: "label",
          strokeWidth: 2,
        }),
        Plot.dot(points, { x: "programs", y: "value", fill: "label", r: 4 }),
      ],
    },
  }), {
    title: "What the queue costs",
    subtitle: "Stub programs through Redis and a record of rows; memory at its highest",
    caption: `One run, ${cpus().length} cores shared by producer, Redis and worker, ` +
      new Date().toISOString().slice(0, 10),
  });
}
