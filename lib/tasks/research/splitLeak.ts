/** What a test set shares with what was trained on: repositories, and functions word for word. */

import { NumberCounts } from "../../base/mod.ts";

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

type Sides = Record<"train" | "test", NumberCounts>;

/** Counts a split row by row; it holds a number for each repository and function, and no text. */
export class LeakCounter {
  readonly #repositories: Sides = { train: new NumberCounts(), test: new NumberCounts() };
  readonly #functions: Sides = { train: new NumberCounts(), test: new NumberCounts() };
  readonly #rows = { train: 0, test: 0 };

  /** Hashes of the repository's name and of the function's normal form. */
  add(side: "train" | "test", repository: number, code: number): void {
    this.#rows[side]++;
    this.#repositories[side].add(repository);
    this.#functions[side].add(code);
  }

  /** Repositories on each side. */
  get repositories(): Record<"train" | "test", number> {
    const { train, test } = this.#repositories;
    return { train: train.size, test: test.size };
  }

  get leak(): SplitLeak {
    const shared = ({ train, test }: Sides) => {
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
