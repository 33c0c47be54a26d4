import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import {
  appendFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import process from "node:process";
import { loadTasks } from "../../tasks/mod.ts";
import { shard } from "../shard.ts";
import { scoreInput } from "../scoreInput.ts";
import type { ScoreOptions } from "../scoreOptions.ts";
import { arrayScript, quoted } from "./arrayScript.ts";
import { ranges } from "./collect.ts";
import { Draw } from "./estimate.ts";
import { jobFiles, readJob } from "./job.ts";
import { scoreJob } from "./scoreJob.ts";
import { scoreShard } from "./scoreShard.ts";
import { shardCount } from "./shardCount.ts";

Deno.test("shardCount cuts by seconds: of slower programs there are fewer in a shard", () => {
  const shards = (secondsPerProgram: number, lanes = 1) =>
    shardCount(1000, { secondsPerProgram, lanes, shardSeconds: 60 });
  assert.deepEqual([shards(0.006), shards(0.6), shards(6), shards(6, 4)], [1, 10, 100, 25]);
  assert.deepEqual([shards(1e-9), shards(1e6)], [1, 1000]); // never more than there are samples
  const endless = { secondsPerProgram: 1, lanes: 1, shardSeconds: 1 };
  assert.equal(shardCount(1e9, endless), 100_000);
});

Deno.test("ranges writes numbers as Slurm takes them", () => {
  assert.equal(ranges([]), "");
  assert.equal(ranges([1, 2, 3, 5, 7, 8]), "1-3,5,7-8");
});

Deno.test("Draw takes evenly from all that came", () => {
  const counts = [0, 0, 0, 0];
  const draw = new Draw<number>(1000);
  for (let i = 0; i < 40_000; i++) draw.add(i);
  for (const i of draw.kept) counts[Math.floor(i / 10_000)]++;
  for (const count of counts) assert(count > 200 && count < 300, `${counts}`);
  assert.equal(new Set(draw.kept).size, 1000);
});

Deno.test("an array of more shards than Slurm has tasks judges each of them once", () => {
  const folder = mkdtempSync(join(tmpdir(), "array-")), n = 2345;
  try {
    const options = { shards: n, atOnce: 7, lanes: 2, seconds: 60 };
    const script = arrayScript(folder, options);
    assert.match(script, /^#SBATCH --array=1-1000%7$/m);
    assert.match(script, /^#SBATCH --cpus-per-task=2$/m);
    const { manifest } = jobFiles(folder);
    writeFileSync(manifest, Array.from({ length: n }, (_, i) => `echo ${i + 1}\n`).join(""));
    const run = (id: number) =>
      spawnSync("sh", ["-c", script], { env: { ...process.env, SLURM_ARRAY_TASK_ID: `${id}` } });
    assert.equal(run(345).stdout.toString(), "345\n1345\n2345\n");
    assert.equal(run(346).stdout.toString(), "346\n1346\n");
    writeFileSync(manifest, "true\nfalse\n");
    assert.deepEqual([run(1).status, run(2).status], [0, 1]);
  } finally {
    rmSync(folder, { recursive: true });
  }
});

Deno.test("quoted keeps any word whole", () => {
  for (const word of ["a", "a b", "it's", '$(x) "y" `z`', "ä\\n", "--x=*", ""]) {
    assert.equal(spawnSync("sh", ["-c", `printf %s ${quoted(word)}`]).stdout.toString(), word);
  }
});

/** What a piece of work says, and its exit code; errors are said as the command says them. */
async function said(work: () => Promise<number>) {
  const { log, error } = console, out: string[] = [], err: string[] = [];
  console.log = (line: string) => void out.push(line);
  console.error = (line: string) => void err.push(line);
  try {
    return { code: await work(), out: out.join("\n"), err: err.join("\n") };
  } catch (error) {
    const { message, exitCode = 2 } = error as Error & { exitCode?: number };
    return { code: exitCode, out: out.join("\n"), err: message };
  } finally {
    Object.assign(console, { log, error });
  }
}

Deno.test("a job: its shards are one run's rows; what is missing, torn, foreign or of another job is named", async () => {
  const folder = mkdtempSync(join(tmpdir(), "a job's ")), job = join(folder, "job 1");
  const { TRACELAB_CACHE } = process.env;
  process.env.TRACELAB_CACHE = join(folder, "cache");
  try {
    const file = join(folder, "samples.jsonl"), other = join(folder, "other.jsonl");
    const rows = (await loadTasks("starter", { limit: 4 })).flatMap(({ id, canonical }) => [
      { task_id: id, solution: canonical },
      { task_id: id, completion: "```python\nx = 1\n```" },
      { task_id: id, solution: "def broken(:" },
    ]);
    const text = rows.map((row) => JSON.stringify(row) + "\n").join("");
    writeFileSync(file, text);
    writeFileSync(other, text.replace("broken", "BROKEN"));
    const command = async (args: ScoreOptions) => {
      using input = await scoreInput(args);
      return await said(() => scoreJob(args.slurm ?? args.collect!, input, args));
    };
    const args: ScoreOptions = {
      ...{ tasks: "starter", limit: 5, samples: file, slurm: job, engine: "auto", k: [1] },
      ...{ shardSeconds: 60, secondsPerProgram: 20, atOnce: 100 },
    };
    const { code, out } = await command(args);
    assert.equal(code, 0, out);
    assert.match(out, /^12 samples at 20 s \(as given\): 4 shards of about 3 samples and 60 s/);
    assert.match(out, /^parallel --jobs 4 < '.*\/job 1\/manifest.sh'/m);
    const again = await command({ ...args, slurm: join(folder, "json"), json: true });
    assert.match(again.err, /^12 samples at 20 s/);
    const { folder: _folder, ...told } = JSON.parse(again.out);
    const sizes = { shards: 4, samples: 12, seconds_per_program: 20, seconds_per_shard: 60 };
    assert.deepEqual(told, sizes);
    const { manifest, about, rows: rowsOf } = jobFiles(job);
    const lines = readFileSync(manifest, "utf8").trimEnd().split("\n");
    assert.equal(lines.length, 4);
    assert.match(lines[2], /--shard=3\/4 '--out=.*\/job 1\/rows\/3\.jsonl' /);

    const none = await command(args);
    assert.equal(none.code, 1);
    assert.match(
      none.err,
      /^no score yet: 0 of 4 shards are done; missing: 1-4; again: sbatch --a/,
    );
    const judge = async (k: number, more: Partial<ScoreOptions> = {}) => {
      const own = { ...args, job, out: rowsOf(k), lanes: 1, ...more };
      using input = await scoreInput(own);
      return await said(() => scoreShard(input, own, shard(`${k}/4`)));
    };
    for (const k of [1, 2, 3, 4]) {
      const { code, err } = await judge(k);
      assert.equal(code, 0, err);
      assert.match(err, /^shard \d\/4: (\d+) of its \1 samples judged, 12 in all$/);
    }
    assert.equal((await judge(2)).err, "shard 2/4 is done");
    const whole = await command({ ...args, out: join(folder, "all.jsonl") });
    assert.equal(whole.code, 0, whole.err);
    assert.match(whole.out, /^starter: 4 tasks, 12 samples, /);
    assert.match(whole.out, /^pass@1 +33\.3 %/m);
    assert.match(whole.out, /^1 task has no sample: it is in no share\n8 replies held more than/m);
    assert.equal(readFileSync(join(folder, "all.jsonl"), "utf8").split("\n").length, 13);

    // A row that is there twice is counted once.
    const [first, second] = [1, 2].map((k) => readFileSync(rowsOf(k), "utf8"));
    appendFileSync(rowsOf(1), first);
    const twice = await command(args);
    assert.match(twice.err, /^\d+ rows were there more than once, and are counted once$/);
    const untimed = (text: string) => text.replace(/[\d.]+ s$/m, "");
    assert.equal(untimed(twice.out), untimed(whole.out));

    const broken = async (k: number, say: RegExp, damage: () => void) => {
      const files = [rowsOf(k), about(k)], before = files.map((one) => readFileSync(one, "utf8"));
      damage();
      const { code, out, err } = await command(args);
      assert.deepEqual([code, out], [1, ""]);
      const [one, all, ...more] = err.split("\n");
      assert.match(one, say);
      assert.match(all, new RegExp(`^no score yet: 3 of 4 .*; not whole: ${k}; again: sbatch `));
      assert.deepEqual(more, []);
      for (const [i, text] of before.entries()) writeFileSync(files[i], text);
    };
    await broken(
      2,
      /^shard 2: rows\/2.jsonl:\d+ is no whole row$/,
      () => writeFileSync(rowsOf(2), second.slice(0, -9)),
    );
    await broken(
      2,
      /^shard 2: rows\/2.jsonl has 1 of its \d+ rows$/,
      () => writeFileSync(rowsOf(2), second.split("\n")[0] + "\n"),
    );
    await broken(
      2,
      /^shard 2: rows\/2.jsonl:\d+: sample \d of \S+ is of shard 1, not 2$/,
      () => appendFileSync(rowsOf(2), first),
    );
    await broken(2, /^shard 2: rows\/2.jsonl was not finished: /, () => rmSync(about(2)));
    await broken(
      2,
      /^shard 2: rows\/2.json is of shard 1\/4, not 2\/4$/,
      () => writeFileSync(about(2), readFileSync(about(1))),
    );
    await broken(
      2,
      /^shard 2: rows\/2.json is of another job$/,
      () => writeFileSync(about(2), readFileSync(about(2), "utf8").replace(/"job":"./, '"job":"x')),
    );
    // Such a shard is judged again from what is kept of it.
    rmSync(about(2));
    assert.match((await judge(2)).err, /^(\d+) of \1 verdicts are kept from before$/m);
    assert.equal(readFileSync(rowsOf(2), "utf8").split("\n").length, second.split("\n").length);

    // No score of two engines.
    const python = readFileSync(about(3), "utf8");
    writeFileSync(about(3), python.replace(/"python":"[^"]+"/, '"python":"3.9.9"'));
    const mixed = await command(args);
    assert.deepEqual([mixed.code, mixed.out], [2, ""]);
    assert.match(
      mixed.err,
      /^shard 3 was judged by \w+, Python 3\.9\.9 on \S+, shard 1 by [^\n]+$/,
    );
    writeFileSync(about(3), python);
    // A task that one machine leaves out is left out of all.
    const [id] = [rows[0].task_id], left = `"leftOut":[{"id":"${id}","status":"failed"}]`;
    writeFileSync(about(3), python.replace('"leftOut":[]', left));
    assert.match((await command(args)).err, /: 1 of 5 canonical solutions \(20\.0 %\) fail here/);
    const fewer = await command({ ...args, allowUncalibrated: true });
    assert.match(fewer.out, /^starter: 3 tasks, 9 samples, /);
    writeFileSync(about(3), python);

    const refusals: [Partial<ScoreOptions>, RegExp][] = [
      [{ samples: other }, /is a job of other samples \(\w{12}, here \w{12}\)$/],
      [{ limit: 4 }, /is a job of other tasks /],
      [{ engine: "wasm" }, /is a job of another --engine \(auto, here wasm\)$/],
      [{ slurm: folder }, /^\S.* holds something and no job: a job needs a folder of its own$/],
      [{ slurm: undefined, collect: folder }, /holds no job$/],
    ];
    for (const [change, says] of refusals) {
      const { code, out, err } = await command({ ...args, ...change });
      assert.deepEqual([code, out], [2, ""], `${says}`);
      assert.match(err, says);
    }
    // A shard whose samples, tasks or number are others judges nothing.
    rmSync(rowsOf(1));
    writeFileSync(other, text + "\n");
    const [sized, tasks, none1] = [
      await judge(1, { samples: other }),
      await judge(1, { limit: 4 }),
      await judge(1, { job: folder }),
    ];
    assert.match(sized.err, /is a job of other samples \(\d+ bytes, here \d+ bytes\)$/);
    assert.match(tasks.err, /is a job of other tasks/);
    assert.match(none1.err, /holds no job$/);
    writeFileSync(
      join(job, "job.json"),
      readFileSync(join(job, "job.json"), "utf8").replace(/"judge": "/, '"judge": "0'),
    );
    assert.match((await judge(1)).err, /is a job of another judge \(00\./);
    assert.match((await command(args)).err, /is a job of another judge \(00\./);
    writeFileSync(join(job, "job.json"), "{");
    assert.match((await command(args)).err, /job\.json is no job of this version/);
    assert(!existsSync(rowsOf(1)));
    assert.throws(() => readJob(job));
    mkdirSync(join(folder, "free"));
    // A job is not begun by half: nothing is written where there is no score.
    const bad = join(folder, "bad.jsonl");
    writeFileSync(bad, '{"task_id": ');
    const torn = await command({ ...args, samples: bad, slurm: join(folder, "free") });
    assert.match(torn.err, /^bad\.jsonl:1: /);
    assert(!existsSync(join(folder, "free", "job.json")));
  } finally {
    if (TRACELAB_CACHE === undefined) delete process.env.TRACELAB_CACHE;
    else process.env.TRACELAB_CACHE = TRACELAB_CACHE;
    rmSync(folder, { recursive: true });
  }
});
