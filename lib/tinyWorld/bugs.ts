/**
 * Wrong sisters of a composition, one mistake each: what repair, judging, error analysis and edge
 * cases are trained and measured on. A wrong program is again a composition, so its output is known
 * without running it.
 */
import type { Composition } from "./composition.ts";
import { filterBugs, filterConstantBugs } from "./filterBugs.ts";
import { mappingBugs } from "./mappingBugs.ts";
import type { Random } from "../base/mod.ts";
import { reductionBugs } from "./reductionBugs.ts";
import { sourceBugs } from "./sourceBugs.ts";
import type { Wrong } from "./wrong.ts";

/** One mistake in one step. */
export interface Bug {
  /** The step that is done wrong, as the plan says it. */
  step: string;
  /** A misconception that a whole training set shares, not a slip. */
  systematic: boolean;
  /** The composition with the mistake. */
  wrong: Composition;
}

const replaced = <T>(items: T[], at: number, item: T) => items.with(at, item);
const without = <T>(items: T[], at: number) => items.toSpliced(at, 1);

/** Every mistake that can be made in a composition. */
export function bugsOf(composition: Composition): Bug[] {
  const { source, filters, mappings, reduction } = composition;
  const bugs: Bug[] = [];
  const add = (step: string, systematic: boolean, change: Partial<Composition>) =>
    bugs.push({ step, systematic, wrong: { ...composition, ...change } });

  for (const { systematic, operation } of sourceBugs(source)) {
    add(source.step, systematic, { source: operation });
  }
  filters.forEach((filter, i) => {
    for (const { systematic, operation } of filterBugs(filter, source.element)) {
      add(filter.step, systematic, { filters: replaced(filters, i, operation) });
    }
    for (const operation of filterConstantBugs(filter, source.element)) {
      add(filter.step, false, { filters: replaced(filters, i, operation) });
    }
    add(filter.step, false, { filters: without(filters, i) });
  });
  if (filters.length === 2) add(filters[1].step, true, { joiner: "or" });
  mappings.forEach((mapping, i) => {
    for (const { systematic, operation } of mappingBugs(mapping)) {
      add(mapping.step, systematic, { mappings: replaced(mappings, i, operation) });
    }
    // Leaving out the last mapping is safe only where the reduction takes what comes before it.
    const last = i === mappings.length - 1;
    const input = mappings.slice(0, i).reduce(
      (element, m) => m.element(element, composition.conventions),
      source.element,
    );
    const output = mapping.element(input, composition.conventions);
    if (last ? reduction.accepts.includes(input) : input === output) {
      add(mapping.step, false, { mappings: without(mappings, i) });
    }
  });
  for (const { systematic, operation } of reductionBugs(reduction)) {
    add(reduction.step, systematic, { reduction: operation });
  }
  return bugs;
}

/** Lets each misconception that applies happen with the given probability. */
export function misconceive(
  composition: Composition,
  random: Random,
  probability: number,
): Composition {
  const { source, filters, mappings, reduction } = composition;
  const maybe = <T>(right: T, wrongs: Wrong<T>[]): T => {
    const systematic = wrongs.filter((wrong) => wrong.systematic);
    if (systematic.length === 0 || !random.chance(probability)) return right;
    // The same thing is always misunderstood in the same way.
    return systematic[0].operation;
  };
  return {
    ...composition,
    source: maybe(source, sourceBugs(source)),
    filters: filters.map((filter) => maybe(filter, filterBugs(filter, source.element))),
    joiner: filters.length === 2 && random.chance(probability) ? "or" : composition.joiner,
    mappings: mappings.map((mapping) => maybe(mapping, mappingBugs(mapping))),
    reduction: maybe(reduction, reductionBugs(reduction)),
  };
}
