/**
 * What `lib/runs/kill_test.ts` kills: two rounds over sixty tasks with a model and an engine that note every
 * call. Not a part of the library.
 */
import { appendFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { dialects, modelFrom, solve } from "../models/mod.ts";
import { Pool } from "../sandbox/pool.ts";
import { Verdict } from "../sandbox/mod.ts";
import { Task } from "../tasks/mod.ts";
import { type Attempt, attempt, record } from "../runs/mod.ts";

const [root, name, calls] = Deno.args;
const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
const note = (text: string) => appendFileSync(calls, `${text}\n`);

const tasks = Array.from(
  { length: 60 },
  (_, i) =>
    Task.parse({
      id: `t/${i}`,
      set: "own",
      prompt: { instruct: `Write ${i}.` },
      hidden: { kind: "run" },
    }),
);

const coder = modelFrom("scripted", () => ({
  dialect: dialects.chat,
  async complete({ intent, sampling }) {
    const id = intent.kind === "solve" ? intent.task.id : "";
    note(`ask ${id} ${sampling.seed}`);
    await pause(12);
    return { text: `\`\`\`python\nx = "${id} ${sampling.seed}"\n\`\`\``, finishReason: "stop" };
  },
}), { store: join(dirname(calls), `${name}.store.jsonl`), concurrency: 2 });

const python = new Pool({
  engine: "native",
  protection: "none: nothing is executed",
  python: "3",
  lanes: 2,
  start: () =>
    Promise.resolve({
      depth: 1,
      async run({ code }) {
        note(`judge ${code.trim()}`);
        await pause(12);
        const passed = code.length % 3 === 0;
        return Verdict.parse({
          status: passed ? "passed" : "failed",
          tests: [{ name: "x", status: passed ? "passed" : "failed" }],
          guarantee: "apart",
          engine: "native",
          cpuMs: Math.random(),
          wallMs: Math.random(),
        });
      },
      close: () => Promise.resolve(),
    }),
});

async function* method(): AsyncGenerator<Attempt> {
  let open = tasks;
  for (const round of [1, 2]) {
    const failed: Task[] = [];
    const requests = open.map((task) => solve(task, { seed: round, temperature: 0.5 }));
    for await (const { task, completion, verdict } of python.judge(coder.generate(requests))) {
      if (verdict.status !== "passed") failed.push(task);
      yield attempt({ method: "two", taskId: task.id, round, completion, verdict });
    }
    open = failed;
  }
}

console.log("recording"); // the moment from which it may be killed
await record(name, { tasks, seed: 1, root, coder }, method());
await coder.close();
await python.close();
