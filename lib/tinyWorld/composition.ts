import type { Conventions } from "./conventions.ts";
import type { Filter, Mapping, Reduction, Source, Style } from "./operation.ts";
import type { Element } from "./value.ts";

/** A tiny task as data: source × filters × mappings × reduction. */
export interface Composition {
  source: Source;
  filters: Filter[];
  /** How two filters are joined; `or` is a misconception, never a task. */
  joiner: "and" | "or";
  mappings: Mapping[];
  reduction: Reduction;
  style: Style;
  conventions: Conventions;
}

/** What the splits hash: the kinds of operation, without constants, words, style and conventions. */
export function keyOf({ source, filters, mappings, reduction }: Composition): string {
  const keys = (operations: { key: string }[]) => operations.map(({ key }) => key).join("+");
  return [source.key, keys(filters), keys(mappings), reduction.key].join("|");
}

/** How many steps a task has beyond taking its items: filters, mappings and the reduction. */
export const stepsOf = ({ filters, mappings }: Composition) => filters.length + mappings.length + 1;

/** What the reduction is given. */
export const elementOf = ({ source, mappings, conventions }: Composition): Element =>
  mappings.reduce(
    (element, mapping) => mapping.element(element, conventions),
    source.element,
  );

/** The steps of a task in words, taking the items first: what a planner should say. */
export const planOf = ({ source, filters, mappings, reduction }: Composition): string[] =>
  [source, ...filters, ...mappings, reduction].map(({ step }) => step);
