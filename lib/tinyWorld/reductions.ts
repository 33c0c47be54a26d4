import { emptyText, emptyValue } from "./conventions.ts";
import type { Pieces, Reduction } from "./operation.ts";
import { type Element, floorDivide, PythonError, roundHalfEven, type Scalar } from "./value.ts";

const anything: Element[] = ["int", "float", "char", "word"];
const numbers: Element[] = ["int", "float"];
const texts: Element[] = ["char", "word"];

/** `item for x in source if condition`. */
export const clause = ({ item, source, condition }: Pieces) =>
  `${item} for x in ${source}` + (condition && ` if ${condition}`);
/** The same as a list. */
export const listOf = (pieces: Pieces) => `[${clause(pieces)}]`;
/** The shortest iterable: the source itself where nothing is done to its items. */
export const iterableOf = (pieces: Pieces) =>
  pieces.item === "x" && !pieces.condition ? pieces.source : clause(pieces);

/** A loop over the items: `before`, then `inside` for each that stays, then `return result`. */
export const loop = (
  { source, condition }: Pieces,
  before: string[],
  inside: string[],
  result: string,
) => [
  ...before,
  `for x in ${source}:`,
  ...(condition ? [`    if ${condition}:`, ...indent(indent(inside))] : indent(inside)),
  `return ${result}`,
];
const indent = (lines: string[]) => lines.map((line) => `    ${line}`);

const collected = (pieces: Pieces, result: string) => [`out = ${listOf(pieces)}`, result];
const asInput = (input: Element) => input === "float";
const never = () => false;

/** Python's order of strings: by code point. */
export const compare = (a: Scalar, b: Scalar) => a < b ? -1 : a > b ? 1 : 0;
export const sum = (items: Scalar[]) => (items as number[]).reduce((total, x) => total + x, 0);
const product = (items: Scalar[]) => (items as number[]).reduce((total, x) => total * x, 1);

const extreme = (key: "maximum" | "minimum", name: "max" | "min", synonym: string): Reduction => ({
  key,
  nouns: [`${key} of the`, `${synonym} of the`],
  verbs: [`return the ${key}`, `return the ${synonym}`],
  heldOut: `${synonym} one of the`,
  step: `return the ${key}`,
  accepts: numbers,
  body: (p) =>
    p.style === "loop"
      ? collected(p, `return ${name}(out) if out else ${emptyText[p.conventions.empty]}`)
      : [`return ${name}(${listOf(p)}, default=${emptyText[p.conventions.empty]})`],
  apply: (items, { empty }) =>
    items.length > 0 ? Math[name](...items as number[]) : emptyValue[empty],
  float: asInput,
});

const end = (key: "first" | "last", index: "0" | "-1"): Reduction => ({
  key,
  nouns: [`${key} of the`],
  verbs: [`return the ${key} one`],
  heldOut: `${key} one of the`,
  step: `return the ${key} one`,
  accepts: anything,
  body: (p) => collected(p, `return out[${index}] if out else ${emptyText[p.conventions.empty]}`),
  apply: (items, { empty }) => items.at(Number(index)) ?? emptyValue[empty],
  float: asInput,
});

/** What a task makes of its items. */
export const reductions: Reduction[] = [
  {
    key: "list",
    nouns: ["list of the", "list of all"],
    verbs: ["return them as a list", "return the list"],
    step: "return them as a list",
    accepts: anything,
    body: (p) =>
      p.style === "loop"
        ? loop(p, ["out = []"], [`out.append(${p.item})`], "out")
        : [`return ${listOf(p)}`],
    apply: (items) => items,
    float: asInput,
  },
  {
    key: "sorted",
    nouns: ["sorted list of the"],
    verbs: ["return them sorted", "sort the results"],
    heldOut: "ascending list of the",
    step: "return them sorted",
    accepts: anything,
    body: (p) =>
      p.style === "loop"
        ? [`out = ${listOf(p)}`, "out.sort()", "return out"]
        : [`return sorted(${iterableOf(p)})`],
    apply: (items) => [...items].sort(compare),
    float: asInput,
  },
  {
    key: "descending",
    nouns: ["descending list of the"],
    verbs: ["return them in descending order", "sort the results in descending order"],
    heldOut: "list in descending order of the",
    step: "return them in descending order",
    accepts: anything,
    body: (p) =>
      p.style === "loop"
        ? [`out = ${listOf(p)}`, "out.sort(reverse=True)", "return out"]
        : [`return sorted(${listOf(p)}, reverse=True)`],
    // Python's reversed sort keeps equal items in order; equal items here look the same.
    apply: (items) => [...items].sort((a, b) => compare(b, a)),
    float: asInput,
  },
  {
    key: "reversed",
    nouns: ["reversed list of the"],
    verbs: ["return them in reverse order"],
    heldOut: "list in reverse order of the",
    step: "return them in reverse order",
    accepts: anything,
    body: (p) => [`return ${listOf(p)}[::-1]`],
    apply: (items) => [...items].reverse(),
    float: asInput,
  },
  {
    key: "distinct",
    nouns: ["number of distinct"],
    verbs: ["count the distinct results"],
    heldOut: "count of distinct",
    step: "count the distinct results",
    accepts: anything,
    body: (p) =>
      p.style === "loop"
        ? loop(p, ["seen = set()"], [`seen.add(${p.item})`], "len(seen)")
        : [`return len(set(${iterableOf(p)}))`],
    apply: (items) => new Set(items).size,
    float: never,
  },
  end("first", "0"),
  end("last", "-1"),
  {
    key: "counts",
    nouns: ["dictionary of counts of the"],
    verbs: ["count how often each occurs"],
    step: "count how often each occurs",
    accepts: anything,
    body: (p) =>
      loop(p, ["counts = {}"], [`counts[${p.item}] = counts.get(${p.item}, 0) + 1`], "counts"),
    apply: (items) => {
      const counts = new Map<Scalar, number>();
      for (const item of items) counts.set(item, (counts.get(item) ?? 0) + 1);
      return counts;
    },
    float: asInput,
  },
  {
    key: "count",
    nouns: ["number of", "count of"],
    verbs: ["count them", "return how many there are"],
    step: "count them",
    accepts: anything,
    unmapped: true,
    body: (p) => {
      if (!p.condition) return [`return len(${iterableOf({ ...p, item: "x" })})`];
      return p.style === "loop"
        ? loop(p, ["count = 0"], ["count += 1"], "count")
        : [`return ${`sum(${clause({ ...p, item: "1" })})`}`];
    },
    apply: (items) => items.length,
    float: never,
  },
  {
    key: "sum",
    nouns: ["sum of the", "total of the", "sum of all"],
    verbs: ["sum them", "add them up", "return the total"],
    heldOut: "total of all",
    step: "add them up",
    accepts: numbers,
    body: (p) =>
      p.style === "loop"
        ? loop(p, ["total = 0"], [`total += ${p.item}`], "total")
        : [`return sum(${iterableOf(p)})`],
    apply: sum,
    float: asInput,
  },
  {
    key: "product",
    nouns: ["product of the", "product of all"],
    verbs: ["multiply them together", "return the product"],
    step: "multiply them together",
    accepts: numbers,
    body: (p) => loop(p, ["total = 1"], [`total *= ${p.item}`], "total"),
    apply: product,
    float: asInput,
  },
  extreme("maximum", "max", "largest"),
  extreme("minimum", "min", "smallest"),
  {
    key: "average",
    nouns: ["average of the", "mean of the"],
    verbs: ["return their average", "return their mean"],
    step: "return their average",
    accepts: numbers,
    body: (p) => {
      const average = {
        exact: "sum(out) / len(out)",
        down: "sum(out) // len(out)",
        nearest: "round(sum(out) / len(out))",
      }[p.conventions.rounding];
      return collected(p, `return ${average} if out else ${emptyText[p.conventions.empty]}`);
    },
    apply: (items, { empty, rounding }) => {
      if (items.length === 0) return emptyValue[empty];
      if (rounding === "down") return floorDivide(sum(items), items.length);
      const average = sum(items) / items.length;
      return rounding === "exact" ? average : roundHalfEven(average);
    },
    float: (input, { rounding }) =>
      rounding === "exact" || (rounding === "down" && input === "float"),
  },
  {
    key: "running",
    nouns: ["running sums of the"],
    verbs: ["return the running sums"],
    step: "return the running sums",
    accepts: numbers,
    body: (p) =>
      loop(p, ["out = []", "total = 0"], [`total += ${p.item}`, "out.append(total)"], "out"),
    apply: (items) => {
      let total = 0;
      return (items as number[]).map((x) => total += x);
    },
    float: asInput,
  },
  {
    key: "joined",
    nouns: ["concatenation of the"],
    verbs: ["join them", "concatenate them"],
    step: "join them",
    accepts: texts,
    body: (p) =>
      p.style === "loop"
        ? loop(p, ['out = ""'], [`out += ${p.item}`], "out")
        : [`return "".join(${iterableOf(p)})`],
    apply: (items) => items.join(""),
    float: never,
  },
  {
    key: "dashed",
    nouns: ["dash-separated string of the"],
    verbs: ["join them with dashes"],
    step: "join them with dashes",
    accepts: texts,
    body: (p) => [`return "-".join(${iterableOf(p)})`],
    apply: (items) => items.join("-"),
    float: never,
  },
  {
    key: "longest",
    nouns: ["longest of the"],
    verbs: ["return the longest one"],
    step: "return the longest one",
    accepts: ["word"],
    body: (p) => [`return max(${listOf(p)}, key=len, default=${emptyText[p.conventions.empty]})`],
    apply: (items, { empty }) => {
      if (items.length === 0) return emptyValue[empty];
      return (items as string[]).reduce((best, x) => x.length > best.length ? x : best);
    },
    float: never,
  },
];

/** A reduction's wrong sister: it forgets that there may be nothing. */
export function withoutEmptyCase(reduction: Reduction): Reduction | undefined {
  const message: Record<string, [type: string, message: string]> = {
    first: ["IndexError", "list index out of range"],
    last: ["IndexError", "list index out of range"],
    maximum: ["ValueError", "max() arg is an empty sequence"],
    minimum: ["ValueError", "min() arg is an empty sequence"],
    longest: ["ValueError", "max() arg is an empty sequence"],
    average: ["ZeroDivisionError", "division by zero"],
  };
  if (!(reduction.key in message)) return undefined;
  return {
    ...reduction,
    key: `${reduction.key}Raises`,
    body: (p) =>
      reduction.body(p).map((line) =>
        line.replace(/ if out else \S+$/, "").replace(/, default=[^)]+\)/, ")")
      ),
    apply: (items, conventions) => {
      if (items.length === 0) throw new PythonError(...message[reduction.key]);
      return reduction.apply(items, conventions);
    },
  };
}
