import { type Composition, planOf } from "./composition.ts";
import type { Random } from "../base/mod.ts";

/**
 * - `training`: the phrasings that models are trained on
 * - `heldOut`: sentences and words that no training prompt has
 * - `explicit`: the steps, one after the other
 */
export type Phrasing = "training" | "heldOut" | "explicit";

interface Worded {
  heldOut?: string;
}

/** A composition in one sentence. */
export function phrase(
  composition: Composition,
  random: Random,
  phrasing: Phrasing = "training",
): string {
  if (phrasing === "explicit") return sentenceOf(planOf(composition));
  const heldOut = phrasing === "heldOut";
  const word = (options: string[], { heldOut: held }: Worded) =>
    heldOut && held ? held : random.pick(options);

  const { source, filters, mappings, reduction } = composition;
  const before = filters.map((filter) => filter.before && random.pick(filter.before) + " ");
  const after = filters.flatMap((filter) => filter.after ? [word(filter.after, filter)] : []);
  const where = word(source.phrases, source);
  const items = `${before.filter(Boolean).join("")}${source.noun}`;
  const qualified = after.length === 0
    ? `${items} ${where}`
    : random.chance(0.5)
    ? `${items} ${after.join(" ")} ${where}`
    : `${items} ${where} ${after.join(" and ")}`;

  const nouns = mappings.map((mapping) => random.pick(mapping.nouns)).reverse();
  const verbs = mappings.map((mapping) => random.pick(mapping.verbs));
  const noun = () => [word(reduction.nouns, reduction), ...nouns, qualified].join(" ");
  const steps = () => [`the ${qualified}`, ...verbs];
  const sentences = heldOut
    ? [
      () => `Give the ${noun()}`,
      () => `Work out the ${noun()}`,
      () => `Start with ${steps().join(", then ")}, then ${random.pick(reduction.verbs)}`,
    ]
    : random.chance(0.6)
    ? [() => `${random.pick(["Return", "Compute", "Find"])} the ${noun()}`]
    : [
      () =>
        `${random.pick(["Take", "Select", "Consider"])} ${steps().join(", ")} and ${
          random.pick(reduction.verbs)
        }`,
    ];
  return `${random.pick(sentences)()}.`.replaceAll("all the ", "all ");
}

/** Steps as one order: `Take …, keep … and add them up.` */
export function sentenceOf(steps: string[]): string {
  const text = `${steps.slice(0, -1).join(", ")} and ${steps.at(-1)}.`;
  return text[0].toUpperCase() + text.slice(1);
}
