/** What the learning experiments share: models, tasks with their tests, measuring. */
import process from "node:process";
import { checkpointPath, promptOf, TinyLM, type Tokenizer } from "../../tiny/mod.ts";
import type { Sandbox } from "../../sandbox/mod.ts";
import { generateTinyTasks, signatureOf, type TinyTask } from "../../tinyWorld/mod.ts";
import { passes } from "./measuring.ts";

/** One measured model. */
export interface Row {
  arm: string;
  seed: number;
  split: "test" | "validation";
  /** Sampled pass@1 at temperature 0.8, the headline. */
  sampled: number;
  greedy: number;
  tasks: number;
  /** Samples of each task. */
  samples: number;
  /** The part of each task's samples that is right. */
  perTask: number[];
}

export interface Lab {
  tokenizer: Tokenizer;
  python: Sandbox;
  /** Tasks a measurement takes. */
  tasks: number;
  seeds: number[];
  /** Says what has been measured. */
  say(row: Row): void;
}

/** The results do not depend on it; on a busy machine one thread waits less. */
const threads = process.env.TRACELAB_THREADS ? Number(process.env.TRACELAB_THREADS) : undefined;

export const trainingTasks = (limit: number, seed: number) => [
  ...generateTinyTasks({ split: "train", limit, seed }),
];

/** The prompt of a task, as tokens. */
export const promptTokens = (tiny: TinyTask, tokenizer: Tokenizer) =>
  tokenizer.encode(
    promptOf("solve", { parameters: tiny.source.parameters, text: tiny.text }),
  );

/** Which bodies pass all tests of their tasks. */
export async function passing(
  { python }: Lab,
  candidates: { tiny: TinyTask; body: string }[],
): Promise<boolean[]> {
  return await passes(
    python,
    candidates.map(({ tiny, body }) => ({
      code: `${signatureOf(tiny)}\n${body}`,
      asserts: tiny.calls.map(({ call, expected }) => `assert ${call} == ${expected}`),
    })),
  );
}

/** Greedy and sampled pass@1, tasks of one to four steps in equal shares. */
export async function measure(
  lab: Lab,
  uri: string,
  arm: string,
  seed: number,
  split: Row["split"] = "test",
): Promise<Row> {
  await using lm = await TinyLM.load(checkpointPath(uri), { threads });
  const samples = split === "test" ? 4 : 2;
  const tasks = [...generateTinyTasks({ split, limit: lab.tasks, seed: 7 })];
  const prompts = tasks.map((tiny) => promptTokens(tiny, lab.tokenizer));
  const answers = async (repeat: number, temperature: number) => {
    const seeds = Array.from({ length: repeat * tasks.length }, (_, i) => i);
    const replies = await lm.generate(
      seeds.map((i) => prompts[i % tasks.length]),
      { maxTokens: 112, stop: lab.tokenizer.end, temperature, seeds },
    );
    return await passing(
      lab,
      replies.map(({ tokens }, i) => ({
        tiny: tasks[i % tasks.length],
        body: lab.tokenizer.decode(tokens),
      })),
    );
  };
  const sampled = await answers(samples, 0.8), greedy = await answers(1, 0);
  const perTask = tasks.map((_, i) =>
    sampled.filter((right, k) => right && k % tasks.length === i).length / samples
  );
  const row = {
    arm,
    seed,
    split,
    sampled: sampled.filter(Boolean).length / sampled.length,
    greedy: greedy.filter(Boolean).length / greedy.length,
    tasks: tasks.length,
    samples,
    perTask,
  };
  lab.say(row);
  return row;
}

/** The learning rate whose model is best on the validation split (sampled pass@1, seed 0). */
export async function* chooseRate(
  lab: Lab,
  arm: string,
  rates: number[],
  fit: (rate: number, seed: number) => Promise<string>,
): AsyncGenerator<Row, number> {
  let best = { rate: NaN, sampled: -1 };
  for (const rate of rates) {
    const row = await measure(
      lab,
      await fit(rate, 0),
      `${arm}, learning rate ${rate}`,
      0,
      "validation",
    );
    yield row;
    if (row.sampled > best.sampled) best = { rate, sampled: row.sampled };
  }
  return best.rate;
}
