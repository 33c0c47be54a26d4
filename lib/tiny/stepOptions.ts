/** What a step of training takes and gives: `TinyLM.backward`, `update` and `step`. */

/** Log-probabilities of the predicted tokens, a sequence each. */
export type Logprobs = Float32Array[];

export interface BackwardOptions {
  /**
   * Weights that depend on the log-probabilities: called between the forward and the backward pass
   * with those of every sequence; returns a weight, or one for each predicted token, a sequence.
   */
  weigh?: (logprobs: Logprobs) => readonly (number | ArrayLike<number>)[];
}

export interface UpdateOptions {
  learningRate: number;
  /** @default {0} */
  weightDecay?: number;
  /** Largest norm of the gradient. @default {1} */
  clip?: number;
  /** @default {0.9} */
  beta1?: number;
  /** @default {0.98} */
  beta2?: number;
  /** @default {1e-8} */
  epsilon?: number;
}

export interface StepResult {
  /** The sum of weight times negative log-likelihood. */
  loss: number;
  /** Before clipping. */
  gradientNorm: number;
  logprobs: Logprobs;
}
