/** The first items of an endless sequence; an iterator's own `take` is not in Node 20. */
export function take<T>(items: Iterator<T>, count: number): T[] {
  return Array.from({ length: count }, () => items.next().value);
}
