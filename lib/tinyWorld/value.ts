/** Python values of the tiny world, as TypeScript holds them. */
export type Scalar = number | string;
export type Value = Scalar | null | Value[] | Map<Scalar, number>;

/** What a pipeline carries between two steps; `float` prints as `2.0`. */
export type Element = "int" | "float" | "char" | "word";

/** An exception that Python would raise. */
export class PythonError extends Error {
  override name = "PythonError";
  constructor(readonly type: string, message: string) {
    super(message);
  }
}

/** Python's `%` and `//`: the remainder has the sign of the divisor. */
export const modulo = (a: number, b: number) => ((a % b) + b) % b;
export const floorDivide = (a: number, b: number) => Math.floor(a / b);

/** Python's `round(x)`: halves go to the even neighbour. */
export function roundHalfEven(x: number): number {
  const floor = Math.floor(x);
  if (x - floor !== 0.5) return Math.round(x);
  return floor % 2 === 0 ? floor : floor + 1;
}
