import { hash } from "./hash.ts";

export type Split = "train" | "validation" | "test";

/** The split of a composition: of ten keys about eight are for training, one each for the others. */
export function splitOf(key: string): Split {
  const share = hash(`split:${key}`) % 10;
  return share === 0 ? "test" : share === 1 ? "validation" : "train";
}
