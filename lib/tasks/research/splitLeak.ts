/** What a test set shares with what was trained on: repositories, and functions word for word. */

/** What was counted of one way to split. */
export interface SplitLeak {
  /** Rows on the test side. */
  test: number;
  train: number;
  /** Test rows whose repository is on the training side, too. */
  sharedRepository: number;
  /** Test rows whose function, comments and spaces apart, is on the training side, too. */
  sharedFunction: number;
}

type Counts = Map<string | number, number>;

/** Counts a split row by row; it holds a number for each repository and function, and no text. */
export class LeakCounter {
  #repositories = { train: new Set<string | number>(), test: new Map() as Counts };
  #functions = { train: new Set<string | number>(), test: new Map() as Counts };
  #rows = { train: 0, test: 0 };

  /** `code` is a hash of the normal form, or the form itself. */
  add(side: "train" | "test", repository: string | number, code: string | number): void {
    this.#rows[side]++;
    for (
      const [seen, key] of [[this.#repositories, repository], [this.#functions, code]] as const
    ) {
      if (side === "train") seen.train.add(key);
      else seen.test.set(key, (seen.test.get(key) ?? 0) + 1);
    }
  }

  get leak(): SplitLeak {
    const shared = ({ train, test }: { train: Set<string | number>; test: Counts }) => {
      let rows = 0;
      for (const [key, count] of test) if (train.has(key)) rows += count;
      return rows;
    };
    return {
      ...this.#rows,
      sharedRepository: shared(this.#repositories),
      sharedFunction: shared(this.#functions),
    };
  }
}
