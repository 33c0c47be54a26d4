/** How a training run is cut into steps: the learning rate of each, and the batch of each. */
import { setImmediate } from "node:timers/promises";
import { seededRandom, shuffled } from "../base/mod.ts";

export interface TrainOptions {
  /** Number of updates. */
  steps: number;
  /** Shaped by `warmup` and `decayFrom`; a list has every step's own, and is not shaped. */
  learningRate: number | readonly number[];
  /** Examples (or pairs) of one update. @default {32} */
  batchSize?: number;
  /** Steps in which the learning rate rises from zero. @default {20} */
  warmup?: number;
  /** From this fraction of the steps on the rate falls, linearly, to a fiftieth. @default {0.5} */
  decayFrom?: number;
  /** @default {0} */
  weightDecay?: number;
  /** @default {1} */
  clip?: number;
  /** Of the order of the examples. @default {0} */
  seed?: number;
  /** Shuffled anew in every pass, or as they are given. @default {"shuffled"} */
  order?: "shuffled" | "given";
}

/** One update of a training run. */
export interface TrainEvent {
  /** From 1 on. */
  step: number;
  steps: number;
  loss: number;
  gradientNorm: number;
  learningRate: number;
  /** Tokens that were read in this step. */
  tokens: number;
}

/** Warm-up, constant, linear decay (the trapezoid of Hägele et al. 2024, section 3). */
export function learningRateAt(step: number, options: TrainOptions): number {
  const { steps, learningRate, warmup = 20, decayFrom = 0.5 } = options;
  if (typeof learningRate !== "number") return learningRate[step];
  const rise = Math.min(1, (step + 1) / warmup);
  const done = step / steps;
  const fall = done > decayFrom ? Math.max(0.02, (1 - done) / (1 - decayFrom)) : 1;
  return learningRate * rise * fall;
}

/** Endless batches, reshuffled after every pass over the items unless they come as they are given. */
export function* batches<T>(
  items: readonly T[],
  size: number,
  { seed = 0, order: kind = "shuffled" }: Pick<TrainOptions, "seed" | "order"> = {},
): Generator<T[]> {
  if (items.length === 0) throw new RangeError("nothing to train on: no examples");
  const random = seededRandom(seed);
  const pass = () =>
    kind === "given" ? [...items.keys()].reverse() : shuffled([...items.keys()], random);
  for (let order: number[] = [];;) {
    const batch: T[] = [];
    while (batch.length < Math.min(size, items.length)) {
      if (order.length === 0) order = pass();
      batch.push(items[order.pop()!]);
    }
    yield batch;
  }
}

/** Runs `update` on a batch a step, and reports each. */
export async function* train<T, E extends { loss: number; gradientNorm: number; tokens: number }>(
  items: readonly T[],
  options: TrainOptions,
  update: (
    batch: T[],
    optimizer: { learningRate: number; weightDecay?: number; clip?: number },
  ) => E | Promise<E>,
): AsyncGenerator<TrainEvent & E> {
  const { steps, batchSize = 32, learningRate: rates, weightDecay, clip } = options;
  if (!(Number.isInteger(steps) && steps >= 0)) {
    throw new RangeError(`'steps' must be a whole number: ${steps}`);
  }
  if (typeof rates !== "number" && rates.length !== steps) {
    throw new RangeError(`'learningRate' has ${rates.length} of ${steps} steps`);
  }
  const source = batches(items, batchSize, options);
  for (let step = 0; step < steps; step++) {
    const learningRate = learningRateAt(step, options);
    const batch = source.next().value as T[];
    await setImmediate(); // lets sandboxes, displays and signals go on between steps
    const result = await update(batch, { learningRate, weightDecay, clip });
    yield { ...result, step: step + 1, steps, learningRate };
  }
}
