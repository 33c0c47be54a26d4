import type { Composition } from "./composition.ts";
import { type Conventions, defaultConventions } from "./conventions.ts";
import { filtersFor } from "./filters.ts";
import { mappingsFor } from "./mappings.ts";
import type { Filter, Mapping } from "./operation.ts";
import type { Random } from "../base/mod.ts";
import { reductions } from "./reductions.ts";
import { sources } from "./sources.ts";

/** Pairs of which one makes the other pointless: `square`, then `abs`. */
const pointless = new Set(["square>abs", "abs>abs", "upper>lower", "lower>upper", "abs>square"]);
const sizes = new Set(["even", "odd", "positive", "nonzero", "negative"]);
/** A second filter says something of its own: one of sign or parity, then one with a constant. */
const second = (filter: Filter) => filter.after !== undefined;

/** How the steps of a task are shared out: filters, then mappings. */
const shapes: Record<number, [filters: number, mappings: number][]> = {
  1: [[0, 0]],
  2: [[1, 0], [1, 0], [0, 1], [0, 1]],
  3: [[1, 1], [1, 1], [1, 1], [2, 0], [0, 2]],
  4: [[2, 1], [1, 2]],
};

/**
 * Draws a composition with so many steps (1 to 4), or `undefined` where the draw does not fit: two
 * filters need numbers, an uppercased character has no square.
 */
export function compose(
  random: Random,
  steps: number,
  conventions: Conventions = defaultConventions,
): Composition | undefined {
  const [filterCount, mappingCount] = random.pick(shapes[steps]);
  const source = random.pick(sources);
  const filters: Filter[] = [];
  if (filterCount === 1) filters.push(random.pick(filtersFor(source.element, random)));
  if (filterCount === 2) {
    if (source.element !== "int") return undefined;
    filters.push(random.pick(filtersFor("int", random).filter(({ key }) => sizes.has(key))));
    filters.push(random.pick(filtersFor("int", random).filter(second)));
  }
  let element = source.element;
  const mappings: Mapping[] = [];
  for (let i = 0; i < mappingCount; i++) {
    const mapping = random.pick(mappingsFor(element, random));
    const previous = mappings.at(-1);
    if (
      previous && (previous.key === mapping.key || pointless.has(`${previous.key}>${mapping.key}`))
    ) {
      return undefined;
    }
    mappings.push(mapping);
    element = mapping.element(element, conventions);
  }
  const fitting = reductions.filter((reduction) =>
    reduction.accepts.includes(element) && !(reduction.unmapped && mappings.length > 0)
  );
  const reduction = random.pick(fitting);
  if (reduction.key === "list" && steps === 1) return undefined;
  const style = random.chance(0.35) ? "loop" : "comprehension";
  return { source, filters, joiner: "and", mappings, reduction, style, conventions };
}
