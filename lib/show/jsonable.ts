/**
 * Any value as JSON can hold it: big integers as numbers where they are exact, dates as ISO 8601, maps
 * and sets by their entries, symbols, functions and errors by their text, circles and depths cut.
 */
export function jsonable(value: unknown): unknown {
  return converted(value, []);
}

const deepest = 20;

function converted(value: unknown, around: object[]): unknown {
  if (typeof value === "bigint") {
    const number = Number(value);
    return Number.isSafeInteger(number) ? number : String(value);
  }
  if (value === Infinity || value === -Infinity) return String(value);
  if (typeof value === "symbol" || typeof value === "function") return String(value);
  if (typeof value !== "object" || value === null) return value;
  if (around.includes(value)) return "[circular]";
  if (around.length === deepest) return "…";
  const inside = [...around, value], each = (item: unknown) => converted(item, inside);
  try {
    if (value instanceof Error) return String(value);
    if (Array.isArray(value)) return value.map(each);
    if (value instanceof Map || value instanceof Set) return [...value].map(each);
    if ("toJSON" in value && typeof value.toJSON === "function") return each(value.toJSON());
    return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, each(item)]));
  } catch {
    return "[unreadable]"; // a getter, a proxy or a toJSON that throws
  }
}
