import { checkPairs } from "./pairedNumbers.ts";

/** How far an order by score is an order of right before wrong. */
export interface RankAgreement {
  auc?: number;
  /** τ-b of score and verdict. */
  kendall?: number;
  /** ρ of score and verdict. */
  spearman?: number;
}

/** Programs that score the same: which are right, and which are wrong. */
interface Tied {
  right: number[];
  wrong: number[];
}

/** Indices of programs by score, those that tie together: sorted once, counted in every resample. */
export function tiedByScore(scores: readonly number[], right: readonly boolean[]): Tied[] {
  checkPairs(scores, right);
  const order = [...scores.keys()].sort((a, b) =>
    scores[a] < scores[b] ? -1 : +(scores[a] > scores[b])
  );
  const groups: Tied[] = [];
  for (const [place, i] of order.entries()) {
    if (place === 0 || scores[i] !== scores[order[place - 1]]) {
      groups.push({ right: [], wrong: [] });
    }
    groups.at(-1)![right[i] ? "right" : "wrong"].push(i);
  }
  return groups;
}

/**
 * AUC, τ-b and ρ of scores against verdicts in one pass; a program counts as often as `times` says. With
 * two verdicts both correlations follow from the pairs that AUC counts and from the ties.
 */
export function agreementOf(groups: readonly Tied[], times: (i: number) => number): RankAgreement {
  let rights = 0, wrongs = 0, won = 0, tied = 0, rankSum = 0;
  for (const group of groups) {
    let right = 0, wrong = 0;
    for (const i of group.right) right += times(i);
    for (const i of group.wrong) wrong += times(i);
    won += right * (wrongs + wrong / 2);
    rankSum += right * (rights + wrongs + (right + wrong + 1) / 2);
    tied += (right + wrong) * (right + wrong - 1) / 2;
    rights += right;
    wrongs += wrong;
  }
  const pairs = rights * wrongs;
  if (!pairs) return {};
  const n = rights + wrongs, differ = n * (n - 1) / 2 - tied;
  if (!differ) return { auc: won / pairs };
  const variance = rankVariance(groups, times, n);
  return {
    auc: won / pairs,
    kendall: (2 * won - pairs) / Math.sqrt(differ * pairs),
    spearman: (rankSum - rights * (n + 1) / 2) / Math.sqrt(variance * pairs / n),
  };
}

/** n times the variance of the ranks: (n³ − n − Σ(t³ − t)) / 12 over groups of t that tie. */
function rankVariance(groups: readonly Tied[], times: (i: number) => number, n: number): number {
  let ties = 0;
  for (const { right, wrong } of groups) {
    let t = 0;
    for (const i of right) t += times(i);
    for (const i of wrong) t += times(i);
    ties += t ** 3 - t;
  }
  return (n ** 3 - n - ties) / 12;
}

/** AUC, τ-b and ρ of scores against verdicts. */
export function rankAgreement(scores: readonly number[], right: readonly boolean[]): RankAgreement {
  return agreementOf(tiedByScore(scores, right), () => 1);
}
