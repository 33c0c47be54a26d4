import type { Value } from "./value.ts";

const number = (x: number, float: boolean) => {
  const text = Object.is(x, -0) ? (float ? "-0" : "0") : String(x);
  return float && Number.isInteger(x) ? `${text}.0` : text;
};

const text = (s: string) => {
  const quote = s.includes("'") && !s.includes('"') ? '"' : "'";
  const escaped = s.replaceAll("\\", "\\\\").replaceAll("\n", "\\n");
  return quote + escaped.replaceAll(quote, `\\${quote}`) + quote;
};

/** What Python's `repr` prints of a value; `float` says that its numbers are floats. */
export function pyRepr(value: Value, float = false): string {
  if (value === null) return "None";
  if (typeof value === "number") return number(value, float);
  if (typeof value === "string") return text(value);
  if (value instanceof Map) {
    const items = [...value].map(([key, count]) => `${pyRepr(key, float)}: ${pyRepr(count)}`);
    return `{${items.join(", ")}}`;
  }
  return `[${value.map((item) => pyRepr(item, float)).join(", ")}]`;
}
