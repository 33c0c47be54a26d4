import { type Conventions } from "./conventions.ts";
import type { Filter } from "./operation.ts";
import type { Random } from "../base/mod.ts";
import { type Element, modulo, type Scalar } from "./value.ts";

const number = (x: Scalar) => x as number;
const text = (x: Scalar) => x as string;
const plain = (condition: string) => () => condition;

/** A filter over numbers whose condition no convention changes. */
export const numeric = (
  key: string,
  words: Pick<Filter, "before" | "after" | "heldOut">,
  condition: string,
  keeps: (x: number) => boolean,
  constants: number[] = [],
): Filter => ({
  key,
  ...words,
  step: words.before ? `keep the ${words.before[0]} ones` : `keep those ${words.after![0]}`,
  constants,
  condition: plain(condition),
  keeps: (x) => keeps(number(x)),
});

/** A filter over characters or words; `lowered` conditions follow the case convention. */
export const textual = (
  key: string,
  words: Pick<Filter, "before" | "after" | "heldOut">,
  condition: (x: string) => string,
  keeps: (x: string) => boolean,
  { constants = [] as Scalar[], lowered = false } = {},
): Filter => {
  const folds = (conventions: Conventions) => lowered && conventions.case === "insensitive";
  return {
    key,
    ...words,
    step: words.before ? `keep the ${words.before[0]} ones` : `keep those ${words.after![0]}`,
    constants,
    condition: (conventions) => condition(folds(conventions) ? "x.lower()" : "x"),
    keeps: (x, conventions) => keeps(folds(conventions) ? text(x).toLowerCase() : text(x)),
  };
};

const between = (low: number, high: number): Filter => ({
  key: "between",
  after: [`between ${low} and ${high}`],
  heldOut: `in the range from ${low} to ${high}`,
  step: `keep those between ${low} and ${high}`,
  constants: [low, high],
  condition: ({ bounds }) =>
    bounds === "inclusive" ? `${low} <= x <= ${high}` : `${low} < x < ${high}`,
  keeps: (x, { bounds }) =>
    bounds === "inclusive"
      ? low <= number(x) && number(x) <= high
      : low < number(x) && number(x) < high,
});

/** The filters over numbers, for one constant. */
export const numberFilters = (k: number): Filter[] => [
  numeric("even", { before: ["even"] }, "x % 2 == 0", (x) => modulo(x, 2) === 0),
  numeric("odd", { before: ["odd"] }, "x % 2 == 1", (x) => modulo(x, 2) === 1),
  numeric("positive", { before: ["positive"] }, "x > 0", (x) => x > 0),
  numeric("negative", { before: ["negative"] }, "x < 0", (x) => x < 0),
  numeric("nonzero", { before: ["non-zero", "nonzero"] }, "x != 0", (x) => x !== 0),
  numeric(
    "gt",
    { after: [`greater than ${k}`, `above ${k}`, `larger than ${k}`], heldOut: `more than ${k}` },
    `x > ${k}`,
    (x) => x > k,
    [k],
  ),
  numeric(
    "lt",
    { after: [`less than ${k}`, `under ${k}`], heldOut: `smaller than ${k}` },
    `x < ${k}`,
    (x) => x < k,
    [k],
  ),
  numeric(
    "ge",
    { after: [`that are at least ${k}`], heldOut: `not less than ${k}` },
    `x >= ${k}`,
    (x) => x >= k,
    [k],
  ),
  numeric(
    "le",
    { after: [`that are at most ${k}`], heldOut: `not greater than ${k}` },
    `x <= ${k}`,
    (x) => x <= k,
    [k],
  ),
  numeric(
    "divisible",
    { after: [`divisible by ${k}`, `that are multiples of ${k}`], heldOut: `in multiples of ${k}` },
    `x % ${k} == 0`,
    (x) => modulo(x, k) === 0,
    [k],
  ),
  numeric(
    "indivisible",
    { after: [`not divisible by ${k}`], heldOut: `that are not multiples of ${k}` },
    `x % ${k} != 0`,
    (x) => modulo(x, k) !== 0,
    [k],
  ),
  numeric(
    "ne",
    { after: [`different from ${k}`, `not equal to ${k}`], heldOut: `that are not ${k}` },
    `x != ${k}`,
    (x) => x !== k,
    [k],
  ),
  numeric(
    "ends",
    { after: [`ending in ${k}`], heldOut: `that end in ${k}` },
    `abs(x) % 10 == ${k}`,
    (x) => Math.abs(x) % 10 === k,
    [k],
  ),
  between(k, k + 5),
];

/** Python's `isupper` and `islower` of a text with at least one letter. */
const isUpper = (x: string) => /[A-Z]/.test(x) && !/[a-z]/.test(x);
const isLower = (x: string) => /[a-z]/.test(x) && !/[A-Z]/.test(x);
const vowels = "aeiou";

/** The filters over characters, for one letter. */
export const characterFilters = (c: string): Filter[] => [
  textual(
    "vowel",
    { after: ["that are vowels"] },
    (x) => `${x} in "${vowels}"`,
    (x) => vowels.includes(x),
    { lowered: true },
  ),
  textual(
    "noVowel",
    { after: ["that are not vowels"] },
    (x) => `${x} not in "${vowels}"`,
    (x) => !vowels.includes(x),
    { lowered: true },
  ),
  textual("digit", { after: ["that are digits"] }, (x) => `${x}.isdigit()`, (x) => /\d/.test(x)),
  textual(
    "letter",
    { after: ["that are letters"] },
    (x) => `${x}.isalpha()`,
    (x) => /[a-z]/i.test(x),
  ),
  textual("upper", { before: ["uppercase"] }, (x) => `${x}.isupper()`, isUpper),
  textual("lower", { before: ["lowercase"] }, (x) => `${x}.islower()`, isLower),
  textual("noSpace", { after: ["that are not spaces"] }, (x) => `${x} != " "`, (x) => x !== " "),
  textual(
    "is",
    { after: [`equal to ${c}`], heldOut: `that are ${c}` },
    (x) => `${x} == "${c}"`,
    (x) => x === c,
    { constants: [c], lowered: true },
  ),
  textual(
    "isNot",
    { after: [`different from ${c}`], heldOut: `not equal to ${c}` },
    (x) => `${x} != "${c}"`,
    (x) => x !== c,
    { constants: [c], lowered: true },
  ),
];

const size = (
  key: string,
  after: string[],
  operator: string,
  k: number,
  keeps: (n: number) => boolean,
) =>
  textual(key, { after }, (x) => `len(${x}) ${operator} ${k}`, (x) => keeps(x.length), {
    constants: [k],
  });

/** The filters over words, for one letter and one length. */
export const wordFilters = (c: string, k: number): Filter[] => [
  size("longer", [`longer than ${k} letters`, `with more than ${k} letters`], ">", k, (n) => n > k),
  size(
    "shorter",
    [`shorter than ${k} letters`, `with fewer than ${k} letters`],
    "<",
    k,
    (n) => n < k,
  ),
  size("length", [`of length ${k}`, `with exactly ${k} letters`], "==", k, (n) => n === k),
  textual(
    "starts",
    { after: [`starting with ${c}`, `that start with ${c}`] },
    (x) => `${x}.startswith("${c}")`,
    (x) => x.startsWith(c),
    { constants: [c], lowered: true },
  ),
  textual(
    "endsWith",
    { after: [`ending with ${c}`, `that end with ${c}`], heldOut: `ending in ${c}` },
    (x) => `${x}.endswith("${c}")`,
    (x) => x.endsWith(c),
    { constants: [c], lowered: true },
  ),
  textual(
    "contains",
    { after: [`containing ${c}`, `that contain ${c}`], heldOut: `with the letter ${c}` },
    (x) => `"${c}" in ${x}`,
    (x) => x.includes(c),
    { constants: [c], lowered: true },
  ),
  textual(
    "lacks",
    { after: [`without the letter ${c}`], heldOut: `without ${c}` },
    (x) => `"${c}" not in ${x}`,
    (x) => !x.includes(c),
    { constants: [c], lowered: true },
  ),
  textual("lower", { before: ["lowercase"] }, (x) => `${x}.islower()`, isLower),
  textual(
    "palindrome",
    { before: ["palindromic"] },
    (x) => `${x} == ${x}[::-1]`,
    (x) => x === [...x].reverse().join(""),
    { lowered: true },
  ),
];

/** The filters for items of one kind, with constants drawn at random. */
export function filtersFor(element: Element, random: Random): Filter[] {
  if (element === "char") return characterFilters(random.pick([..."aeixst"]));
  if (element === "word") return wordFilters(random.pick([..."aeotbk"]), random.integer(2, 5));
  return numberFilters(random.integer(2, 9));
}
