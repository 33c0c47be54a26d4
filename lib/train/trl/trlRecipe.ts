/** How a real model is trained with `trl`: options, limits, defaults. */
import { z } from "zod";
import { type trlRows } from "./trlRows.ts";

const count = z.number().int().positive();

const common = {
  /** Passes over the rows; not where `steps` are given. @default {3 for `sft`, 1 for `dpo`} */
  epochs: z.number().positive().optional(),
  /** Updates. @default {as many as the epochs have} */
  steps: count.optional(),
  /** @default {5e-5} */
  learningRate: z.number().positive().default(5e-5),
  /** How the rate falls after its warm-up. @default {"linear"} */
  schedule: z.enum(["linear", "cosine", "constant_with_warmup"]).default("linear"),
  /** Steps in which the rate rises from zero. @default {5} */
  warmup: z.number().int().min(0).default(5),
  /** @default {0.01} */
  weightDecay: z.number().min(0).default(0.01),
  /** Largest norm of the gradient. @default {1} */
  clip: z.number().positive().default(1),
  /** Of the adapter's weights and of the order of the rows. @default {3407} */
  seed: z.number().int().min(0).default(3407),
  /** Rows of one update, over all processes. @default {4} */
  batchSize: count.default(4),
  /** Rows at a time in one process; an update gathers as many times as it needs. @default {1} */
  microBatch: count.default(1),
  /** Tokens of prompt and answer; longer rows are left out, and counted (`dropped`). @default {1024} */
  maxLength: count.default(1024),
  /** `adamw8bit` needs bitsandbytes and a GPU. @default {"adamw"} */
  optimizer: z.enum(["adamw", "adamw8bit"]).default("adamw"),
  /**
   * Of the frozen weights. `bf16` is faster where a processor multiplies it (`avx512_bf16`, `amx_bf16`;
   * `deno task bench train`); `4bit` needs bitsandbytes, a GPU and a folder. @default {"f32"}
   */
  precision: z.enum(["f32", "bf16", "4bit"]).default("f32"),
  /** Low-rank factors at all seven matrices of a block (q, k, v, o, gate, up, down). */
  lora: z.strictObject({
    /** @default {16} */
    rank: count.default(16),
    /** @default {16} */
    alpha: z.number().positive().default(16),
    /** @default {0} */
    dropout: z.number().min(0).max(1).default(0),
  }).optional(),
  /** On this processor although there is a GPU. @default {false} */
  cpu: z.boolean().default(false),
  /** Started by `accelerate`, if more than one. @default {1} */
  processes: count.default(1),
};

/** What has no part in the result. */
const around = {
  /** Steps between two checkpoints, from which a killed training goes on. @default {25} */
  checkpointEvery: count.default(25),
  /** Python with trl. @default {`TRACELAB_TRAIN_PYTHON`, or what `deno task train-env` made} */
  python: z.string().optional(),
  /** The same weights as a GGUF, if the base is a folder: what the adapter is then asked with. */
  gguf: z.string().optional(),
};

/** The schemas of options, by method. The defaults are those of the system whose sweep this repeats. */
export const trlMethods = {
  sft: z.strictObject({ ...common, ...around }),
  dpo: z.strictObject({
    ...common,
    ...around,
    /** How dear it is to leave the reference. @default {0.1} */
    beta: z.number().positive().default(0.1),
    /** On the pairs' log-ratios, as `trl` names them. @default {"sigmoid"} */
    loss: z.enum(["sigmoid", "ipo", "hinge"]).default("sigmoid"),
    /** Weight of the chosen completions' negative log-likelihood a token. @default {0} */
    nll: z.number().min(0).default(0),
    /** Pairs that are not trained on: the last event says how many of them are in the right order. */
    heldOut: z.array(z.unknown()).min(1).optional(),
  }),
} as const;

export type TrlMethod = keyof typeof trlMethods;

/** What `train` is told for a base `gguf:…` or `hf:FOLDER`. */
export type TrlTraining = {
  [M in TrlMethod]:
    & { method: M; rows: Iterable<z.input<typeof trlRows[M]>>; reward?: undefined }
    & z.input<typeof trlMethods[M]>;
}[TrlMethod];

/** Options with their defaults, without what has no part in the result. */
export type TrlRecipe =
  & Omit<
    z.output<typeof trlMethods["dpo"]>,
    keyof typeof around | "beta" | "loss" | "nll" | "heldOut" | "lora"
  >
  & {
    method: TrlMethod;
    epochs: number;
    /** Absent where a training goes on from an adapter, which has its own. */
    lora?: { rank: number; alpha: number; dropout: number };
    beta?: number;
    loss?: string;
    nll?: number;
  };
