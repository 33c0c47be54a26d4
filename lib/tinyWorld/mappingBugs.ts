import { characterMappings, numberMappings, numeric, textual, wordMappings } from "./mappings.ts";
import type { Mapping } from "./operation.ts";
import { floorDivide } from "./value.ts";
import type { Wrong } from "./wrong.ts";

const words = { nouns: [], verbs: [], step: "" };
const number = (
  systematic: boolean,
  key: string,
  expression: (x: string) => string,
  value: (x: number) => number,
): Wrong<Mapping> => ({ systematic, operation: numeric(key, words, expression, value) });
const sister = (mapping: Mapping | undefined): Wrong<Mapping>[] =>
  mapping ? [{ systematic: false, operation: mapping }] : [];

/** Ways to change the items wrongly. The first systematic one is the misconception. */
export function mappingBugs(mapping: Mapping): Wrong<Mapping>[] {
  const k = Number(mapping.constants[0] ?? 0);
  const like = (key: string, constant = k) =>
    sister(numberMappings(constant).find((other) => other.key === key));
  const ofTexts = (key: string) =>
    sister([...wordMappings, ...characterMappings].find((other) => other.key === key));
  switch (mapping.key) {
    case "square":
      return like("double");
    case "cube":
      return [number(true, "triple", (x) => `${x} * 3`, (x) => x * 3), ...like("square")];
    case "double":
      return like("square");
    case "negate":
      return like("abs");
    case "abs":
      return [number(true, "negate", (x) => `-${x}`, (x) => -x)];
    case "half":
      return [{ systematic: true, operation: otherHalf(mapping) }, ...like("double")];
    case "add":
      return [...like("subtract"), ...like("add", k + 1)];
    case "subtract":
      return [...like("add"), ...like("subtract", k + 1)];
    case "multiply":
      return [...like("add"), ...like("multiply", k + 1)];
    case "modulo":
      return [
        number(true, "quotient", (x) => `${x} // ${k}`, (x) => floorDivide(x, k)),
        ...like("modulo", k + 1),
      ];
    case "upper":
      return ofTexts("lower");
    case "lower":
      return ofTexts("upper");
    case "capitalize":
      return [
        {
          systematic: true,
          operation: textual("shout", words, (x) => `${x}.upper()`, (x) => x.toUpperCase()),
        },
      ];
    case "reverse":
      return [
        {
          systematic: true,
          operation: textual("final", words, (x) => `${x}[-1]`, (x) => x[x.length - 1]),
        },
      ];
    case "initial":
      return ofTexts("final");
    case "final":
      return ofTexts("initial");
    default:
      return [];
  }
}

/** Halves that are rounded where they should not be, and the other way round. */
const otherHalf = (half: Mapping): Mapping => {
  const flip = (rounding: "exact" | "down" | "nearest") =>
    rounding === "exact" ? "down" as const : "exact" as const;
  return {
    ...half,
    key: "otherHalf",
    expression: (x, c) => half.expression(x, { ...c, rounding: flip(c.rounding) }),
    value: (x, c) => half.value(x, { ...c, rounding: flip(c.rounding) }),
    element: (input, c) => half.element(input, { ...c, rounding: flip(c.rounding) }),
  };
};
