import { existsSync } from "node:fs";
import { join } from "node:path";
import { dataFolder } from "../../testing/needs.ts";
import type { Program } from "../../sandbox/mod.ts";

export interface Workload {
  programs: (Program & { id: string })[];
  rounds: number;
  lanes: number;
  set: "humaneval" | "starter";
  /** HumanEval's file, for the harnesses that read it themselves. */
  file?: string;
}

export type Measured =
  | { per_s: number; passed: number; programs: number }
  | { skipped: string };

export function humanEvalFile(): string | undefined {
  const file = dataFolder && join(dataFolder, "HumanEval.jsonl.gz");
  return file && existsSync(file) ? file : undefined;
}

/** The test of a program as plain Python text after it, for runners without a judge. */
export function asScript({ code, test, entryPoint }: Program): string {
  if (test?.kind === "check") return `${code}\n${test.code}\ncheck(${entryPoint})\n`;
  if (test?.kind === "unittest") {
    const suite = "unittest.TestLoader().loadTestsFromTestCase(TestCases)";
    const run =
      `assert unittest.TextTestRunner(stream=open("/dev/null", "w")).run(${suite}).wasSuccessful()`;
    return `${code}\n${test.code}\nimport unittest\n${run}\n`;
  }
  throw new Error(`no script for a ${test?.kind} test`);
}
