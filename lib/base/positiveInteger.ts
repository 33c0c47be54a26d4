/** Refuses a count that is none. */
export function positiveInteger(name: string, value: number): void {
  if (!(Number.isInteger(value) && value > 0)) {
    throw new RangeError(`'${name}' must be a positive integer: ${value}`);
  }
}
