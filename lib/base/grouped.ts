/**
 * Items by a key, in the order of their first appearance; `Map.groupBy` is not in Node 20.
 *
 * @example
 * ```ts
 * import { grouped } from "./grouped.ts";
 * grouped([1, 2, 3], (n) => n % 2).get(1); // [1, 3]
 * ```
 */
export function grouped<T, K>(items: Iterable<T>, keyOf: (item: T) => K): Map<K, T[]> {
  const groups = new Map<K, T[]>();
  for (const item of items) {
    const key = keyOf(item), group = groups.get(key);
    if (group) group.push(item);
    else groups.set(key, [item]);
  }
  return groups;
}
