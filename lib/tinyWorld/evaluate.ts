import { type Composition, elementOf } from "./composition.ts";
import type { Arguments } from "./operation.ts";
import { type Scalar, type Value } from "./value.ts";

/** A number left the range in which TypeScript and Python agree to the last digit. */
export class TooLarge extends Error {
  override name = "TooLarge";
}

const checked = <T extends Value>(value: T): T => {
  if (typeof value === "number" && Math.abs(value) > 2 ** 50) {
    throw new TooLarge(`${value} is beyond 2 ** 50`);
  }
  if (Array.isArray(value)) value.forEach(checked);
  return value;
};

/**
 * What the canonical program of a composition returns, worked out from the operations' meaning and
 * not by Python: the two must agree, and a test holds them to it.
 *
 * @throws {PythonError} where the program raises; {TooLarge} where digits would be lost
 */
export function evaluate(
  composition: Composition,
  call: Arguments,
): { value: Value; float: boolean } {
  const { source, filters, joiner, mappings, reduction, conventions } = composition;
  const items: Scalar[] = [];
  for (const x of source.values(call, conventions)) {
    const keeps = filters.map((filter) => filter.keeps(x, conventions));
    if (keeps.length > 0 && !(joiner === "and" ? keeps.every(Boolean) : keeps.some(Boolean))) {
      continue;
    }
    items.push(mappings.reduce((y, mapping) => checked(mapping.value(y, conventions)), x));
  }
  const value = checked(reduction.apply(items, conventions));
  return { value, float: reduction.float(elementOf(composition), conventions) };
}
