import type { Arguments, Source } from "./operation.ts";
import type { Random } from "../base/mod.ts";
import type { Scalar } from "./value.ts";

const integers = (random: Random, length = random.integer(4, 8)) =>
  Array.from({ length }, () => random.integer(-12, 20));
const vocabulary =
  "apple,kiwi,Bob,tree,Alice,zoo,ant,banana,cat,Eve,table,ox,sun,level,Anna,stone,ice,radar,Moon,egg,kayak,Otto,bike,Tom"
    .split(",");
const words = (random: Random) =>
  Array.from({ length: random.integer(3, 6) }, () => random.pick(vocabulary));
const sentence = (random: Random) => words(random).join(" ");
const characters = (random: Random) =>
  Array.from(
    { length: random.integer(5, 12) },
    () => random.pick([..."abcdeiouxytsABEOSTX  0123789"]),
  ).join("");
const dictionary = (random: Random) =>
  new Map(words(random).map((word): [Scalar, number] => [word, random.integer(-9, 20)]));

const numbersIn = (constants: Scalar[]) =>
  constants.filter((constant) => typeof constant === "number");
const lettersIn = (constants: Scalar[]) =>
  constants.filter((constant) => typeof constant === "string");
const around = (constants: Scalar[]) => numbersIn(constants).flatMap((k) => [k - 1, k, k + 1]);

const listEdges = (constants: Scalar[]): Arguments[] => [
  [[]],
  [[0, ...around(constants), 0]],
  [[-3, -3, -1]],
  [[numbersIn(constants)[0] ?? 1]],
];
const countEdges = (low: number) => (constants: Scalar[]): Arguments[] =>
  [...new Set([low, low + 1, ...around(constants).filter((k) => k >= low)])].map((n) => [n]);
const pairEdges = (constants: Scalar[]): Arguments[] => [
  [[], []],
  [[1], [numbersIn(constants)[0] ?? 1]],
  [[0, ...around(constants)], [0, ...around(constants).map(() => 0)]],
  [[2, -2], [-2, 2]],
];
const wordEdges = (constants: Scalar[]): string[][] => {
  const letter = lettersIn(constants)[0] ?? "a";
  const sized = around(constants).filter((k) => k > 0).map((k) => "abcdefghijkl".slice(0, k));
  return [
    [],
    [letter],
    [letter.toUpperCase() + "b", "b" + letter, "b" + letter.toUpperCase()],
    sized.length > 0 ? sized : ["aa", "AA", "aa"],
  ];
};
const stringEdges = (constants: Scalar[]): Arguments[] => {
  const letter = lettersIn(constants)[0] ?? "e";
  return [[""], [letter + letter.toUpperCase() + letter], [" Ab 1 bA "], ["AAaa"]];
};
const named = (numbers: number[]) =>
  new Map(numbers.map((n, i): [Scalar, number] => ["abcdefgh"[i % 8], n]));
const dictionaryEdges = (constants: Scalar[]): Arguments[] => [
  [new Map()],
  [named([0, ...around(constants)])],
  [named([-3, -3, -1])],
];
const keyEdges = (constants: Scalar[]): Arguments[] =>
  wordEdges(constants).map((keys) => [
    new Map(keys.map((key, i): [Scalar, number] => [key, i])),
  ]);

const list = (call: Arguments, at = 0) => call[at] as Scalar[];
const numbers = (call: Arguments, at = 0) => call[at] as number[];
const whole = (call: Arguments) => call[0] as number;
const range = (start: number, stop: number) =>
  Array.from({ length: Math.max(0, stop - start) }, (_, i) => start + i);
const entries = (call: Arguments) => call[0] as Map<Scalar, number>;
const split = (text: string) => text.split(" ").filter((word) => word !== "");

const overNumbers = {
  parameters: "nums",
  element: "int",
  noun: "numbers",
  example: (random: Random) => [integers(random)],
  edges: listEdges,
} as const;
const overPairs = {
  parameters: "a, b",
  element: "int",
  example: (random: Random) => {
    const length = random.integer(3, 6);
    return [integers(random, length), integers(random, length)];
  },
  edges: pairEdges,
} as const;
const overNumber = { parameters: "n", element: "int" } as const;

/** Where the items of a task come from. */
export const sources: Source[] = [
  {
    ...overNumbers,
    key: "nums",
    phrases: ["in nums", "of nums", "in the list nums"],
    heldOut: "of the list nums",
    step: "take the numbers in nums",
    expression: () => "nums",
    values: (call) => list(call),
  },
  {
    ...overNumber,
    key: "to",
    noun: "numbers",
    phrases: ["from 1 to n", "between 1 and n"],
    heldOut: "in the range from 1 to n",
    step: "take the numbers from 1 to n",
    expression: ({ bounds }) => bounds === "inclusive" ? "range(1, n + 1)" : "range(2, n)",
    values: (call, { bounds }) =>
      bounds === "inclusive" ? range(1, whole(call) + 1) : range(2, whole(call)),
    example: (random) => [random.integer(6, 25)],
    edges: countEdges(0),
  },
  {
    ...overNumber,
    key: "below",
    noun: "numbers",
    phrases: ["below n", "from 0 up to but not including n"],
    heldOut: "from 0 below n",
    step: "take the numbers below n",
    expression: () => "range(n)",
    values: (call) => range(0, whole(call)),
    example: (random) => [random.integer(6, 25)],
    edges: countEdges(0),
  },
  {
    ...overNumber,
    key: "digits",
    noun: "digits",
    phrases: ["of n", "in n"],
    heldOut: "of the number n",
    step: "take the digits of n",
    expression: () => "[int(c) for c in str(n)]",
    values: (call) => [...String(whole(call))].map(Number),
    example: (random) => [random.integer(1000, 99999)],
    edges: countEdges(0),
  },
  {
    ...overNumber,
    key: "divisors",
    noun: "divisors",
    phrases: ["of n"],
    heldOut: "of the number n",
    step: "take the divisors of n",
    expression: () => "[i for i in range(1, n + 1) if n % i == 0]",
    values: (call) => range(1, whole(call) + 1).filter((i) => whole(call) % i === 0),
    example: (random) => [random.pick([12, 18, 20, 24, 28, 30, 36, 40, 42, 48, 60])],
    edges: countEdges(1),
  },
  {
    key: "values",
    parameters: "d",
    element: "int",
    noun: "values",
    phrases: ["of the dictionary d", "in d", "of d"],
    heldOut: "in the dictionary d",
    step: "take the values of d",
    expression: () => "d.values()",
    values: (call) => [...entries(call).values()],
    example: (random) => [dictionary(random)],
    edges: dictionaryEdges,
  },
  {
    key: "lengths",
    parameters: "words",
    element: "int",
    noun: "word lengths",
    phrases: ["of words", "in words"],
    heldOut: "of the list words",
    step: "take the word lengths of words",
    expression: () => "[len(w) for w in words]",
    values: (call) => list(call).map((word) => String(word).length),
    example: (random) => [words(random)],
    edges: (constants) => wordEdges(constants).map((edge) => [edge]),
  },
  {
    ...overPairs,
    key: "sums",
    noun: "pairwise sums",
    phrases: ["of a and b"],
    heldOut: "of the lists a and b",
    step: "take the pairwise sums of a and b",
    expression: () => "[x + y for x, y in zip(a, b)]",
    values: (call) => numbers(call).map((x, i) => x + numbers(call, 1)[i]),
  },
  {
    ...overPairs,
    key: "products",
    noun: "pairwise products",
    phrases: ["of a and b"],
    heldOut: "of the lists a and b",
    step: "take the pairwise products of a and b",
    expression: () => "[x * y for x, y in zip(a, b)]",
    values: (call) => numbers(call).map((x, i) => x * numbers(call, 1)[i]),
  },
  {
    ...overNumbers,
    key: "tail",
    phrases: ["in nums without the first element", "in nums after the first one"],
    heldOut: "after the first element in nums",
    step: "take the numbers in nums without the first",
    expression: () => "nums[1:]",
    values: (call) => list(call).slice(1),
  },
  {
    ...overNumbers,
    key: "init",
    phrases: ["in nums without the last element", "in nums before the last one"],
    heldOut: "before the last element in nums",
    step: "take the numbers in nums without the last",
    expression: () => "nums[:-1]",
    values: (call) => list(call).slice(0, -1),
  },
  {
    ...overNumbers,
    key: "evenPositions",
    phrases: ["at even positions of nums", "at even indices of nums"],
    heldOut: "at even positions in nums",
    step: "take the numbers at even positions of nums",
    expression: () => "nums[::2]",
    values: (call) => list(call).filter((_, i) => i % 2 === 0),
  },
  {
    key: "characters",
    parameters: "s",
    element: "char",
    noun: "characters",
    phrases: ["in s", "of the string s", "of s"],
    heldOut: "in the string s",
    step: "take the characters of s",
    expression: () => "s",
    values: (call) => [...(call[0] as string)],
    example: (random) => [characters(random)],
    edges: stringEdges,
  },
  {
    key: "words",
    parameters: "words",
    element: "word",
    noun: "words",
    phrases: ["in words", "of the list words"],
    heldOut: "in the list words",
    step: "take the words in words",
    expression: () => "words",
    values: (call) => list(call),
    example: (random) => [words(random)],
    edges: (constants) => wordEdges(constants).map((edge) => [edge]),
  },
  {
    key: "split",
    parameters: "s",
    element: "word",
    noun: "words",
    phrases: ["in s", "of the sentence s"],
    heldOut: "in the sentence s",
    step: "take the words of s",
    expression: () => "s.split()",
    values: (call) => split(call[0] as string),
    example: (random) => [sentence(random)],
    edges: (constants) => wordEdges(constants).map((edge) => [edge.join("  ")]),
  },
  {
    key: "keys",
    parameters: "d",
    element: "word",
    noun: "keys",
    phrases: ["of the dictionary d", "in d", "of d"],
    heldOut: "in the dictionary d",
    step: "take the keys of d",
    expression: () => "d",
    values: (call) => [...entries(call).keys()],
    example: (random) => [dictionary(random)],
    edges: keyEdges,
  },
];
