/**
 * The protocol fuzzer on real lanes: programs say the conversations that `fuzz.py` has changed, and nothing
 * else, and an honest program comes after some of them.
 *
 * `deno run -A lib/sandbox/attacks/fuzzLanes.ts [--engine native|wasm] [--messages n] [--seed n]` prints
 * what was said, the verdicts and the faults, as JSON. 100,000 messages take minutes.
 */
import { spawn } from "node:child_process";
import { createInterface } from "node:readline";
import process from "node:process";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { sandbox } from "../openSandbox.ts";
import type { Program } from "../program.ts";
import type { Sandbox } from "../sandbox.ts";
import { batteryLimits, checkAdd, honest } from "./battery.ts";

interface Conversation {
  name: string;
  test: Program["test"];
  trace: boolean;
  frames: string[];
}

export interface Fuzzed {
  messages: number;
  conversations: number;
  /** Honest programs between them. */
  honest: number;
  verdicts: Record<string, number>;
  /** A win, a `harness`, an honest program that did not pass, a conversation that took too long. */
  faults: string[];
  slowestMs: number;
}

/** Beyond the program's own wall limit: what a busy machine and a new worker may take. */
const PATIENCE_MS = 20_000;
const FAULTS = 20;

/**
 * Has programs say conversations with `messages` messages, drawn from `seed`; every `honestEvery`th is
 * followed by an honest program.
 */
export async function fuzzLanes(
  python: Sandbox,
  { messages, seed, honestEvery = 10 }: { messages: number; seed: number; honestEvery?: number },
): Promise<Fuzzed> {
  const found: Fuzzed = {
    messages: 0,
    conversations: 0,
    honest: 0,
    verdicts: {},
    faults: [],
    slowestMs: 0,
  };
  const conversations = emitted(messages, seed);
  const say = async () => {
    for (;;) {
      const { value: one, done } = await conversations.next();
      if (done || found.faults.length >= FAULTS) return;
      found.messages += one.frames.length;
      const { status, reason, wallMs } = await python.run(programOf(one));
      found.verdicts[status] = (found.verdicts[status] ?? 0) + 1;
      found.slowestMs = Math.max(found.slowestMs, wallMs);
      const what = `conversation ${++found.conversations}, ${one.name}: ${status} ${reason ?? ""}`;
      if (status === "passed" || status === "harness") found.faults.push(what);
      if (wallMs > PATIENCE_MS) found.faults.push(`${what}, ${wallMs} ms`);
      if (found.conversations % honestEvery === 0) {
        found.honest++;
        const next = await python.run({ code: honest, test: checkAdd, entryPoint: "add" });
        if (next.status !== "passed") {
          found.faults.push(`honest after ${what}: ${next.status} ${next.reason ?? ""}`);
        }
      }
    }
  };
  await Promise.all(Array.from({ length: 2 * python.lanes }, say));
  await conversations.return(undefined);
  return found;
}

/** What `fuzz.py --emit` prints. */
async function* emitted(messages: number, seed: number): AsyncGenerator<Conversation, undefined> {
  const script = fileURLToPath(new URL("./fuzz.py", import.meta.url));
  const args = ["-B", script, "--emit", String(messages), "--seed", String(seed)];
  const child = spawn("python3", args, { stdio: ["ignore", "pipe", "inherit"] });
  const ended = new Promise<number | null>((end) => child.on("close", end));
  try {
    for await (const line of createInterface(child.stdout)) yield JSON.parse(line);
  } finally {
    child.kill();
  }
  if (await ended !== 0) throw new Error("fuzz.py failed");
}

/**
 * A program that says these messages and closes its end: on wasm `os._exit` would cost an interpreter a
 * conversation.
 */
function programOf({ frames, test, trace }: Conversation): Program {
  const code = `import base64, os, struct
for text in ${JSON.stringify(frames)}:
    data = base64.b64decode(text)
    data = struct.pack("<I", len(data)) + data
    while data:
        data = data[os.write(3, data):]
os.close(3)
`;
  return { code, test, trace, entryPoint: "add", limits: batteryLimits };
}

if (import.meta.main) {
  const { values } = parseArgs({
    args: process.argv.slice(2),
    options: {
      engine: { type: "string", default: "native" },
      messages: { type: "string", default: "10000" },
      seed: { type: "string", default: "1" },
    },
  });
  const engine = values.engine as "native" | "wasm";
  await using python = await sandbox({ engine });
  const seed = Number(values.seed);
  const found = await fuzzLanes(python, { messages: Number(values.messages), seed });
  console.log(JSON.stringify({ engine, seed, python: python.python, ...found }));
  if (found.faults.length > 0) process.exitCode = 1;
}
