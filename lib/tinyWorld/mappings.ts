import type { Mapping } from "./operation.ts";
import type { Random } from "../base/mod.ts";
import { type Element, floorDivide, modulo, roundHalfEven, type Scalar } from "./value.ts";

const number = (x: Scalar) => x as number;
const text = (x: Scalar) => x as string;
const same = (element: Element) => element;

interface Words {
  nouns: string[];
  verbs: string[];
  step: string;
  heldOut?: string;
}

/** A mapping over numbers. */
export const numeric = (
  key: string,
  words: Words,
  expression: (x: string) => string,
  value: (x: number) => number,
  constants: number[] = [],
): Mapping => ({
  key,
  ...words,
  constants,
  expression,
  value: (x) => value(number(x)),
  element: same,
});

/** A mapping over characters or words. */
export const textual = (
  key: string,
  words: Words,
  expression: (x: string) => string,
  value: (x: string) => Scalar,
  element: (input: Element) => Element = same,
): Mapping => ({
  key,
  ...words,
  constants: [],
  expression,
  value: (x) => value(text(x)),
  element,
});

const half: Mapping = {
  key: "half",
  nouns: ["halves of the"],
  verbs: ["halve them"],
  step: "halve each",
  constants: [],
  expression: (x, { rounding }) =>
    rounding === "exact" ? `${x} / 2` : rounding === "down" ? `${x} // 2` : `round(${x} / 2)`,
  value: (x, { rounding }) =>
    rounding === "exact"
      ? number(x) / 2
      : rounding === "down"
      ? floorDivide(number(x), 2)
      : roundHalfEven(number(x) / 2),
  element: (input, { rounding }) =>
    rounding === "exact" ? "float" : rounding === "down" ? input : "int",
};

/** The mappings over numbers, for one constant. */
export const numberMappings = (k: number): Mapping[] => [
  numeric(
    "square",
    { nouns: ["squares of the"], verbs: ["square them"], step: "square each" },
    (x) => `${x} * ${x}`,
    (x) => x * x,
  ),
  numeric(
    "cube",
    { nouns: ["cubes of the"], verbs: ["cube them"], step: "cube each" },
    (x) => `${x} ** 3`,
    (x) => x * x * x,
  ),
  numeric(
    "double",
    { nouns: ["doubles of the"], verbs: ["double them"], step: "double each" },
    (x) => `${x} * 2`,
    (x) => x * 2,
  ),
  numeric(
    "negate",
    { nouns: ["opposites of the"], verbs: ["negate them"], step: "negate each" },
    (x) => `-${x}`,
    (x) => -x,
  ),
  numeric(
    "abs",
    {
      nouns: ["absolute values of the"],
      verbs: ["take absolute values"],
      step: "take the absolute value of each",
    },
    (x) => `abs(${x})`,
    Math.abs,
  ),
  half,
  numeric(
    "add",
    {
      nouns: [`values increased by ${k} of the`],
      verbs: [`add ${k} to each`, `increase them by ${k}`],
      step: `add ${k} to each`,
    },
    (x) => `${x} + ${k}`,
    (x) => x + k,
    [k],
  ),
  numeric(
    "subtract",
    {
      nouns: [`values decreased by ${k} of the`],
      verbs: [`subtract ${k} from each`, `decrease them by ${k}`],
      step: `subtract ${k} from each`,
    },
    (x) => `${x} - ${k}`,
    (x) => x - k,
    [k],
  ),
  numeric(
    "multiply",
    {
      nouns: [`values multiplied by ${k} of the`],
      verbs: [`multiply each by ${k}`],
      step: `multiply each by ${k}`,
    },
    (x) => `${x} * ${k}`,
    (x) => x * k,
    [k],
  ),
  numeric(
    "modulo",
    {
      nouns: [`remainders modulo ${k} of the`],
      verbs: [`take each modulo ${k}`],
      step: `take each modulo ${k}`,
    },
    (x) => `${x} % ${k}`,
    (x) => modulo(x, k),
    [k],
  ),
];

const upper = textual(
  "upper",
  {
    nouns: ["uppercase versions of the"],
    verbs: ["uppercase them"],
    step: "uppercase each",
  },
  (x) => `${x}.upper()`,
  (x) => x.toUpperCase(),
);
const lower = textual(
  "lower",
  {
    nouns: ["lowercase versions of the"],
    verbs: ["lowercase them"],
    step: "lowercase each",
  },
  (x) => `${x}.lower()`,
  (x) => x.toLowerCase(),
);

/** The mappings over characters. */
export const characterMappings: Mapping[] = [
  upper,
  lower,
  textual(
    "twice",
    {
      nouns: ["doubled versions of the"],
      verbs: ["repeat each twice"],
      step: "repeat each twice",
    },
    (x) => `${x} * 2`,
    (x) => x + x,
    () => "word",
  ),
  textual(
    "code",
    {
      nouns: ["character codes of the"],
      verbs: ["take the code of each"],
      step: "take the code of each",
    },
    (x) => `ord(${x})`,
    (x) => x.charCodeAt(0),
    () => "int",
  ),
];

/** The mappings over words. */
export const wordMappings: Mapping[] = [
  upper,
  lower,
  textual(
    "capitalize",
    {
      nouns: ["capitalized versions of the"],
      verbs: ["capitalize them"],
      step: "capitalize each",
    },
    (x) => `${x}.capitalize()`,
    (x) => x.slice(0, 1).toUpperCase() + x.slice(1).toLowerCase(),
  ),
  textual(
    "reverse",
    {
      nouns: ["reversed versions of the"],
      verbs: ["reverse each"],
      step: "reverse each",
    },
    (x) => `${x}[::-1]`,
    (x) => [...x].reverse().join(""),
  ),
  textual(
    "size",
    {
      nouns: ["lengths of the"],
      verbs: ["take the length of each"],
      step: "take the length of each",
    },
    (x) => `len(${x})`,
    (x) => x.length,
    () => "int",
  ),
  textual(
    "initial",
    {
      nouns: ["first letters of the"],
      verbs: ["take the first letter of each"],
      step: "take the first letter of each",
    },
    (x) => `${x}[0]`,
    (x) => x[0],
    () => "char",
  ),
  textual(
    "final",
    {
      nouns: ["last letters of the"],
      verbs: ["take the last letter of each"],
      step: "take the last letter of each",
    },
    (x) => `${x}[-1]`,
    (x) => x[x.length - 1],
    () => "char",
  ),
];

/** The mappings for items of one kind, with a constant drawn at random. */
export function mappingsFor(element: Element, random: Random): Mapping[] {
  if (element === "char") return characterMappings;
  if (element === "word") return wordMappings;
  return numberMappings(random.integer(2, 9));
}
