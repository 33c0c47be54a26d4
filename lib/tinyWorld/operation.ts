/**
 * The four kinds of operation a tiny task is composed of. Each carries its words, its Python and its
 * meaning in TypeScript, so that the expected outputs never come from the program they judge.
 */
import type { Conventions } from "./conventions.ts";
import type { Random } from "../base/mod.ts";
import type { Element, Scalar, Value } from "./value.ts";

/** Arguments of one call, in order; a dictionary is a map. */
export type Arguments = Value[];

interface Operation {
  /** Short and stable: the splits hash it. */
  key: string;
  /** The imperative sentence of a plan. */
  step: string;
}

/** Where the items come from. */
export interface Source extends Operation {
  parameters: string;
  element: Element;
  /** What the items are called, in the plural. */
  noun: string;
  /** Follows the noun, for instance `in nums`. */
  phrases: string[];
  /** A phrase that no training prompt has. */
  heldOut?: string;
  /** The Python iterable. */
  expression(conventions: Conventions): string;
  values(call: Arguments, conventions: Conventions): Scalar[];
  example(random: Random): Arguments;
  /** Calls at the boundaries, given the constants that the task names. */
  edges(constants: Scalar[]): Arguments[];
}

/** Which items stay. */
export interface Filter extends Operation {
  /** Before the noun: `even`. One of `before` and `after` is there. */
  before?: string[];
  /** After the noun: `greater than 5`. */
  after?: string[];
  heldOut?: string;
  constants: Scalar[];
  /** A Python condition over `x`. */
  condition(conventions: Conventions): string;
  keeps(x: Scalar, conventions: Conventions): boolean;
}

/** What becomes of each item. */
export interface Mapping extends Operation {
  /** Before the noun: `squares of the`. */
  nouns: string[];
  /** As an order: `square them`. */
  verbs: string[];
  heldOut?: string;
  constants: Scalar[];
  /** A Python expression over `x`, which stands for an atom. */
  expression(x: string, conventions: Conventions): string;
  value(x: Scalar, conventions: Conventions): Scalar;
  element(input: Element, conventions: Conventions): Element;
}

/** The parts of a program that a reduction puts together. */
export interface Pieces {
  item: string;
  source: string;
  condition: string;
  style: Style;
  conventions: Conventions;
}

/** How a program is written: with comprehensions or with loops. */
export type Style = "comprehension" | "loop";

/** What is made of the items. */
export interface Reduction extends Operation {
  nouns: string[];
  verbs: string[];
  heldOut?: string;
  accepts: Element[];
  /** Only without mappings: counting squares is counting. */
  unmapped?: boolean;
  /** Lines of the function's body. */
  body(pieces: Pieces): string[];
  apply(items: Scalar[], conventions: Conventions): Value;
  /** Whether the result prints as a float. */
  float(input: Element, conventions: Conventions): boolean;
}
