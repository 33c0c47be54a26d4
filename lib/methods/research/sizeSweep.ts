/**
 * How much does fine-tuning on N examples help? Every trainer on every size and seed, the smaller sample
 * a part of the larger, and as control the same on shuffled answers. Trainings are kept by the hash of
 * what they read: a sweep that is run again trains nothing twice.
 */
import { positiveInteger, refuseUnknown } from "../../base/mod.ts";
import type { SftRow, Training, TrainingEvent } from "../../train/mod.ts";
import { shuffledAnswers } from "./shuffledAnswers.ts";

/** What is trained: where it stands in the sweep. */
export interface SweepCell {
  /** `TRAINER-SIZE`, for the control `TRAINER-SIZE-shuffled`. */
  arm: string;
  trainer: string;
  size: number;
  seed: number;
  shuffled: boolean;
}

/** Begins a training on rows; any that `train` knows, or another with the same events. */
export type SweepTrainer = (
  rows: SftRow[],
  cell: SweepCell,
) => Omit<Training, "key"> | Promise<Omit<Training, "key">>;

export interface SizeSweepOptions {
  /** In the order in which sizes take them: the first N. Each seed may have its own sample. */
  rows: readonly SftRow[] | ((seed: number) => readonly SftRow[]);
  sizes: readonly number[];
  /** @default {[0]} */
  seeds?: readonly number[];
  /** By name. */
  trainers: Readonly<Record<string, SweepTrainer>>;
  /** Sizes that are also trained on shuffled answers. @default {the largest} */
  shuffledSizes?: readonly number[];
}

const known = {
  rows: true,
  sizes: true,
  seeds: true,
  trainers: true,
  shuffledSizes: true,
} satisfies Record<keyof SizeSweepOptions, true>;

/** A step of a training, or its end with the model's URI. */
export type SweepEvent = SweepCell & { event?: TrainingEvent; model?: string };

/**
 * Trains cell after cell and tells every step; the last event of a cell names its model.
 *
 * @throws {RangeError} before anything is trained: where there are fewer rows than a size asks for, for
 * sizes, seeds or trainers that are none, are there twice or cannot be, and for a control of one row
 *
 * @example
 * ```ts
 * import { fineTuningRows, sizeSweep, type SweepTrainer, worldRows } from "tracelab/methods";
 * import { train } from "tracelab/train";
 * import { mkdtempSync } from "node:fs";
 * const folder = mkdtempSync("/tmp/sweep-");
 * const { rows } = fineTuningRows(worldRows({ limit: 20 }), { form: "tiny" });
 * const lora: SweepTrainer = (rows, { seed }) =>
 *   train("tiny:student", { method: "sft", rows, steps: 2, learningRate: 1e-3, lora: { rank: 4 }, seed, folder });
 * for await (const { arm, model } of sizeSweep({ rows, sizes: [10, 20], trainers: { lora } })) {
 *   if (model) console.log(arm, model); // lora-10, lora-20, lora-20-shuffled
 * }
 * ```
 */
export async function* sizeSweep(options: SizeSweepOptions): AsyncGenerator<SweepEvent> {
  refuseUnknown("sizeSweep", options, known);
  const { sizes, seeds = [0], trainers } = options;
  distinct("sizes", sizes);
  for (const size of sizes) positiveInteger("sizes", size);
  distinct("seeds", seeds);
  const noSeed = seeds.find((seed) => !Number.isSafeInteger(seed) || seed < 0);
  if (noSeed !== undefined) {
    throw new RangeError(`'seeds' must be integers of 0 or more: ${noSeed}`);
  }
  const { shuffledSizes = [Math.max(...sizes)] } = options;
  if (shuffledSizes.length) distinct("shuffledSizes", shuffledSizes);
  const odd = shuffledSizes.find((size) => !sizes.includes(size));
  if (odd !== undefined) throw new RangeError(`'shuffledSizes' has no size of the sweep: ${odd}`);
  if (shuffledSizes.includes(1)) {
    throw new RangeError("too few rows to shuffle: 1 ('shuffledSizes'; [] for no control)");
  }
  distinct("trainers", Object.keys(trainers));
  const rowsOf = (seed: number) =>
    typeof options.rows === "function" ? options.rows(seed) : options.rows;
  for (const seed of seeds) {
    const all = rowsOf(seed), largest = Math.max(...sizes);
    if (all.length < largest) {
      throw new RangeError(`${all.length} rows, and the largest size is ${largest} (seed ${seed})`);
    }
  }
  for (const seed of seeds) {
    const all = rowsOf(seed);
    for (const [trainer, begin] of Object.entries(trainers)) {
      for (const size of sizes) {
        for (const shuffled of shuffledSizes.includes(size) ? [false, true] : [false]) {
          const arm = `${trainer}-${size}${shuffled ? "-shuffled" : ""}`;
          const cell = { arm, trainer, size, seed, shuffled };
          const rows = all.slice(0, size);
          const training = await begin(shuffled ? shuffledAnswers(rows, seed) : rows, cell);
          for await (const event of training) yield { ...cell, event };
          yield { ...cell, model: await training.model() };
        }
      }
    }
  }
}

function distinct(name: string, values: readonly (number | string)[]): void {
  if (!values.length) throw new RangeError(`'${name}' is empty`);
  const twice = values.find((value, i) => values.slice(0, i).includes(value));
  if (twice !== undefined) throw new RangeError(`'${name}' has ${twice} twice`);
}
