/**
 * The tiny world: short Python functions made by composition, so that a model of a quarter of a
 * million parameters can really learn to write them.
 *
 * Not a measure of anything but itself: the vocabulary is closed and the programs are short.
 */
import { type Call, callsOf } from "./callsOf.ts";
import { compose } from "./compose.ts";
import { type Composition, keyOf, planOf, stepsOf } from "./composition.ts";
import { type Conventions, defaultConventions } from "./conventions.ts";
import { hash } from "./hash.ts";
import { phrase, type Phrasing } from "./phrase.ts";
import { bodyOf, signatureOf } from "./programOf.ts";
import { type Random, random as seeded } from "../base/mod.ts";
import { type Split, splitOf } from "./splitOf.ts";
import type { TinyMetadata } from "./tinyMetadata.ts";

export interface TinyTasksOptions {
  /** Compositions of one split never occur in another. @default {"test"} */
  split?: Split;
  /** How many tasks. @default {200} */
  limit?: number;
  /** @default {0} */
  seed?: number;
  /** Steps of a task, 1 to 4: one number or several. @default {[1, 2, 3, 4]} */
  steps?: number | number[];
  /** `heldOut`: sentences that no training prompt has. @default {"training"} */
  phrasing?: Phrasing;
  /** What the set takes for granted and no prompt says. */
  conventions?: Partial<Conventions>;
}

/** A task as `lib/tasks` has it, with all that one of this world always has. */
export interface MadeTask {
  id: string;
  set: string;
  prompt: { complete: string; instruct: string };
  entryPoint: string;
  visible: Asserts;
  hidden: Asserts;
  canonical: string;
  libraries: string[];
  metadata: TinyMetadata;
}

/** In a row, after which a split is taken to be used up: seconds, in which a kernel hears no interrupt. */
const MISSES = 100_000;

type Asserts = ReturnType<typeof asserts>;

/** A task with the composition it was made from: what training needs and a method must not see. */
export interface TinyTask extends Composition {
  text: string;
  calls: Call[];
  task: MadeTask;
}

/**
 * Makes tasks of the tiny world: the same options give the same tasks. Each has two visible tests
 * (the first stands in its prompt) and about eight hidden ones, half of them at the boundaries.
 *
 * @example
 * ```ts
 * import { tinyTasks } from "tracelab/tiny";
 * const tasks = tinyTasks({ split: "test", limit: 3, seed: 1, steps: [3, 4] });
 * console.log(tasks[0].prompt.complete, tasks[0].canonical);
 * ```
 */
export function tinyTasks(options: TinyTasksOptions = {}): MadeTask[] {
  return [...generateTinyTasks(options)].map(({ task }) => task);
}

/** The same as a stream, with the compositions. */
export function* generateTinyTasks(options: TinyTasksOptions = {}): Generator<TinyTask> {
  const { split = "test", limit = 200, seed = 0, phrasing = "training" } = options;
  const steps = [options.steps ?? [1, 2, 3, 4]].flat();
  for (const count of steps) {
    if (![1, 2, 3, 4].includes(count)) throw new RangeError(`steps must be 1 to 4: ${count}`);
  }
  const conventions = { ...defaultConventions, ...options.conventions };
  const random = seeded(hash(`${split}/${seed}`));
  const seen = new Set<string>();
  // One-step tasks run out first: a split holds only so many of them.
  for (let made = 0, missed = 0; made < limit; missed++) {
    if (missed > MISSES) {
      throw new RangeError(`the ${split} split has no ${limit} tasks of ${steps} steps: ${made}`);
    }
    const tiny = draw(random, steps[made % steps.length], split, phrasing, conventions);
    if (!tiny || seen.has(tiny.text)) continue;
    seen.add(tiny.text);
    [made, missed] = [made + 1, 0];
    yield tiny;
  }
}

/** Draws a composition of one split; tries until one fits. */
export function drawComposition(
  random: Random,
  steps: number,
  split: Split,
  conventions: Conventions = defaultConventions,
): Composition {
  for (;;) {
    const composition = compose(random, steps, conventions);
    if (composition && splitOf(keyOf(composition)) === split) return composition;
  }
}

function draw(
  random: Random,
  steps: number,
  split: Split,
  phrasing: Phrasing,
  conventions: Conventions,
): TinyTask | undefined {
  const composition = compose(random, steps, conventions);
  if (!composition || splitOf(keyOf(composition)) !== split) return undefined;
  const calls = callsOf(composition, random);
  if (!calls) return undefined;
  const text = phrase(composition, random, phrasing);
  return { ...composition, text, calls, task: taskOf(composition, text, calls, split, phrasing) };
}

const asserts = (calls: Call[]) => ({
  kind: "asserts" as const,
  setup: "",
  asserts: calls.map(({ call, expected }) => `assert ${call} == ${expected}`),
});

function taskOf(
  composition: Composition,
  text: string,
  calls: Call[],
  split: Split,
  phrasing: Phrasing,
): MadeTask {
  const [first, second, ...rest] = calls;
  const signature = signatureOf(composition);
  const complete =
    `${signature}\n    """${text}\n\n    >>> ${first.call}\n    ${first.expected}\n    """\n`;
  const name = signature.slice("def ".length, -1);
  return {
    id: `tiny/${hash(complete + JSON.stringify(composition.conventions)).toString(16)}`,
    set: "tiny",
    prompt: {
      complete,
      instruct:
        `Write a Python function \`${name}\`. ${text} For example, \`${first.call}\` gives \`${first.expected}\`.`,
    },
    entryPoint: "f",
    visible: asserts([first, second]),
    hidden: asserts(rest),
    canonical: complete + bodyOf(composition),
    libraries: [],
    metadata: {
      split,
      phrasing,
      steps: stepsOf(composition),
      composition: keyOf(composition),
      plan: planOf(composition),
      style: composition.style,
      conventions: composition.conventions,
    },
  };
}
