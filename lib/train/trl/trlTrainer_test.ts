import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import process from "node:process";
import { model } from "../../engines/mod.ts";
import { exportPreferences } from "../../methods/mod.ts";
import { solve } from "../../models/mod.ts";
import { Task } from "../../tasks/mod.ts";
import { tinyGguf } from "../../testing/tinyGguf.ts";
import { train } from "../train.ts";
import { requirements, trlPackages } from "./packages.ts";
import { writeTrlFiles } from "./trlFiles.ts";
import { trlTrainer } from "./trlTrainer.ts";

const folder = mkdtempSync(join(tmpdir(), "tracelab-trl-"));
const file = join(folder, "tiny.gguf"), base = `gguf:${file}` as const;
writeFileSync(file, tinyGguf());
const hf = join(folder, "hf");
mkdirSync(hf);
writeFileSync(join(hf, "config.json"), "{}");
const row = { prompt: "Two?", completion: "2" };
const pair = { prompt: "Two?", chosen: "2", rejected: "3" };
const elsewhere = () => mkdtempSync(join(folder, "trained-"));

/** A program in place of Python. */
function python(script: string): string {
  const path = join(mkdtempSync(join(folder, "python-")), "python");
  writeFileSync(path, `#!/bin/sh\n${script}\n`);
  chmodSync(path, 0o755);
  return path;
}
const said = async (script: string, options = {}) =>
  await Array.fromAsync(train(base, {
    method: "sft",
    rows: [row],
    python: python(script),
    folder: elsewhere(),
    ...options,
  }));

Deno.test("a real model's training says what is wrong before anything is started", () => {
  const refused = (options: object, message: string | RegExp, from: string = base) =>
    // deno-lint-ignore no-explicit-any
    assert.throws(() => train(from, { method: "sft", rows: [row], ...options } as any), {
      name: "RangeError",
      message,
    });
  refused({ method: "distil" }, "'method' must be one of sft, dpo for a real model: distil");
  refused({ beta: 1 }, /^train, sft: unknown option 'beta' \(known: epochs, /);
  refused({ learningRate: 0 }, /^train, sft: 'learningRate': /);
  refused({ lora: { rank: 0 } }, /^train, sft: 'lora.rank': /);
  refused({ reward: { name: "r" } }, /takes no function of rewards/);
  refused({ rows: [] }, "nothing to train on: no rows");
  refused({ rows: [row, { prompt: "x" }] }, /^row 1: row: expected rows of texts, or of/);
  refused({ rows: [{ ...row, weight: 2 }] }, /^row 0: 'weight': trl counts every row once/);
  const talk = { prompt: [{ role: "user", content: "Two?" }] };
  const answer = [{ role: "assistant", content: "2" }];
  refused({ rows: [{ ...talk, completion: "2" }] }, /^row 0: row: expected/);
  refused({ rows: [row, { ...talk, completion: answer }] }, /^row 1: texts and conversations/);
  refused({ batchSize: 6, processes: 2, microBatch: 2 }, /must be a multiple of 4 \(.*\): 6$/);
  refused({}, /^no Hugging Face folder \/nowhere/, "hf:/nowhere");
  refused({}, /adapter_model.safetensors: PEFT's own files/, `${base}?adapter=${folder}/a.gguf`);
  assert.throws(
    () => train("gguf:nowhere.gguf", { method: "sft", rows: [row] }),
    /no model nowhere/,
  );
});

Deno.test("what a training is, is its rows, options and weights, and not where they are", () => {
  const ask = { method: "dpo", rows: [pair] } as const, { key } = train(base, ask);
  const moved = join(folder, "moved.gguf");
  writeFileSync(moved, tinyGguf());
  assert.equal(train(`gguf:${moved}`, ask).key, key);
  const around = { python: "elsewhere", gguf: "other.gguf", checkpointEvery: 1 };
  assert.equal(train(base, { ...ask, ...around }).key, key);
  assert.equal(
    train(base, { ...ask, rows: [{ ...pair, taskId: "not read" } as typeof pair] }).key,
    key,
  );
  assert.equal(train(base, { ...ask, epochs: 1, lora: { alpha: 16 } }).key, key, "the defaults");
  const other = tinyGguf(9), another = join(folder, "another.gguf");
  writeFileSync(another, other);
  const others = [
    train(`gguf:${another}`, ask),
    train(`hf:${hf}`, ask),
    train(base, { ...ask, rows: [{ ...pair, chosen: "3", rejected: "2" }] }),
    train(base, { ...ask, seed: 1 }),
    train(base, { ...ask, beta: 0.2 }),
    train(base, { ...ask, processes: 2 }),
    train(base, { ...ask, lora: { rank: 8 } }),
  ];
  assert.equal(new Set([key, ...others.map((one) => one.key)]).size, 8);
});

Deno.test("every format of exportPreferences is read, to the same rows where they say the same", () => {
  const keyOf = (rows: object[]) => train(base, { method: "dpo", rows: rows as typeof pair[] }).key;
  const [plain, talk, hosted] = (["plain", "conversational", "preferred"] as const)
    .map((format) => keyOf(exportPreferences([pair], { format })));
  assert.equal(talk, hosted);
  assert.notEqual(plain, talk);
  assert.equal(plain, keyOf([pair]));
  keyOf(exportPreferences([pair], { system: "Be brief." }));
});

Deno.test("Python that is missing, has no trl, refuses or dies is one line", async () => {
  const asked = { method: "sft", rows: [row], folder: elsewhere() } as const;
  await assert.rejects(train(base, { ...asked, python: "/nowhere/python" }).model(), {
    message:
      "no Python with trl at /nowhere/python: deno task train-env makes it, or TRACELAB_TRAIN_PYTHON names another",
  });
  const fails = (script: string, message: RegExp) => assert.rejects(said(script), { message });
  await fails(
    `echo Warning >&2; echo "refused: trl is missing in python (deno task train-env installs it)" >&2; exit 1`,
    /^gguf:\S+ with trl: trl is missing in python \(deno task train-env installs it\) \(\S+log\.txt\)$/,
  );
  await fails(
    `printf 'Traceback\\n  line 1\\nValueError: no such tensor\\n[rank0]: more\\n' >&2; exit 1`,
    /with trl: Python ended with 1: ValueError: no such tensor \(/,
  );
  await fails(`kill -9 $$`, /with trl: Python ended with SIGKILL: it said nothing \(/);
});

Deno.test("what Python prints of its steps are events; who breaks off ends it", async () => {
  const event = { step: 1, steps: 1, loss: 0.5, learningRate: 0.1, dropped: 0 };
  const events = await said(`echo noise; echo '${JSON.stringify(event)}'; exit 0`);
  assert.deepEqual(events, [event]);
  const waiting = train(base, {
    method: "sft",
    rows: [row],
    python: python(`echo '${JSON.stringify({ ...event, steps: 2 })}'; cat >/dev/null`),
    folder: elsewhere(),
  });
  for await (const { steps } of waiting) if (steps === 2) break;
  // In the middle of a step, too.
  const began = trlTrainer.prepare(base, {
    method: "sft",
    rows: [row],
    python: python(`echo '${JSON.stringify(event)}'; cat >/dev/null`),
  }).run(elsewhere());
  await began.next();
  const next = began.next();
  next.catch(() => {});
  await began.return("");
  await assert.rejects(next, { message: /Python ended with SIGTERM/ });
});

Deno.test("two processes do not train in one folder", async () => {
  const root = elsewhere(), ask = { method: "sft", rows: [row], folder: root } as const;
  const training = train(base, { ...ask, python: python("exit 0") });
  mkdirSync(join(root, training.key));
  writeFileSync(join(root, training.key, "pid"), `${process.ppid}`);
  await assert.rejects(training.model(), {
    message: new RegExp(
      `^process ${process.ppid} trains in .*: wait for it, or remove .*pid if it does not$`,
    ),
  });
});

Deno.test("the launch files start the same training by accelerate and by Slurm", () => {
  const at = elsewhere();
  writeTrlFiles(at, { recipe: { cpu: true, processes: 2 }, rows: [row] });
  assert.equal(readFileSync(join(at, "requirements.txt"), "utf8"), requirements);
  assert.match(
    readFileSync(join(at, "accelerate.yaml"), "utf8"),
    /use_cpu: true\n.*\nnum_processes: 2\n/,
  );
  const launch = (env: Record<string, string>) => {
    const bin = elsewhere();
    // Slurm's programs, as far as the script asks them.
    writeFileSync(join(bin, "srun"), '#!/bin/sh\necho srun; exec "$@"\n');
    writeFileSync(join(bin, "scontrol"), "#!/bin/sh\necho node7; echo node8\n");
    for (const name of ["srun", "scontrol"]) chmodSync(join(bin, name), 0o755);
    const { stdout, stderr, status } = spawnSync("bash", [join(at, "train.sbatch")], {
      encoding: "utf8",
      env: { PATH: `${bin}:${process.env.PATH}`, PYTHON: "echo", ...env },
    });
    assert.equal(status, 0, stderr);
    return stdout.trim();
  };
  const tail = "--config_file accelerate.yaml --num_machines";
  assert.equal(
    launch({ PROCESSES: "2" }),
    `-B -m accelerate.commands.launch ${tail} 1 --num_processes 2 --machine_rank 0 --main_process_ip localhost --main_process_port 29500 --multi_gpu train.py recipe.json`,
  );
  assert.equal(launch({}), launch({ PROCESSES: "2" }), "as many as the recipe says");
  assert.doesNotMatch(launch({ PROCESSES: "1" }), /multi_gpu/);
  const script = () => readFileSync(join(at, "train.sbatch"), "utf8");
  assert.doesNotMatch(script(), /gpus-per-node/);
  writeTrlFiles(at, { recipe: { cpu: false, processes: 2 }, rows: [row] });
  assert.match(script(), /^#SBATCH --gpus-per-node=2$/m);
  const slurm = {
    SLURM_JOB_ID: "1",
    SLURM_SUBMIT_DIR: at,
    SLURM_NNODES: "2",
    SLURM_JOB_NODELIST: "node[7-8]",
    SLURM_GPUS_ON_NODE: "4",
    SLURM_NODEID: "1",
  };
  assert.equal(
    launch(slurm),
    `srun\n-B -m accelerate.commands.launch ${tail} 2 --num_processes 8 --machine_rank 1 --main_process_ip node7 --main_process_port 29500 --multi_gpu train.py recipe.json`,
  );
});

Deno.test("the suite's Python has the versions that this room names", () => {
  const listed = readFileSync(join(import.meta.dirname!, "../../../.ci/requirements.txt"), "utf8");
  for (const [name, version] of Object.entries(trlPackages)) {
    assert(listed.split("\n").includes(`${name}==${version}`), `${name}==${version}`);
  }
});

Deno.test("a URI with an adapter is asked with it, and with no other", async () => {
  const uri = `${base}?adapter=${folder}/none.gguf`;
  const task = Task.parse({
    id: "own/1",
    set: "own",
    prompt: { complete: "def f():\n" },
    entryPoint: "f",
    hidden: { kind: "run" },
  });
  const asked = (options = {}) => model(uri, { store: false, ...options }).ask(solve(task));
  await assert.rejects(asked(), { message: `${uri}: no adapter ${folder}/none.gguf` });
  await assert.rejects(asked({ adapter: "b.gguf" }), /two adapters, and one is read/);
});
