/** How a hosted model is fine-tuned: options, limits, defaults. */
import { z } from "zod";
import type { hostedRows } from "./hostedRows.ts";

const count = z.number().int().positive();

const common = {
  /** Passes over the rows; told to the server always, so that the cost is known. @default {3 for `sft`, 1 for `dpo`} */
  epochs: count.optional(),
  /** Rows of one update. @default {the server's choice} */
  batchSize: count.optional(),
  /** Scales the server's learning rate, which is not told. @default {the server's choice} */
  learningRateMultiplier: z.number().positive().optional(),
  /** @default {3407} */
  seed: z.number().int().min(0).max(2 ** 31 - 1).default(3407),
  /** A part of the new model's name. */
  suffix: z.string().min(1).max(64).optional(),
  /** Rows that are not trained on: the server measures its loss on them. */
  heldOut: z.array(z.unknown()).min(1).optional(),
};

/** What has no part in the result. */
const around = {
  /** @default {the provider's environment variable} */
  apiKey: z.string().optional(),
  /** Dollars a million trained tokens. @default {`training` of the model's entry in data/prices.json} */
  price: z.strictObject({ training: z.number().min(0) }).optional(),
  /** Dollars: nothing is uploaded where the job may cost more, or where no price is known. */
  maxCost: z.number().min(0).optional(),
  /** Tries after the first one, of every request. @default {6} */
  retries: z.number().int().min(0).default(6),
  /** Milliseconds that one request may take; an upload ten times as many. @default {120000} */
  timeoutMs: z.number().positive().default(120_000),
  /** The longest pause between two looks at the job, in milliseconds; the first ones are shorter. @default {30000} */
  pollMs: z.number().positive().default(30_000),
  /** Cancel the job where its training is broken off; else it goes on at the server. @default {false} */
  cancelOnAbort: z.boolean().default(false),
  /** Is told the estimate, and what becomes of a job that is left. @default {console.error} */
  say: z.custom<(line: string) => void>((say) => typeof say === "function").default(() =>
    console.error
  ),
};

/** Where the server is, when not where its provider usually is: the new model's `model` is told it, too. */
const baseURL = z.string().optional();

/** The schemas of options, by method. */
export const hostedMethods = {
  sft: z.strictObject({ ...common, ...around, baseURL }),
  dpo: z.strictObject({
    ...common,
    ...around,
    baseURL,
    /** How dear it is to leave the reference. @default {the server's choice} */
    beta: z.number().positive().optional(),
  }),
} as const;

export type HostedMethod = keyof typeof hostedMethods;

export type HostedOptions = z.output<typeof hostedMethods["dpo"]>;

/** What `train` is told for a base `openai:NAME` or `http://HOST/v1#NAME`. */
export type HostedTraining = {
  [M in HostedMethod]:
    & { method: M; rows: Iterable<z.input<typeof hostedRows[M]>>; reward?: undefined }
    & z.input<typeof hostedMethods[M]>;
}[HostedMethod];

/** What to write instead of an option that other trainers have. */
export const hints = {
  learningRate:
    "a hosted model's learning rate is its publisher's: 'learningRateMultiplier' scales it",
  steps: "a hosted model is trained in whole 'epochs'",
  lora: "how a hosted model's weights change is its publisher's choice",
};
