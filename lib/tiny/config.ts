/** The shape of a model and where each parameter lies in the flat vector of weights. */
import { z } from "zod";

const positive = z.number().int().positive();

/**
 * The shape of a model.
 *
 * @example
 * ```ts
 * import { TinyConfig, TinyLM } from "tracelab/tiny";
 * await using lm = await TinyLM.create({ vocabulary: 8, width: 16, layers: 1, heads: 1 });
 * TinyConfig.parse(lm.config).hidden; // 64
 * ```
 */
export const TinyConfig = z.object({
  /** Number of tokens; a multiple of four. */
  vocabulary: positive.multipleOf(4),
  /** Width of the residual stream. */
  width: positive.multipleOf(8),
  layers: positive,
  heads: positive,
  /** Width of the MLP's hidden layer; four times `width` where it is left out. */
  hidden: positive.multipleOf(4),
  /** The longest sequence, in tokens. */
  context: positive,
});
export type TinyConfig = z.infer<typeof TinyConfig>;

/** What a caller gives: `hidden` and `context` have defaults (4 width, 256). */
export type TinyShape =
  & Omit<TinyConfig, "hidden" | "context">
  & Partial<Pick<TinyConfig, "hidden" | "context">>;

/** Checks a shape and fills its defaults in. */
export function tinyConfig(shape: TinyShape): TinyConfig {
  const parsed = TinyConfig.safeParse({ hidden: 4 * shape.width, context: 256, ...shape });
  if (!parsed.success) {
    const [{ path, message }] = parsed.error.issues;
    throw new RangeError(`model shape, '${path.join(".")}': ${message}`);
  }
  const { width, heads } = parsed.data;
  if (width % heads || (width / heads) % 8) {
    throw new RangeError(
      `width ${width} in ${heads} heads: a head's width must be a multiple of 8`,
    );
  }
  return parsed.data;
}

/** One tensor, row-major `rows` x `columns`, at `offset` floats from the start of the weights. */
export interface Parameter {
  name: string;
  rows: number;
  columns: number;
  offset: number;
}

/**
 * All parameters in the order in which they are stored. Linear maps are stored input x output, so
 * that y = x W; the embedding is its own output layer (Press and Wolf 2017).
 */
export function parameters(config: TinyConfig): Parameter[] {
  const { vocabulary, width, layers, hidden } = config;
  const list: Parameter[] = [];
  let offset = 0;
  const add = (name: string, rows: number, columns: number) => {
    list.push({ name, rows, columns, offset });
    offset += rows * columns;
  };
  add("embedding", vocabulary, width);
  for (let l = 0; l < layers; l++) {
    add(`layers.${l}.attention.gain`, 1, width);
    add(`layers.${l}.attention.qkv`, width, 3 * width);
    add(`layers.${l}.attention.output`, width, width);
    add(`layers.${l}.mlp.gain`, 1, width);
    add(`layers.${l}.mlp.up`, width, hidden);
    add(`layers.${l}.mlp.down`, hidden, width);
  }
  add("gain", 1, width);
  return list;
}

/** Number of floats in a model. */
export function parameterCount(config: TinyConfig): number {
  return parameters(config).reduce((sum, { rows, columns }) => sum + rows * columns, 0);
}

/** The matrices that LoRA adapts. */
export const adaptable = ["attention.qkv", "attention.output", "mlp.up", "mlp.down"] as const;
export type Adaptable = typeof adaptable[number];

/**
 * LoRA's factors A (input x rank) and B (rank x output) of the chosen matrices, stored behind the
 * model's own weights.
 */
export function adapterParameters(
  config: TinyConfig,
  rank: number,
  targets: readonly Adaptable[],
): Parameter[] {
  const list: Parameter[] = [];
  let offset = parameterCount(config);
  for (const { name, rows, columns } of parameters(config)) {
    if (!targets.some((target) => name.endsWith(target))) continue;
    list.push({ name: `${name}.a`, rows, columns: rank, offset });
    offset += 4 * Math.ceil(rows * rank / 4);
    list.push({ name: `${name}.b`, rows: rank, columns, offset });
    offset += 4 * Math.ceil(rank * columns / 4);
  }
  return list;
}
