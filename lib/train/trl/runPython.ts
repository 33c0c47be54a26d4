/** A training's Python process: its steps as they come, its log in a file, its failure as one line. */
import { spawn } from "node:child_process";
import { appendFileSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import process from "node:process";
import { createInterface } from "node:readline";

const log = "log.txt";

/**
 * Starts Python in a folder and gives the lines of JSON that it prints. All else that it prints is in
 * the folder's `log.txt`. It ends with this process, however that ends, and when it is told to (`stop`),
 * in the middle of a step.
 *
 * @throws {Error} of one line: what Python said last, and where the rest is
 */
export async function* runPython(
  python: string,
  args: readonly string[],
  folder: string,
  stop: AbortSignal,
): AsyncGenerator<unknown> {
  const path = join(folder, log);
  writeFileSync(path, "");
  const { TRACELAB_THREADS: threads, OMP_NUM_THREADS = threads } = process.env;
  const child = spawn(python, args, {
    cwd: folder,
    env: {
      ...process.env,
      ...(OMP_NUM_THREADS && { OMP_NUM_THREADS }),
      PYTHONHASHSEED: "0",
      PYTHONUNBUFFERED: "1",
      // Its standard input is ours: where that ends, so does the training.
      TRACELAB_ENDS_WITH_INPUT: "1",
    },
  });
  child.stderr.on("data", (piece) => appendFileSync(path, piece));
  child.stdin.on("error", () => {}); // it ended first
  const end = () => {
    child.stdin.end();
    child.kill();
  };
  stop.addEventListener("abort", end);
  const ended = new Promise<number | string | Error>((resolve) => {
    child.once("error", resolve);
    child.once("close", (code, signal) => resolve(code ?? signal ?? 1));
  });
  try {
    for await (const line of createInterface({ input: child.stdout })) {
      if (line.startsWith('{"step"')) yield JSON.parse(line);
      else appendFileSync(path, `${line}\n`);
    }
    const code = await ended;
    if (code !== 0) throw new Error(`${why(code, path)} (${path})`);
  } finally {
    stop.removeEventListener("abort", end);
    end();
    await ended;
  }
}

/** The line of a log that says why: a refusal of ours, else the last exception, else the last line. */
function why(code: number | string | Error, path: string): string {
  if (code instanceof Error) return code.message;
  const lines = readFileSync(path, "utf8").split(/[\n\r]+/).map((line) =>
    line.replace(/^\[rank\d+\]:\s*/, "").trim()
  ).filter(Boolean);
  const refused = lines.findLast((line) => line.startsWith("refused: "));
  if (refused) return refused.slice("refused: ".length);
  const raised = lines.findLast((line) => /^[\w.]*(?:Error|Exception|Interrupt)\b/.test(line));
  return `Python ended with ${code}: ${raised ?? lines.at(-1) ?? "it said nothing"}`;
}
