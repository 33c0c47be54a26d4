/**
 * What a checkpoint can do, role by role, on compositions that it never saw. Programs are run by
 * whoever measures (`passes`); plans, rewrites, lessons and judgements are compared with the world's
 * own.
 */
import {
  bodyOf,
  callText,
  drawComposition,
  edgesOf,
  generateTinyTasks,
  phrase,
  type Phrasing,
  planOf,
  signatureOf,
  type Split,
  type TinyCall,
} from "../../tinyWorld/mod.ts";
import { random as seeded } from "../../base/mod.ts";
import { promptOf } from "./controls.ts";
import { drawExample, type Kind } from "./mixture.ts";
import { drawFailure, given } from "./roleExample.ts";

/** A program with the asserts that it must hold. */
export interface Checked {
  code: string;
  asserts: string[];
}

export interface Measuring {
  /** Answers prompts: greedily, or sampled where a seed is given. */
  answer(prompts: string[], sampled?: { temperature: number; seed: number }): Promise<string[]>;
  /** Whether each program holds its asserts. */
  passes(programs: Checked[]): Promise<boolean[]>;
  split: Split;
  seed: number;
}

/** So many of so many. */
export interface Proportion {
  hits: number;
  of: number;
}

const share = (hits: boolean[]): Proportion => ({
  hits: hits.filter(Boolean).length,
  of: hits.length,
});
const asserts = (calls: TinyCall[]) =>
  calls.map(({ call, expected }) => `assert ${call} == ${expected}`);

export interface SolveScore {
  steps: number;
  greedy: Proportion;
  /** Several samples a task at temperature 0.8; `of` counts samples. */
  sampled?: Proportion;
}

/**
 * Greedy and sampled pass rates of solving, by steps.
 *
 * @example
 * ```ts
 * import { measureSolving } from "tracelab/tiny";
 * const measuring = {
 *   answer: (prompts: string[]) => Promise.resolve(prompts.map(() => "")), // a model's replies
 *   passes: (programs: unknown[]) => Promise.resolve(programs.map(() => false)), // a sandbox's verdicts
 *   split: "test" as const,
 *   seed: 7,
 * };
 * const [one] = await measureSolving(measuring, { tasks: 2, samples: 1 });
 * one.greedy; // { hits: 0, of: 2 }
 * ```
 */
export async function measureSolving(
  measuring: Measuring,
  { tasks = 100, samples = 8, planned = false, phrasing = "training" as Phrasing } = {},
): Promise<SolveScore[]> {
  const { answer, passes, split, seed } = measuring;
  const scores: SolveScore[] = [];
  for (const steps of [1, 2, 3, 4]) {
    // The same tasks in other words: unique explicit texts of one step are few.
    const wording = seeded(seed);
    const drawn = [...generateTinyTasks({ split, steps, limit: tasks, seed })].map((tiny) =>
      phrasing === "training" ? tiny : { ...tiny, text: phrase(tiny, wording, phrasing) }
    );
    const prompts = drawn.map((tiny) =>
      promptOf("solve", {
        ...given(tiny, tiny.text),
        steps: planned ? planOf(tiny) : undefined,
      })
    );
    const rate = async (prompts: string[], sampled?: { temperature: number; seed: number }) => {
      const bodies = await answer(prompts, sampled);
      const programs = bodies.map((body, i) => {
        const tiny = drawn[i % drawn.length];
        return { code: `${signatureOf(tiny)}\n${body}`, asserts: asserts(tiny.calls) };
      });
      return share(await passes(programs));
    };
    const repeated = Array.from({ length: samples }, () => prompts).flat();
    scores.push({
      steps,
      greedy: await rate(prompts),
      sampled: samples > 0 ? await rate(repeated, { temperature: 0.8, seed: seed + 1 }) : undefined,
    });
  }
  return scores;
}

/**
 * How often a role's greedy answer is the world's own, word for word.
 *
 * @example
 * ```ts
 * import { measureExact } from "tracelab/tiny";
 * const measuring = {
 *   answer: (prompts: string[]) => Promise.resolve(prompts.map(() => "")), // a model's replies
 *   passes: (programs: unknown[]) => Promise.resolve(programs.map(() => false)), // a sandbox's verdicts
 *   split: "test" as const,
 *   seed: 7,
 * };
 * await measureExact(measuring, "plan", 4); // { hits: 0, of: 4 }
 * ```
 */
export async function measureExact(
  { answer, split, seed }: Measuring,
  kind: Kind,
  cases = 200,
): Promise<Proportion> {
  const random = seeded(seed);
  const examples = Array.from({ length: cases }, () => drawExample(kind, random, {}, split));
  const answers = await answer(examples.map(({ prompt }) => prompt));
  return share(examples.map((example, i) => answers[i].trim() === example.answer.trim()));
}

/**
 * How many of the proposed calls are boundary inputs of the task.
 *
 * @example
 * ```ts
 * import { measureEdges } from "tracelab/tiny";
 * const measuring = {
 *   answer: (prompts: string[]) => Promise.resolve(prompts.map(() => "")), // a model's replies
 *   passes: (programs: unknown[]) => Promise.resolve(programs.map(() => false)), // a sandbox's verdicts
 *   split: "test" as const,
 *   seed: 7,
 * };
 * (await measureEdges(measuring, 4)).hits; // 0
 * ```
 */
export async function measureEdges(
  { answer, split, seed }: Measuring,
  cases = 200,
): Promise<Proportion> {
  const random = seeded(seed);
  const drawn = Array.from({ length: cases }, (_, i) => {
    const composition = drawComposition(random, 1 + i % 4, split);
    return { composition, text: phrase(composition, random) };
  });
  const answers = await answer(
    drawn.map(({ composition, text }) => promptOf("edge", given(composition, text))),
  );
  return share(drawn.flatMap(({ composition }, i) => {
    const edges = new Set(edgesOf(composition).map(callText));
    return answers[i].trim().split("\n").map((call) => edges.has(call));
  }));
}

export interface RepairScore {
  /** With the failure that the program really had. */
  trueError: Proportion;
  /** With the failure of another program. */
  shuffledError: Proportion;
  /** Only failures that a convention explains: the prompt alone cannot tell them. */
  conventionTrueError: Proportion;
  conventionShuffledError: Proportion;
}

/**
 * Repair success given the true error against a shuffled one.
 *
 * @example
 * ```ts
 * import { measureRepair } from "tracelab/tiny";
 * const measuring = {
 *   answer: (prompts: string[]) => Promise.resolve(prompts.map(() => "")), // a model's replies
 *   passes: (programs: unknown[]) => Promise.resolve(programs.map(() => false)), // a sandbox's verdicts
 *   split: "test" as const,
 *   seed: 7,
 * };
 * (await measureRepair(measuring, 4)).trueError; // { hits: 0, of: 4 }
 * ```
 */
export async function measureRepair(
  { answer, passes, split, seed }: Measuring,
  cases = 300,
): Promise<RepairScore> {
  const random = seeded(seed);
  const failures = Array.from(
    { length: cases },
    (_, i) => drawFailure({ random, split, steps: 1 + i % 4 }),
  );
  const success = async (feedbackOf: (i: number) => string) => {
    const prompts = failures.map(({ composition, text, mistake }, i) =>
      promptOf("repair", {
        ...given(composition, text),
        code: mistake.body,
        feedback: feedbackOf(i),
      })
    );
    const bodies = await answer(prompts);
    return await passes(failures.map(({ composition, calls }, i) => ({
      code: `${signatureOf(composition)}\n${bodies[i]}`,
      asserts: asserts(calls),
    })));
  };
  const told = await success((i) => failures[i].feedback);
  const shuffled = await success((i) => failures[(i + 1) % cases].feedback);
  const convention = (hits: boolean[]) =>
    share(hits.filter((_, i) => failures[i].mistake.convention !== undefined));
  return {
    trueError: share(told),
    shuffledError: share(shuffled),
    conventionTrueError: convention(told),
    conventionShuffledError: convention(shuffled),
  };
}

/**
 * How often a canonical body holds its own asserts: calibrates whoever runs the programs.
 *
 * @example
 * ```ts
 * import { measureCanonical } from "tracelab/tiny";
 * const measuring = {
 *   answer: (prompts: string[]) => Promise.resolve(prompts.map(() => "")), // a model's replies
 *   passes: (programs: unknown[]) => Promise.resolve(programs.map(() => false)), // a sandbox's verdicts
 *   split: "test" as const,
 *   seed: 7,
 * };
 * await measureCanonical(measuring, 4); // { hits: 0, of: 4 }
 * ```
 */
export async function measureCanonical(
  { passes, split, seed }: Measuring,
  tasks = 50,
): Promise<Proportion> {
  const drawn = [...generateTinyTasks({ split, limit: tasks, seed })];
  return share(
    await passes(drawn.map((tiny) => ({
      code: `${signatureOf(tiny)}\n${bodyOf(tiny)}`,
      asserts: asserts(tiny.calls),
    }))),
  );
}
