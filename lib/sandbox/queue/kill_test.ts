/** Workers, Redis and producers that are killed: `TRACELAB_QUEUE_KILLS=30` for as many as one likes. */
import assert from "node:assert/strict";
import { type ChildProcess, spawn } from "node:child_process";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import process from "node:process";
import { needs } from "../../testing/needs.ts";
import { RedisServer } from "../../testing/redisServer.ts";

const root = join(import.meta.dirname!, "../../..");
const env = { ...process.env, TRACELAB_QUEUE_KEY: "the key of the tests' queues, 32 and more" };
const kills = Number(process.env.TRACELAB_QUEUE_KILLS ?? 2);
/** Programs, of which every third fails; each takes some 50 ms. */
const count = 60 * Math.max(2, kills / 2);

/** What the producer does: judges what it has no row of yet, and appends a row a program. */
const producer = `
import { appendFileSync, existsSync, readFileSync } from "node:fs";
import { sandbox } from "${root}/lib/sandbox/mod.ts";
const [url, file, count] = Deno.args;
const done = new Set(existsSync(file)
  ? readFileSync(file, "utf8").split("\\n").slice(0, -1).map((line) => JSON.parse(line).i) : []);
const programs = Array.from({ length: Number(count) }, (_, i) => ({
  i,
  code: "import time\\ndef f(x):\\n    time.sleep(0.03)\\n    return x + " + (i % 3 ? 1 : 2) + " # " + i,
  entryPoint: "f",
  test: { kind: "asserts" as const, asserts: ["assert f(1) == 2"], setup: "" },
})).filter(({ i }) => !done.has(i));
await using python = await sandbox({ queue: url });
for await (const { program, verdict } of python.stream(programs)) {
  appendFileSync(file, JSON.stringify({ i: program.i, status: verdict.status, reason: verdict.reason }) + "\\n");
}
`;

function start(...args: string[]): ChildProcess {
  return spawn(process.execPath, args, { cwd: root, env, stdio: ["ignore", "pipe", "inherit"] });
}

const end = (child: ChildProcess) =>
  new Promise<number | null>((done) => {
    if (child.exitCode !== null || child.signalCode !== null) return done(child.exitCode);
    child.once("exit", (code) => done(code));
  });

async function worker(url: string): Promise<ChildProcess> {
  const child = start("run", "-A", "--no-check", "lib/cli/worker.ts", url, "--lanes", "1");
  await new Promise<void>((done) => child.stdout!.once("data", () => done()));
  child.stdout!.resume();
  return child;
}

Deno.test({
  ...needs("redis", "python", "namespaces"),
  name: `workers, Redis and the producer killed ${kills} times each: every program has one row`,
  async fn() {
    await using redis = await RedisServer.start();
    const folder = await mkdtemp(join(tmpdir(), "tracelab-queue-"));
    const rows = join(folder, "rows.jsonl"), script = join(root, `lib/sandbox/queue/.producer.ts`);
    await Deno.writeTextFile(script, producer);
    const workers = [await worker(redis.url), await worker(redis.url)];
    const produce = () => {
      const child = start("run", "-A", "--no-check", script, redis.url, rows, String(count));
      child.stdout!.resume();
      return child;
    };
    let running = produce();
    try {
      const moment = () => new Promise((done) => setTimeout(done, 300 + 1500 * Math.random()));
      for (let i = 0; i < kills; i++) {
        await moment();
        workers[i % 2].kill("SIGKILL");
        await end(workers[i % 2]);
        workers[i % 2] = await worker(redis.url);
        await moment();
        await redis.kill();
        await redis.start();
        await moment();
        running.kill("SIGKILL");
        await end(running);
        running = produce();
      }
      assert.equal(await end(running), 0);
      const lines = (await readFile(rows, "utf8")).trimEnd().split("\n").map((line) =>
        JSON.parse(line)
      );
      assert.deepEqual(
        lines.sort((a, b) => a.i - b.i),
        Array.from({ length: count }, (_, i) => ({ i, status: i % 3 ? "passed" : "failed" })),
      );
    } finally {
      running.kill("SIGKILL");
      for (const one of workers) one.kill("SIGKILL");
      await Promise.all([running, ...workers].map(end));
      for (const one of [running, ...workers]) one.stdout!.destroy();
      await rm(script);
      await rm(folder, { recursive: true });
    }
  },
});
