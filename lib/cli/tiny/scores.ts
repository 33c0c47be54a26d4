import {
  measureCanonical,
  measureEdges,
  measureExact,
  measureRepair,
  measureSolving,
  type Measuring,
  type Proportion,
  type SolveScore,
} from "../../tiny/mod.ts";
import type { Measure } from "../../base/mod.ts";
import { wilson } from "../../metrics/mod.ts";

/** A proportion with its 95 % interval. */
export type Score = Proportion & Measure;

/** With three decimals: no interval here is tighter. */
export function score({ hits, of }: Proportion): Score {
  const round = (x: number) => Math.round(x * 1000) / 1000;
  const interval = wilson(hits, of);
  if (!interval) throw new RangeError("nothing was measured");
  return {
    hits,
    of,
    value: round(hits / of),
    low: round(interval.low),
    high: round(interval.high),
  };
}

const bySteps = (scores: SolveScore[]) =>
  Object.fromEntries(scores.map(({ steps, greedy, sampled }) => [
    `${steps} steps`,
    {
      greedy: score(greedy),
      // Samples of one task are alike: the interval counts tasks, which is the careful choice.
      sampled: sampled &&
        score({ hits: sampled.hits * greedy.of / sampled.of, of: greedy.of }),
    },
  ]));

/** Everything that is said of a checkpoint, measured on one split. */
export async function scores(measuring: Measuring, { tasks = 75, cases = 200 } = {}) {
  const calibration = await measureCanonical(measuring);
  if (calibration.hits < calibration.of) {
    throw new Error(`canonical solutions fail: ${calibration.of - calibration.hits}`);
  }
  const solve = async (options: Parameters<typeof measureSolving>[1]) =>
    bySteps(await measureSolving(measuring, { tasks, samples: 0, ...options }));
  const exact = async (kind: Parameters<typeof measureExact>[1]) =>
    score(await measureExact(measuring, kind, cases));
  const repair = await measureRepair(measuring, cases);
  return {
    solve: await solve({ samples: 4 }),
    solveWithPlan: await solve({ planned: true }),
    solveExplicitText: await solve({ phrasing: "explicit" }),
    solveHeldOutPhrasing: await solve({ phrasing: "heldOut" }),
    directedExact: await exact("directed"),
    planExact: await exact("plan"),
    rewriteExact: await exact("rewrite"),
    analyseExact: await exact("analyse"),
    judgeCorrect: await exact("judge"),
    edgeInputsAtBoundary: score(await measureEdges(measuring, cases)),
    repairTrueError: score(repair.trueError),
    repairShuffledError: score(repair.shuffledError),
    repairConventionTrueError: score(repair.conventionTrueError),
    repairConventionShuffledError: score(repair.conventionShuffledError),
  };
}

export type Scores = Awaited<ReturnType<typeof scores>>;
