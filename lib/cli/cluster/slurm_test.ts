/** A job under a real Slurm, and its manifest under GNU parallel: killed in the middle, submitted again. */
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { globSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import process from "node:process";
import { loadTasks } from "../../tasks/mod.ts";
import { needs } from "../../testing/needs.ts";
import { SlurmCluster } from "../../testing/slurmCluster.ts";
import { jobFiles, readJob } from "./job.ts";
import { shardOf } from "../shard.ts";

const script = new URL("../score.ts", import.meta.url).pathname;

/** A folder with samples of two tasks, of which those of shard 1 of 3 go on for a while. */
async function withSamples(
  work: (score: (...more: string[]) => ReturnType<typeof said>, folder: string) => Promise<void>,
  pause: number,
) {
  const folder = mkdtempSync(join(tmpdir(), "tracelab-job-")), file = join(folder, "samples.jsonl");
  const env = { ...process.env, TRACELAB_CACHE: join(folder, "cache"), NO_COLOR: "1" };
  const before = process.env.TRACELAB_CACHE;
  process.env.TRACELAB_CACHE = env.TRACELAB_CACHE; // the jobs' too
  try {
    const tasks = await loadTasks("starter", { limit: 2 });
    const rows = Array.from({ length: 24 }, (_, i) => {
      const { id, canonical, entryPoint } = tasks[i % 2], slow = shardOf(id, i >> 1, 3) === 1;
      const solution = i % 3 ? canonical : `def ${entryPoint}(*_):\n    return None\n`;
      const sleep = slow ? `import time\ntime.sleep(${pause})\n` : "";
      return { task_id: id, solution: `${sleep}${solution}# ${i}\n` };
    });
    writeFileSync(file, rows.map((row) => JSON.stringify(row) + "\n").join(""));
    const args = ["--tasks", "starter", "--limit", "2", "--samples", file];
    await work((...more) => said(args.concat(more), env), folder);
  } finally {
    if (before === undefined) delete process.env.TRACELAB_CACHE;
    else process.env.TRACELAB_CACHE = before;
    rmSync(folder, { recursive: true });
  }
}

function said(args: string[], env: Record<string, string | undefined>) {
  const { status, stdout, stderr } = spawnSync(
    Deno.execPath(),
    ["run", "-A", "--no-check", script, ...args],
    { env: env as Record<string, string>, encoding: "utf8" },
  );
  return { code: status, out: stdout, err: stderr };
}

/** A table without its time. */
const untimed = (table: string) => table.replace(/[\d.]+ s$/m, "");
/** Three shards, whatever a program takes here. */
const three = ["--shard-seconds", "40", "--seconds-per-program", "5"];

Deno.test({
  ...needs("slurm", "python", "namespaces"),
  name:
    "score --slurm: a task of the array that is killed goes on when it is submitted again, and the table is one run's",
  fn: () =>
    withSamples(async (score, folder) => {
      await using slurm = await SlurmCluster.start(2);
      const job = join(folder, "job"), files = jobFiles(job);
      const begun = score("--slurm", job, ...three, "--at-once", "2");
      assert.equal(begun.code, 0, begun.err);
      assert.equal(readJob(job)!.shards, 3);
      assert.match(readFileSync(files.array, "utf8"), /^#SBATCH --array=1-3%2$/m);
      const submitted = await slurm.run("sbatch", files.array);
      const [, id] = /^Submitted batch job (\d+)/.exec(submitted) ?? assert.fail(submitted);
      const kept = (k: number) => {
        const [file] = globSync(join(files.kept(k), "*.jsonl"));
        return file ? readFileSync(file, "utf8").split("\n").length - 1 : 0;
      };
      await slurm.until("shard 1 has some verdicts", () => kept(1) >= 2);
      await slurm.run("scancel", "--signal=KILL", `${id}_1`);
      await slurm.until("the array ends", async () => !(await slurm.run("squeue", "-h")).trim());
      const had = kept(1), all = readFileSync(files.rows(2), "utf8").split("\n").length - 1;
      const missing = score("--collect", job);
      assert.deepEqual([missing.code, missing.out], [1, ""]);
      assert.equal(
        missing.err,
        `no score yet: 2 of 3 shards are done; missing: 1; again: sbatch --array=1%100 ${files.array}\n`,
      );
      const [, again] = /again: sbatch (\S+) /.exec(missing.err)!;
      await slurm.run("sbatch", again, files.array);
      await slurm.until("shard 1 is done", async () => !(await slurm.run("squeue", "-h")).trim());
      const log = readFileSync(join(files.logs, "1.log"), "utf8");
      const [, taken, of] = /^(\d+) of (\d+) verdicts are kept from before$/m.exec(log) ??
        assert.fail(log);
      assert.equal(Number(taken), had);
      assert(had < Number(of) && Number(of) + all < 24, `${had} of ${of}, ${all}`);
      const table = score("--slurm", job);
      assert.equal(table.code, 0, table.err);
      const whole = score();
      assert.equal(untimed(table.out), untimed(whole.out));
      assert.match(table.out, /^starter: 2 tasks, 24 samples, native/);
    }, 0.4),
});

Deno.test({
  ...needs("parallel", "python", "namespaces"),
  name: "score --slurm: the manifest is run by GNU parallel, too",
  fn: () =>
    withSamples((score, folder) => {
      const job = join(folder, "it's a job"), { manifest } = jobFiles(job);
      assert.equal(score("--slurm", job, ...three, "--shard-seconds", "60").code, 0);
      const { status, stderr } = spawnSync("parallel", ["--jobs", "2"], {
        input: readFileSync(manifest),
        encoding: "utf8",
      });
      assert.equal(status, 0, stderr);
      const table = score("--collect", job);
      assert.match(table.out, /^starter: 2 tasks, 24 samples, [^]*^pass@1 +66\.7 %/m);
      return Promise.resolve();
    }, 0),
});
