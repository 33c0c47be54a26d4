/**
 * A bound on what a run may spend. Each call reserves the most it can cost before it starts, so the
 * bound holds also with many calls in flight; what it really cost is settled afterwards.
 */
export interface BudgetLimits {
  /** US dollars. */
  usd?: number;
  /** Prompt and completion tokens together. */
  tokens?: number;
}

/** What a call may cost at most, or did cost. `usd` is absent when the price is unknown. */
export interface Spending {
  usd?: number;
  tokens: number;
}

/**
 * The budget is spent: nothing was lost, and a repeated run goes on where this one stopped.
 *
 * @example
 * ```ts
 * import { Budget } from "tracelab";
 * import { BudgetError } from "tracelab/models";
 * import assert from "node:assert/strict";
 * await assert.rejects(new Budget({ tokens: 10 }).reserve({ tokens: 11 }), BudgetError);
 * ```
 */
export class BudgetError extends Error {
  override readonly name = "BudgetError";
}

/**
 * A budget that several models may share.
 *
 * @example
 * ```ts
 * import { Budget, model } from "tracelab";
 * const budget = new Budget({ tokens: 2_000_000 });
 * const student = model("ollama:qwen2.5-coder:7b", { budget });
 * const teacher = model("ollama:qwen2.5-coder:32b", { budget });
 * ```
 */
export class Budget {
  readonly limits: Readonly<BudgetLimits>;
  readonly #spent = { usd: 0, tokens: 0 };
  readonly #reserved = { usd: 0, tokens: 0 };
  readonly #waiting: (() => void)[] = [];
  #inFlight = 0;

  constructor(limits: BudgetLimits) {
    for (const [name, limit] of Object.entries(limits)) {
      if (limit !== undefined && !(limit >= 0)) {
        throw new RangeError(`'${name}' of a budget must be 0 or more: ${limit}`);
      }
    }
    this.limits = { ...limits };
  }

  /** What was spent so far. */
  get spent(): Readonly<{ usd: number; tokens: number }> {
    return { ...this.#spent };
  }

  /**
   * Reserves the most that a call can cost. Waits while calls in flight, once settled, may leave room.
   *
   * @throws {BudgetError} when there is no room and nothing in flight.
   */
  async reserve(most: Spending): Promise<void> {
    if (this.limits.usd !== undefined && most.usd === undefined) {
      throw new BudgetError(
        "a budget in dollars needs a known price: add the model to data/prices.json, or give a budget in tokens",
      );
    }
    while (true) {
      const passed = this.#passed(most);
      if (!passed) break;
      if (this.#inFlight === 0) throw new BudgetError(passed);
      await new Promise<void>((resolve) => this.#waiting.push(resolve));
    }
    this.#inFlight++;
    this.#reserved.usd += most.usd ?? 0;
    this.#reserved.tokens += most.tokens;
  }

  /** Gives a reservation back and books what the call really took. */
  settle(most: Spending, real: Spending): void {
    this.#reserved.usd -= most.usd ?? 0;
    this.#reserved.tokens -= most.tokens;
    this.#spent.usd += real.usd ?? 0;
    this.#spent.tokens += real.tokens;
    this.#inFlight--;
    for (const wake of this.#waiting.splice(0)) wake();
  }

  /** Which limit the call would pass, in a line. */
  #passed(most: Spending): string | undefined {
    const { usd, tokens } = this.limits;
    const next = "run again with a larger one to go on";
    const money = most.usd ?? 0;
    if (usd !== undefined && this.#spent.usd + this.#reserved.usd + money > usd) {
      return `budget of $${usd} reached: $${this.#spent.usd.toFixed(4)} spent, ` +
        `the next call may cost $${money.toFixed(4)}; ${next}`;
    }
    if (tokens !== undefined && this.#spent.tokens + this.#reserved.tokens + most.tokens > tokens) {
      return `budget of ${tokens} tokens reached: ${this.#spent.tokens} spent, ` +
        `the next call may take ${most.tokens}; ${next}`;
    }
  }
}
