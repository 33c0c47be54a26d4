/** `--bigcodebench N`: N tasks in the `science` profile, beside BigCodeBench's own harness. */
import { spawnSync } from "node:child_process";
import { existsSync, realpathSync } from "node:fs";
import { dirname, join } from "node:path";
import process from "node:process";
import { fileURLToPath } from "node:url";
import { cacheFolder } from "../../base/mod.ts";
import { loadTasks } from "../../tasks/mod.ts";
import { venvPython } from "../../testing/needs.ts";
import { guarded, target } from "../../sandbox/attacks/guarded.ts";
import { findInterpreter } from "../../sandbox/native/interpreter.ts";
import { programOf, sandbox } from "../../sandbox/mod.ts";
import { run } from "./run.ts";
import { timed } from "./timed.ts";

const HARNESS = "bigcodebench==0.2.5";
const script = fileURLToPath(new URL("./own_harness.py", import.meta.url));

/**
 * `python` has the libraries of `data/bigcodebench-requirements.txt`; `lanes` are the profile's own
 * where nobody says otherwise, and the harness gets as many workers.
 */
export async function bigCodeBench(
  count: number,
  lanes: number | undefined,
  python = dirname(venvPython),
) {
  const tasks = await loadTasks("bigcodebench", { limit: count, seed: 0 });
  const programs = tasks.map((task) => {
    const program = programOf({ task, completion: { code: task.canonical! } });
    return { ...program, test: program.test! };
  });
  const environment = dirname(dirname(findInterpreter(python).executable));
  await using own = await sandbox({ profile: "science", python, lanes });
  const ours = await timed(own, programs);
  const theirs = harness(programs, own.lanes, environment);
  console.error(
    `bigcodebench, ${programs.length} tasks, ${own.lanes} at a time: ours ${
      ours.perSecond.toFixed(2)
    }/s (${ours.passed} passed), ` +
      `its own harness ${theirs.perSecond.toFixed(2)}/s (${theirs.passed} passed), ` +
      `${(ours.perSecond / theirs.perSecond).toFixed(1)} times as many`,
  );
  return { ours, theirs, lanes: own.lanes };
}

type Programs = { code: string; entryPoint?: string; test: { kind: string; code?: string } }[];

/** It runs programs in processes of the user's own: here inside the outer guard. */
function harness(programs: Programs, lanes: number, environment: string) {
  const executable = join(environment, "bin/python");
  const packages = join(cacheFolder(), `bench-${HARNESS.replace("==", "-")}`);
  if (!existsSync(packages)) {
    // Its code alone: what it needs is in the environment.
    const args = ["-m", "pip", "install", "--quiet", "--no-deps", "--target", packages, HARNESS];
    run(executable, args, process.env);
  }
  using aim = target();
  const base = dirname(dirname(realpathSync(executable)));
  const prefixes = [environment, packages, dirname(script), ...(base === "/usr" ? [] : [base])];
  const [command, ...rest] = guarded({
    as: "user",
    executable: findInterpreter().executable,
    prefixes,
    target: aim,
    seconds: 3600,
  });
  const rows = programs.map(({ code, entryPoint, test }) => ({
    code,
    entryPoint,
    test: test.code,
  }));
  const { status, stdout, stderr } = spawnSync(
    command,
    [...rest, `PYTHONPATH=${packages}`, "HOME=/tmp", executable, script, String(lanes)],
    { input: JSON.stringify(rows), encoding: "utf8", maxBuffer: 1 << 26 },
  );
  if (status !== 0) throw new Error(`${HARNESS}: ${stderr.trim().split("\n").at(-1)}`);
  const [passed, seconds] = JSON.parse(stdout.trim().split("\n").at(-1)!);
  return { perSecond: programs.length / seconds, passed };
}
