/** Numbers, intervals and text as a table shows them. */
import type { Measure } from "../base/mod.ts";
import { jsonable } from "./jsonable.ts";

/** Whether it is a value with its interval, as `lib/metrics` gives them. */
export function isInterval(value: unknown): value is Measure {
  const { value: middle, low, high } = (value ?? {}) as Partial<Measure>;
  return [middle, low, high].every((end) => typeof end === "number");
}

export function isMissing(value: unknown): boolean {
  const number = value instanceof Date ? value.getTime() : value;
  return number === undefined || number === null || Number.isNaN(number);
}

/**
 * How many decimals a column of numbers needs: none for integers, else three significant digits
 * of its largest value, so that its points stand under each other.
 */
export function decimalsOf(values: Iterable<unknown>): number {
  let largest = 0, whole = true;
  for (const value of values) {
    for (const number of isInterval(value) ? [value.value, value.low, value.high] : [value]) {
      if (typeof number !== "number" || !Number.isFinite(number)) continue;
      largest = Math.max(largest, Math.abs(number));
      whole &&= Number.isInteger(number);
    }
  }
  if (whole) return 0;
  return largest >= 100 ? 1 : largest >= 10 ? 2 : 3;
}

/** A value as text; missing ones are empty, never 0. */
export function formatCell(value: unknown, decimals: number): string {
  if (isMissing(value)) return "";
  if (typeof value === "number") return formatNumber(value, decimals);
  if (isInterval(value)) return formatInterval(value, decimals);
  if (value instanceof Date) return value.toISOString().replace("T", " ").replace(/\.\d+Z$/, "");
  if (typeof value === "bigint") {
    return value >= 10_000n || value <= -10_000n ? value.toLocaleString("en-US") : String(value);
  }
  if (typeof value !== "object") return String(value);
  const plain = jsonable(value);
  return typeof plain === "string" ? plain : JSON.stringify(plain) ?? "";
}

/** `0.410 ± 0.030`; `0.980 [0.890, 0.995]` where the interval is clearly not symmetric. */
function formatInterval({ value, low, high }: Measure, decimals: number): string {
  const half = (high - low) / 2;
  const middle = formatNumber(value, decimals);
  if (Number.isNaN(half)) return middle;
  if (Math.abs(value - (low + high) / 2) <= half * 0.25) {
    return `${middle} ± ${formatNumber(half, decimals)}`;
  }
  return `${middle} [${formatNumber(low, decimals)}, ${formatNumber(high, decimals)}]`;
}

function formatNumber(value: number, decimals: number): string {
  if (!Number.isFinite(value)) return String(value);
  if (value !== 0 && Math.abs(value) < 0.5 * 10 ** -decimals) return value.toExponential(1);
  return value.toLocaleString("en-US", {
    minimumFractionDigits: decimals,
    maximumFractionDigits: decimals,
    useGrouping: Math.abs(value) >= 10_000,
  });
}
