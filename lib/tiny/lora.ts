/**
 * Low-rank adaptation (Hu et al. 2022, section 4.1): a frozen matrix W becomes W + (alpha / rank) A B,
 * A (inputs x rank) random and B (rank x outputs) zero at first. `linear.ts` computes with it.
 */
import { type Adaptable, adaptable, adapterParameters } from "./config.ts";
import { argument, type Operations } from "./operations.ts";
import { gaussian } from "./random.ts";

export interface LoraOptions {
  rank: number;
  /** The update is scaled by alpha / rank. @default {2 rank} */
  alpha?: number;
  /** @default {all four of a layer's matrices} */
  targets?: readonly Adaptable[];
  /** @default {0} */
  seed?: number;
}

export type LoraAdapter = Required<LoraOptions>;

/** Checks the options and fills the defaults in. */
export function loraAdapter(options: LoraOptions, maxRank: number): LoraAdapter {
  const { rank, alpha = 2 * rank, targets = adaptable, seed = 0 } = options;
  if (!(Number.isInteger(rank) && rank > 0 && rank <= maxRank)) {
    throw new RangeError(`'rank' must be between 1 and ${maxRank}: ${rank}`);
  }
  if (targets.length === 0) throw new RangeError("'targets' is empty: nothing to adapt");
  return { rank, alpha, targets, seed };
}

/** Tells the threads which adapter is on. */
export function announceAdapter(
  { plan, words, floats }: Operations,
  adapter?: LoraAdapter,
): void {
  const at = plan.control / 4;
  const { rank = 0, alpha = 0, targets = [] } = adapter ?? {};
  words[at + argument.rank] = rank;
  words[at + argument.targets] = adaptable.reduce(
    (bits, target, i) => targets.includes(target) ? bits | (1 << i) : bits,
    0,
  );
  floats[at + argument.adapterScale] = rank ? alpha / rank : 0;
}

/** A normal with variance 1 / inputs, B zero: the model says what it said. */
export function initialFactors({ config, plan, floats }: Operations, adapter: LoraAdapter): void {
  const next = gaussian(adapter.seed);
  for (
    const { name, rows, columns, offset } of adapterParameters(
      config,
      adapter.rank,
      adapter.targets,
    )
  ) {
    const start = plan.weights / 4 + offset;
    const values = floats.subarray(start, start + rows * columns);
    if (name.endsWith(".a")) values.forEach((_, i) => values[i] = next() / Math.sqrt(rows));
    else values.fill(0);
  }
}
