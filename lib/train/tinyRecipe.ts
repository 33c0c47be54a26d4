/** How the embedded model can be trained: the options of every method, their limits and defaults. */
import { z } from "zod";
import { PreferenceRow, PromptRow, RewardedRow, SftRow } from "./rows.ts";

const count = z.number().int().positive();
const adapted = z.enum(["attention.qkv", "attention.output", "mlp.up", "mlp.down"]);

const common = {
  /** Updates. */
  steps: z.number().int().min(0),
  /** Warmed up and let fall as below; a list has every step's own. */
  learningRate: z.union([z.number(), z.array(z.number())]),
  /** Steps in which the rate rises from zero. @default {20} */
  warmup: z.number().default(20),
  /** From this fraction of the steps on the rate falls, linearly, to a fiftieth. @default {0.5} */
  decayFrom: z.number().default(0.5),
  /** @default {0} */
  weightDecay: z.number().default(0),
  /** Largest norm of the gradient. @default {1} */
  clip: z.number().default(1),
  /** Of the order of the rows, and of what is sampled. @default {0} */
  seed: z.number().int().default(0),
  /** Shuffled anew in every pass, or as they are given. @default {"shuffled"} */
  order: z.enum(["shuffled", "given"]).default("shuffled"),
  /** Trains low-rank factors beside frozen weights, and adds them when it is done. */
  lora: z.object({
    rank: count,
    alpha: z.number().optional(),
    targets: z.array(adapted).optional(),
    seed: z.number().int().default(0),
  }).optional(),
  /**
   * How the weights are written: rounded to 16 bits, or whole (`f32`) with the optimizer's state beside
   * them, so that another training can go on from there. @default {"f16"}
   */
  precision: z.enum(["f16", "f32"]).default("f16"),
  /** Goes on with the optimizer's state of the training that made the base (`f32`). @default {false} */
  goOn: z.boolean().default(false),
  /** Keeps the model after every so many steps, and the last; see the events' `model`. */
  saveEvery: count.optional(),
};

/** Rows of one update. */
const batchOf = (size: number) => ({ batchSize: count.default(size) });

const preference = { beta: z.number().default(0.1), nll: z.number().default(0) };
const sampling = {
  /** Samples of each prompt. @default {8} */
  samples: count.default(8),
  /** @default {1} */
  temperature: z.number().min(0).default(1),
  topP: z.number().positive().max(1).optional(),
  /** @default {112} */
  maxTokens: count.default(112),
};
const policy = {
  ...common,
  ...batchOf(8),
  /** How dear it is to leave the reference. @default {0.04} */
  beta: z.number().default(0.04),
  /** How far a sample counts that has become likelier or rarer than it was. @default {0.2} */
  clipRatio: z.number().positive().default(0.2),
  /** What a sample counts by: its place among its prompt's, or its bare reward. @default {"group"} */
  advantage: z.enum(["group", "reward"]).optional(),
  /** A frozen model's URI. @default {the base} */
  reference: z.string().optional(),
};

/** The schemas of rows and options, by method. */
export const tinyMethods = {
  /** -log p of every completion token, the mean over a batch (32 rows). */
  sft: { row: SftRow, options: z.strictObject({ ...common, ...batchOf(32) }) },
  /** KL(teacher || model) at every completion token (Hinton et al. 2015), the mean over a batch. */
  distil: {
    row: SftRow.omit({ weight: true }),
    options: z.strictObject({
      ...common,
      ...batchOf(32),
      /** A frozen model's URI, of the same tokens. */
      teacher: z.string(),
      /** Of both distributions. @default {1} */
      temperature: z.number().positive().default(1),
    }),
  },
  /** Direct preference optimisation (Rafailov et al. 2023), batches of 16 pairs. */
  dpo: {
    row: PreferenceRow,
    options: z.strictObject({
      ...common,
      ...batchOf(16),
      /** How dear it is to leave the reference. @default {0.1} */
      beta: preference.beta,
      /** Weight of the chosen completion's mean negative log-likelihood. @default {0} */
      nll: preference.nll,
      /** On the pairs' log-ratios; `ipo` and `kto` as in `trl`. @default {"sigmoid"} */
      loss: z.enum(["sigmoid", "ipo", "kto"]).optional(),
      /** A frozen model's URI. @default {the base} */
      reference: z.string().optional(),
    }),
  },
  /** A reward model (Ouyang et al. 2022, equation 1): log-odds of two answers; see `rewardsOf`. */
  reward: {
    row: PreferenceRow,
    options: z.strictObject({
      ...common,
      ...batchOf(16),
      /** The answers, by their first token. @default {"right" and "wrong"} */
      good: z.string().default("right"),
      bad: z.string().default("wrong"),
    }),
  },
  /** A policy gradient with group-relative advantages (Shao et al. 2024), batches of 8 prompts. */
  policy: { row: RewardedRow, options: z.strictObject(policy) },
} as const;

/** `policy` where a function gives the rewards: samples are drawn anew for every step. */
export const tinyOnline = {
  row: PromptRow,
  options: z.strictObject({ ...policy, ...sampling }),
} as const;

export type Method = keyof typeof tinyMethods;
