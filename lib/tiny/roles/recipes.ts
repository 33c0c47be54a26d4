/** How the checkpoints in `data/tiny` are made. Everything that decides their bytes stands here. */
import type { Mixture } from "./mixture.ts";
import type { Quality } from "./roleExample.ts";

export interface Recipe {
  /** What the model is for, for its card. */
  purpose: string;
  /** The checkpoint whose weights it begins with. @default {random weights} */
  from?: "base" | "teacher";
  shape: { width: number; layers: number; heads: number };
  seed: number;
  mixture: Mixture;
  /** Distinct examples; without it every batch is new. */
  pool?: number;
  /** Optimiser steps of each phase; a phase ends with a decay of the learning rate. */
  phases: number[];
  /** Examples of one step. */
  batch: number;
  learningRate: number;
  weightDecay: number;
}

/** Misconceptions that the base's training programs share, and slips that they do not. */
const weak: Quality = { misconception: 0.65, slip: 0.15 };
/** With a plan or an explicit text there is less to misunderstand. */
const guided: Quality = { misconception: 0.25, slip: 0.05 };
const short: [number, number, number, number] = [0.4, 0.5, 0.07, 0.03];

/**
 * How the checkpoints that come with the project are trained.
 *
 * @example
 * ```ts
 * import { tinyRecipes } from "tracelab/tiny";
 * tinyRecipes.base.shape; // { width: 64, layers: 4, heads: 2 }
 * ```
 */
export const tinyRecipes = {
  base: {
    purpose: "a coder with misconceptions, trained mostly on tasks of one and two steps",
    shape: { width: 64, layers: 4, heads: 2 },
    seed: 1,
    mixture: {
      solve: { weight: 44, steps: short, quality: weak },
      planned: { weight: 18, quality: guided },
      explicit: { weight: 9, quality: guided },
      directed: { weight: 9, steps: short, quality: guided },
      plan: { weight: 8 },
      repair: { weight: 6 },
      rewrite: { weight: 1 },
      analyse: { weight: 2 },
      edge: { weight: 2 },
      judge: { weight: 1 },
    },
    phases: [500, 900],
    batch: 32,
    learningRate: 3e-3,
    weightDecay: 0.05,
  },
  student: {
    purpose: "a small model that has seen few programs: what a teacher can lift",
    shape: { width: 32, layers: 2, heads: 2 },
    seed: 2,
    mixture: {
      solve: { weight: 60 },
      planned: { weight: 15 },
      explicit: { weight: 25 },
    },
    pool: 600,
    phases: [400],
    batch: 32,
    learningRate: 3e-3,
    weightDecay: 0.05,
  },
  teacher: {
    purpose:
      "the base, trained further on right programs of all lengths and on every role: a coder without misconceptions",
    from: "base",
    shape: { width: 64, layers: 4, heads: 2 },
    seed: 3,
    mixture: {
      solve: { weight: 32 },
      planned: { weight: 8 },
      explicit: { weight: 7 },
      directed: { weight: 12 },
      plan: { weight: 10 },
      repair: { weight: 10 },
      rewrite: { weight: 7 },
      analyse: { weight: 6 },
      edge: { weight: 4 },
      judge: { weight: 4 },
    },
    phases: [600],
    batch: 32,
    learningRate: 2e-3,
    weightDecay: 0.05,
  },
  debugger: {
    purpose:
      "the teacher, trained further on analyses alone: what prompt optimisation asks why programs failed",
    from: "teacher",
    shape: { width: 64, layers: 4, heads: 2 },
    seed: 4,
    mixture: { analyse: { weight: 1 } },
    phases: [600],
    batch: 32,
    learningRate: 2e-3,
    weightDecay: 0.05,
  },
} satisfies Record<string, Recipe>;

export type RecipeName = keyof typeof tinyRecipes;

/** Seed, size and kinds of the text from which the tokenizer is learned. */
export const tokenizerRecipe = {
  seed: 11,
  examples: 6000,
  size: 512,
  mixture: {
    solve: { weight: 22 },
    planned: { weight: 8 },
    explicit: { weight: 5 },
    directed: { weight: 12 },
    plan: { weight: 8 },
    repair: { weight: 16 },
    rewrite: { weight: 8 },
    analyse: { weight: 8 },
    edge: { weight: 6 },
    judge: { weight: 7 },
  } satisfies Mixture,
};
