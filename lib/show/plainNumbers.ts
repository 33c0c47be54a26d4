/** A row for a chart: big integers as numbers, infinite ones as none, whatever names its columns have. */
export function plainNumbers<T extends object>(row: T): T {
  const entries = Object.entries(row).map(([key, value]) => [key, plain(value)]);
  return Object.fromEntries(entries) as T;
}

function plain(value: unknown): unknown {
  if (typeof value === "bigint") return Number(value);
  if (typeof value === "symbol") return String(value);
  return value === Infinity || value === -Infinity ? NaN : value;
}
