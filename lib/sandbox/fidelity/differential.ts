/**
 * Generated programs and tests, judged by the sandbox and run by plain Python, side by side.
 *
 * `deno run -A lib/sandbox/fidelity/differential.ts [--seed n] [--cases n] [--engine native|wasm]` prints
 * each case that differs and is not declared (`harness`), and the counts.
 */
import { spawn } from "node:child_process";
import { createInterface } from "node:readline";
import process from "node:process";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { findInterpreter } from "../native/interpreter.ts";
import { sandbox } from "../openSandbox.ts";
import type { Sandbox } from "../sandbox.ts";
import { type FidelityCase, programOfCase, scriptOfCase } from "./readCases.ts";

export interface Differences {
  cases: number;
  passed: number;
  /** Verdicts that the boundary cannot give, by their reason. */
  declared: Map<string, number>;
  /** What plain Python says otherwise. */
  differ: { id: string; plain: string; status: string; reason?: string; script: string }[];
}

/** Judges `count` cases drawn from `seed` on. */
export async function differences(
  python: Sandbox,
  { seed, count }: { seed: number; count: number },
): Promise<Differences> {
  const cases = await lines<Omit<FidelityCase, "plain">>("generate.py", [
    String(seed),
    String(count),
  ]);
  const scripts = cases.map((one) => scriptOfCase(whole(one)));
  // On wasm Python has another version and 32 bits: there the script runs whole on a lane.
  const plain = python.engine === "wasm"
    ? await runWhole(python, scripts)
    : await lines<boolean>("plain.py", [], scripts);
  const programs = cases.map((one, index) => ({
    ...programOfCase(whole(one)),
    id: one.id,
    plain: plain[index] ? "passed" : "failed",
    script: scriptOfCase(whole(one)),
  }));
  const found: Differences = { cases: count, passed: 0, declared: new Map(), differ: [] };
  for await (const { program, verdict } of python.stream(programs)) {
    const { status, reason } = verdict;
    if (status === "passed") found.passed++;
    if (status === "harness") {
      found.declared.set(reason!, (found.declared.get(reason!) ?? 0) + 1);
    } else if ((status === "passed") !== (program.plain === "passed")) {
      found.differ.push({
        id: program.id,
        plain: program.plain,
        status,
        reason,
        script: program.script,
      });
    }
  }
  return found;
}

/** Whether each script, program and test in one process, runs to its end. */
async function runWhole(python: Sandbox, scripts: string[]): Promise<boolean[]> {
  const programs = scripts.map((code, index) => ({
    code,
    index,
    test: { kind: "run", stdin: "" } as const,
  }));
  const passed: boolean[] = [];
  for await (const { program, verdict } of python.stream(programs)) {
    passed[program.index] = verdict.status === "passed";
  }
  return passed;
}

const whole = (one: Omit<FidelityCase, "plain">): FidelityCase => ({ ...one, plain: "passed" });

/** What a script of this folder prints, a JSON value a line. */
async function lines<T>(script: string, args: string[], input: unknown[] = []): Promise<T[]> {
  const path = fileURLToPath(new URL(script, import.meta.url));
  const child = spawn(findInterpreter().executable, ["-W", "ignore", path, ...args], {
    stdio: ["pipe", "pipe", "inherit"],
    env: { PYTHONHASHSEED: "0", PATH: "/usr/bin:/bin" },
  });
  child.stdin.end(input.map((value) => JSON.stringify(value) + "\n").join(""));
  const values: T[] = [];
  for await (const line of createInterface(child.stdout)) values.push(JSON.parse(line));
  return values;
}

if (import.meta.main) {
  const { values } = parseArgs({
    args: process.argv.slice(2),
    options: {
      seed: { type: "string", default: "0" },
      cases: { type: "string", default: "1000" },
      engine: { type: "string", default: "native" },
    },
  });
  await using python = await sandbox({ engine: values.engine as "native" | "wasm" });
  const found = await differences(python, {
    seed: Number(values.seed),
    count: Number(values.cases),
  });
  for (const { id, plain, status, reason, script } of found.differ) {
    console.log(`${id}: plain ${plain}, here ${status} ${reason ?? ""}\n${script}`);
  }
  console.log(`${found.cases} cases, ${found.passed} passed, ${found.differ.length} differ`);
  for (const [reason, times] of found.declared) console.log(`declared ${times} times: ${reason}`);
}
