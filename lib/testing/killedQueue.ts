/**
 * `killedQueue.ts URL FILE COUNT`: the producer that `faults_test` kills. Judges what FILE has no row of yet
 * through the queue, and appends a row a program.
 */
import { appendFileSync, existsSync, readFileSync } from "node:fs";
import { type Program, sandbox, type Verdict } from "../sandbox/mod.ts";

/** One of each kind of end; every hundredth takes a moment. */
const kinds = [
  "def f(x): return x + 1",
  "def f(x): return x + 2",
  "def f(x): return x.y",
  "def f(x) return",
  "import time\ndef f(x):\n    time.sleep(0.3)\n    return x + 1",
];
const test = { kind: "asserts" as const, asserts: ["assert f(1) == 2"], setup: "" };

/** Program `i`, no two of them the same. */
export function programAt(i: number): Program {
  const kind = i % 100 === 99 ? 4 : i % 4;
  return { code: `${kinds[kind]}\n# ${i}`, entryPoint: "f", test };
}

/** What is compared of a verdict. */
export const told = ({ status, reason, error, tests }: Verdict) =>
  JSON.stringify([status, reason, error?.type, error?.message, tests]);

export interface Row {
  i: number;
  told: string;
}

/** The whole rows of a file; the last line may be half written. */
export const rowsOf = (file: string): Row[] =>
  existsSync(file)
    ? readFileSync(file, "utf8").split("\n").slice(0, -1).map((line) => JSON.parse(line))
    : [];

async function produce(url: string, file: string, count: number): Promise<void> {
  const done = new Set(rowsOf(file).map(({ i }) => i));
  const programs = function* () {
    for (let i = 0; i < count; i++) if (!done.has(i)) yield { i, ...programAt(i) };
  };
  await using python = await sandbox({ queue: url });
  for await (const { program, verdict } of python.stream(programs())) {
    appendFileSync(file, JSON.stringify({ i: program.i, told: told(verdict) }) + "\n");
  }
}

if (import.meta.main) {
  const [url, file, count] = Deno.args;
  await produce(url, file, Number(count));
}
