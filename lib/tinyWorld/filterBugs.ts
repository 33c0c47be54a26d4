import { characterFilters, numberFilters, numeric, textual, wordFilters } from "./filters.ts";
import type { Filter } from "./operation.ts";
import type { Element } from "./value.ts";
import type { Wrong } from "./wrong.ts";

const words = { before: ["wrong"] };
const number = (
  systematic: boolean,
  condition: string,
  keeps: (x: number) => boolean,
): Wrong<Filter> => ({
  systematic,
  operation: numeric(condition, words, condition, keeps),
});
const text = (
  systematic: boolean,
  condition: string,
  keeps: (x: string) => boolean,
): Wrong<Filter> => ({
  systematic,
  operation: textual(condition, words, () => condition, keeps),
});

const siblings = (element: Element, constant: number | string): Filter[] =>
  element === "char"
    ? characterFilters(String(constant))
    : element === "word"
    ? wordFilters(String(constant), Number(constant) || 3)
    : numberFilters(Number(constant) || 0);

/** Ways to keep the wrong items. The first systematic one is the misconception. */
export function filterBugs(filter: Filter, element: Element): Wrong<Filter>[] {
  const k = filter.constants[0];
  const n = Number(k);
  const like = (key: string): Wrong<Filter> => ({
    systematic: false,
    operation: siblings(element, k ?? 0).find((other) => other.key === key)!,
  });
  const textBugs: Record<string, () => Wrong<Filter>[]> = {
    vowel: () => [like("noVowel")],
    noVowel: () => [like("vowel")],
    letter: () => [text(true, "x.isalnum()", (x) => /[a-z0-9]/i.test(x)), like("digit")],
    digit: () => [like("letter")],
    upper: () => [like("lower")],
    noSpace: () => [text(false, 'x == " "', (x) => x === " ")],
    is: () => [like("isNot")],
    isNot: () => [like("is")],
    longer: () => [text(true, `len(x) >= ${k}`, (x) => x.length >= n), like("shorter")],
    shorter: () => [text(true, `len(x) <= ${k}`, (x) => x.length <= n), like("longer")],
    length: () => [text(false, `len(x) > ${k}`, (x) => x.length > n)],
    starts: () => [text(true, `"${k}" in x`, (x) => x.includes(String(k))), like("endsWith")],
    endsWith: () => [like("starts")],
    contains: () => [like("lacks"), like("starts")],
    lacks: () => [like("contains")],
    palindrome: () => [text(true, "x == x[-1]", (x) => x === x.at(-1))],
    lower: () => [text(false, "x.isupper()", (x) => /[A-Z]/.test(x) && !/[a-z]/.test(x))],
  };
  const numberBugs: Record<string, () => Wrong<Filter>[]> = {
    even: () => [like("odd")],
    odd: () => [like("even")],
    positive: () => [number(true, "x >= 0", (x) => x >= 0), like("negative")],
    negative: () => [number(true, "x <= 0", (x) => x <= 0), like("positive")],
    nonzero: () => [like("positive")],
    gt: () => [{ ...like("ge"), systematic: true }, like("lt")],
    lt: () => [{ ...like("le"), systematic: true }, like("gt")],
    ge: () => [{ ...like("gt"), systematic: true }, like("le")],
    le: () => [{ ...like("lt"), systematic: true }, like("ge")],
    divisible: () => [
      number(true, `x // ${k} == 0`, (x) => Math.floor(x / n) === 0),
      like("indivisible"),
    ],
    indivisible: () => [like("divisible")],
    ne: () => [number(false, `x == ${k}`, (x) => x === n)],
    ends: () => [number(true, `x // 10 == ${k}`, (x) => Math.floor(x / 10) === n)],
    between: () => [
      number(
        true,
        `${k} <= x < ${filter.constants[1]}`,
        (x) => n <= x && x < Number(filter.constants[1]),
      ),
      number(false, `x >= ${k}`, (x) => x >= n),
    ],
  };
  const bugs = element === "int" ? numberBugs : textBugs;
  return bugs[filter.key]?.() ?? [];
}

/** The same filter with a constant that is off by one. */
export function filterConstantBugs(filter: Filter, element: Element): Filter[] {
  const [k, second] = filter.constants;
  if (element !== "int" || typeof k !== "number" || second !== undefined) return [];
  return [k - 1, k + 1].filter((other) => other > 0).flatMap((other) =>
    numberFilters(other).filter(({ key }) => key === filter.key)
  );
}
