/** A stream of training examples: kinds of example by weight, steps by weight. */
import type { Split } from "../../tinyWorld/mod.ts";
import type { Random } from "../../base/mod.ts";
import {
  analyseExample,
  directedExample,
  type Draw,
  edgeExample,
  judgeExample,
  planExample,
  plannedExample,
  type Quality,
  repairExample,
  rewriteExample,
  type RoleExample,
  solveExample,
} from "./roleExample.ts";

/** The kinds of example; `planned`, `explicit` and `directed` are ways to be asked to solve. */
export type Kind =
  | "solve"
  | "planned"
  | "explicit"
  | "directed"
  | "plan"
  | "repair"
  | "rewrite"
  | "analyse"
  | "edge"
  | "judge";

/** One kind's share of a mixture. */
export interface Share {
  weight: number;
  /** Weights of tasks of one, two, three and four steps. @default {[1, 1, 1, 1]} */
  steps?: [number, number, number, number];
  /** How good the programs are. @default {no mistakes} */
  quality?: Quality;
}

export type Mixture = Partial<Record<Kind, Share>>;

const makers: Record<Kind, (draw: Draw, quality?: Quality) => RoleExample> = {
  solve: (draw, quality) => solveExample(draw, quality),
  explicit: (draw, quality) => solveExample(draw, quality, true),
  planned: plannedExample,
  directed: directedExample,
  plan: planExample,
  repair: repairExample,
  rewrite: rewriteExample,
  analyse: analyseExample,
  edge: edgeExample,
  judge: judgeExample,
};

/** An index drawn with the given weights. */
function weighted(random: Random, weights: readonly number[]): number {
  let left = random.next() * weights.reduce((sum, weight) => sum + weight, 0);
  const found = weights.findIndex((weight) => (left -= weight) < 0);
  return found < 0 ? weights.length - 1 : found;
}

/** Draws one example of a kind. */
export function drawExample(
  kind: Kind,
  random: Random,
  { steps = [1, 1, 1, 1], quality }: Omit<Share, "weight"> = {},
  split: Split = "train",
): RoleExample {
  return makers[kind]({ random, split, steps: 1 + weighted(random, steps) }, quality);
}

/**
 * Draws examples without end.
 *
 * @example
 * ```ts
 * import { drawExamples, random } from "tracelab/tiny";
 * const examples = drawExamples({ solve: { weight: 1 } }, random(7));
 * const { prompt, answer } = examples.next().value!;
 * console.log(prompt, answer);
 * ```
 */
export function* drawExamples(
  mixture: Mixture,
  random: Random,
  split: Split = "train",
): Generator<RoleExample> {
  const kinds = Object.keys(mixture) as Kind[];
  const weights = kinds.map((kind) => mixture[kind]!.weight);
  for (;;) {
    const kind = kinds[weighted(random, weights)];
    yield drawExample(kind, random, mixture[kind], split);
  }
}
