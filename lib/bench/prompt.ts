/**
 * `deno task bench prompt [--tasks N] [--json]`: a search for a prompt over many tasks with a model that
 * answers at once and a judge that looks at nothing but one line: what recording costs, whether memory
 * stays flat, and how long a finished search takes to be resumed.
 */
import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import process from "node:process";
import { parseArgs } from "node:util";
import { optimisePrompt } from "../methods/mod.ts";
import { dialects, modelFrom } from "../models/mod.ts";
import { record } from "../runs/mod.ts";
import { type Candidate, programKey, programOf, type Sandbox, Verdict } from "../sandbox/mod.ts";
import { Task } from "../tasks/mod.ts";

const lesson = "Return 0 for an empty list.";

function tasksOf(set: string, count: number): Task[] {
  return Array.from({ length: count }, (_, i) =>
    Task.parse({
      id: `${set}/${i}`,
      set: "own",
      entryPoint: "biggest",
      prompt: { instruct: `Write biggest(xs), number ${i} of ${set}.` },
      canonical: "def biggest(xs):\n    return max(xs) if xs else 0\n",
      hidden: { kind: "asserts", asserts: ["assert biggest([]) == 0", `assert ${i} == ${i}`] },
    }));
}

/** Two of three programs fail without the lesson, one of ten with it. */
const answers = (intent: { kind: string; task?: Task; directives?: string[] }) => {
  if (intent.kind === "analyse") return "It raises ValueError when the list is empty.";
  if (intent.kind === "optimise") return `1. ${lesson}`;
  const number = Number(intent.task!.id.split("/")[1]);
  const right = number % (intent.directives?.includes(lesson) ? 10 : 3) === 0;
  return `def biggest(xs):\n    return max(xs)${right ? " if xs else 0" : ""}\n`;
};

/** Judges by a word in the code: Python is not what is measured. */
function stubJudge(): Sandbox {
  const verdictOf = (candidate: Candidate): Verdict => {
    const passed = candidate.completion.code.includes("else 0");
    return Verdict.parse({
      status: passed ? "passed" : "error",
      tests: [{ name: "assert biggest([]) == 0", status: passed ? "passed" : "error" }],
      guarantee: "apart",
      engine: "native",
      cpuMs: 1,
      wallMs: 1,
      key: programKey(programOf(candidate)),
    });
  };
  const refuse = () => Promise.reject(new Error("the stub judges streams alone"));
  return {
    engine: "native",
    protection: "a stub",
    python: "none",
    lanes: 1,
    run: refuse,
    judgeOne: refuse,
    stream: () => {
      throw new Error("the stub judges candidates alone");
    },
    async *judge(candidates) {
      for await (const one of candidates) yield { ...one, verdict: verdictOf(one) };
    },
    close: () => Promise.resolve(),
    [Symbol.asyncDispose]: () => Promise.resolve(),
  };
}

export async function bench(args: string[]): Promise<void> {
  const { values } = parseArgs({
    args,
    options: { tasks: { type: "string", default: "1000" }, json: { type: "boolean" } },
  });
  const folder = mkdtempSync(join(tmpdir(), "bench-prompt-"));
  const train = tasksOf("train", Number(values.tasks)), dev = tasksOf("dev", 100);
  const memory: number[] = [];
  const search = async () => {
    const coder = modelFrom("stub", () => ({
      dialect: dialects.chat,
      complete: ({ intent }) =>
        Promise.resolve({ text: answers(intent as never), finishReason: "stop" }),
    }), { store: join(folder, "store.jsonl"), identity: "stub" });
    const began = performance.now();
    let attempts = 0, fresh = 0;
    const run = await record("bench", {
      tasks: [...train, ...dev],
      root: folder,
      on: (_, isFresh) => {
        attempts++;
        fresh += Number(isFresh);
        if (attempts % 500 === 0) memory.push(process.memoryUsage().rss);
      },
    }, optimisePrompt({ train, dev, coder, python: stubJudge(), epochs: 3, seed: 1 }));
    await coder.close();
    return { attempts, fresh, seconds: (performance.now() - began) / 1000, run };
  };
  try {
    const first = await search();
    const quarter = memory.length >> 2, half = memory.length >> 1;
    const mib = (bytes: number) => Math.round(bytes / 2 ** 20);
    const grown = [memory[quarter], memory[half], memory.at(-1)!].map(mib);
    memory.length = 0;
    const second = await search();
    const row = {
      trainingTasks: train.length,
      attempts: first.attempts,
      firstSeconds: Number(first.seconds.toFixed(2)),
      memoryMiB: grown,
      resumeSeconds: Number(second.seconds.toFixed(2)),
      madeAgain: second.fresh,
    };
    if (values.json) console.log(JSON.stringify(row, null, 1));
    else {
      console.log(
        `${row.trainingTasks} tasks × 3 epochs, ${row.attempts} attempts: ${row.firstSeconds} s, ` +
          `resident after a quarter, half and all of it ${grown.join(", ")} MiB; resumed in ` +
          `${row.resumeSeconds} s with ${row.madeAgain} attempts made again`,
      );
    }
  } finally {
    // Its own temporary folder.
    if (existsSync(folder)) rmSync(folder, { recursive: true });
  }
}
