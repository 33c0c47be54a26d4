import { knownDirectives } from "./tinyDialect.ts";
import { directives as conventions } from "../../tinyWorld/mod.ts";

/**
 * Merges analyses into standing instructions by counting, without the model: of each convention the
 * value that most analyses name wins over the current one where at least two name it, or where
 * there is no current one. The embedded model is too small to learn to merge texts.
 */
export function mergeDirectives(
  current: readonly string[],
  analyses: readonly string[],
  count = 10,
): string[] {
  const votes = new Map<string, number>();
  for (const analysis of analyses) {
    for (const directive of knownDirectives([analysis])) {
      votes.set(directive, (votes.get(directive) ?? 0) + 1);
    }
  }
  const held = knownDirectives(current);
  const chosen: { directive: string; votes: number }[] = [];
  for (const values of Object.values(conventions)) {
    const options: string[] = Object.values(values);
    const now = options.find((option) => held.includes(option));
    const best = options
      .map((directive) => ({ directive, votes: votes.get(directive) ?? 0 }))
      .toSorted((a, b) => b.votes - a.votes)[0];
    if (best.votes >= (now === undefined ? 1 : 2)) chosen.push(best);
    else if (now !== undefined) chosen.push({ directive: now, votes: 0 });
  }
  return chosen.toSorted((a, b) => b.votes - a.votes).slice(0, count).map((one) => one.directive);
}
