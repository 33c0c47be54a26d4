/** What the learning experiments share: models, tasks with their tests, measuring. */
import { readFileSync } from "node:fs";
import process from "node:process";
import { promptOf, TinyLM, type TinyShape, type Tokenizer } from "../../tiny/mod.ts";
import type { Sandbox } from "../../sandbox/mod.ts";
import { generateTinyTasks, signatureOf, type TinyTask } from "../../tinyWorld/mod.ts";
import { measuring } from "./measuring.ts";

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

/** A checkpoint of the project, fresh. */
export const checkpoint = (name: "base" | "student" | "teacher") =>
  TinyLM.load(readFileSync(`data/tiny/${name}.tiny`), { threads });

/** The student's shape with weights that have learned nothing. */
export const blank = ({ tokenizer }: Lab, seed: number, shape: Partial<TinyShape> = {}) =>
  TinyLM.create(
    { width: 32, layers: 2, heads: 2, vocabulary: tokenizer.size, context: 320, ...shape },
    { seed, threads, tokenizer: tokenizer.vocabulary },
  );

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
  lab: Lab,
  lm: TinyLM,
  candidates: { tiny: TinyTask; tokens: number[] }[],
): Promise<boolean[]> {
  const { passes } = measuring(lm, lab.python, { split: "train", seed: 0 });
  return await passes(candidates.map(({ tiny, tokens }) => ({
    code: `${signatureOf(tiny)}\n${lab.tokenizer.decode(tokens)}`,
    asserts: tiny.calls.map(({ call, expected }) => `assert ${call} == ${expected}`),
  })));
}

/** Greedy and sampled pass@1, tasks of one to four steps in equal shares. */
export async function measure(
  lab: Lab,
  lm: TinyLM,
  arm: string,
  seed: number,
  split: Row["split"] = "test",
): Promise<Row> {
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
      lm,
      replies.map(({ tokens }, i) => ({ tiny: tasks[i % tasks.length], tokens })),
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
  fit: (rate: number, seed: number) => Promise<TinyLM>,
): AsyncGenerator<Row, number> {
  let best = { rate: NaN, sampled: -1 };
  for (const rate of rates) {
    await using lm = await fit(rate, 0);
    const row = await measure(lab, lm, `${arm}, learning rate ${rate}`, 0, "validation");
    yield row;
    if (row.sampled > best.sampled) best = { rate, sampled: row.sampled };
  }
  return best.rate;
}

/** Runs a training to its end; answers the last loss. */
export async function finish(events: AsyncIterable<{ loss: number }>): Promise<number> {
  let last = NaN;
  for await (const { loss } of events) last = loss;
  return last;
}
