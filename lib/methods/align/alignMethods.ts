/**
 * `baseline` samples as the others do and trains nothing; `dpo` learns pairs; `rlaif` a reward model of
 * pairs, and then a policy of its rewards; `grpo` the same policy step with the verdict itself as reward;
 * `rejectionSampling` the programs that pass, as text.
 */
export const alignMethods = ["baseline", "dpo", "rlaif", "grpo", "rejectionSampling"] as const;
export type AlignMethod = typeof alignMethods[number];
