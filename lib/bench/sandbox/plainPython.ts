/** Without any isolation: one `python3 -I` a program, and two bare processes as the limit. */
import { spawn, spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { findInterpreter } from "../../sandbox/native/interpreter.ts";
import { asScript, type Measured, type Workload } from "./workload.ts";

const bare = fileURLToPath(new URL("./bare.py", import.meta.url));

/** A fresh interpreter a program, as many at a time as there are lanes. */
export async function spawnEach({ programs, lanes }: Workload): Promise<Measured> {
  const { executable } = findInterpreter();
  const folder = mkdtempSync(join(tmpdir(), "tracelab-bench-"));
  let next = 0;
  let passed = 0;
  const start = performance.now();
  await Promise.all(Array.from({ length: lanes }, async (_, lane) => {
    const file = join(folder, `program${lane}.py`);
    while (next < programs.length) {
      writeFileSync(file, asScript(programs[next++]));
      const process = spawn(executable, ["-I", file], { stdio: "ignore", timeout: 25_000 });
      if (await new Promise((resolve) => process.once("close", resolve)) === 0) passed++;
    }
  }));
  const seconds = (performance.now() - start) / 1000;
  rmSync(folder, { recursive: true });
  return { per_s: programs.length / seconds, passed, programs: programs.length };
}

/** All programs exec'ed by as many plain processes as there are lanes: what Python itself can do. */
export function bareProcesses({ programs, lanes }: Workload): Promise<Measured> {
  const { executable } = findInterpreter();
  const input = JSON.stringify({ lanes, scripts: programs.map(asScript) });
  const options = { input, encoding: "utf8", maxBuffer: 1 << 26 } as const;
  const { stdout, stderr, status } = spawnSync(executable, ["-I", bare], options);
  if (status !== 0) throw new Error(`bare processes: ${stderr.trim().split("\n").at(-1)}`);
  const { passed, seconds } = JSON.parse(stdout.trim().split("\n").at(-1)!);
  return Promise.resolve({ per_s: programs.length / seconds, passed, programs: programs.length });
}
