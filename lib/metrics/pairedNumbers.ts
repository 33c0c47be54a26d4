/**
 * Refuses two lists that are no pairs of numbers.
 *
 * @throws {RangeError} for lists of different lengths and for a NaN
 */
export function checkPairs(x: readonly number[], y: readonly unknown[]): void {
  if (x.length !== y.length) throw new RangeError(`lists of ${x.length} and ${y.length} values`);
  for (const list of [x, y]) {
    const at = list.findIndex((value) => Number.isNaN(value));
    if (at >= 0) throw new RangeError(`no number at ${at}: NaN`);
  }
}

/** Ranks from 1, the mean rank for values that tie: as `scipy.stats.rankdata`. */
export function averageRanks(values: readonly number[]): number[] {
  const order = [...values.keys()].sort((a, b) =>
    values[a] < values[b] ? -1 : +(values[a] > values[b])
  );
  const ranks = new Array<number>(values.length);
  for (let from = 0; from < order.length;) {
    let to = from;
    while (to < order.length && values[order[to]] === values[order[from]]) to++;
    for (let i = from; i < to; i++) ranks[order[i]] = (from + 1 + to) / 2;
    from = to;
  }
  return ranks;
}
