import type { Completion } from "../completion.ts";

/** What was used, over some completions. */
export interface Account {
  /** Completions counted. */
  completions: number;
  promptTokens: number;
  completionTokens: number;
  /** US dollars, of the completions whose cost is known. */
  cost: number;
  /** Completions whose cost is not known: with any, `cost` is a lower bound. */
  unknownCost: number;
  /** Completions whose tokens the server did not count: with any, the tokens are a lower bound. */
  unknownTokens: number;
}

interface Entry {
  role: string;
  arm?: string;
  completion?: Completion;
}

/**
 * Sums tokens and cost by role and arm, or by what `by` says: of a run's attempts, or of the
 * `answered` events of a model. A completion that several entries share (the same key) counts once.
 *
 * @returns one account for each name, in the order in which the names came.
 *
 * @example
 * ```ts
 * import { accounts } from "tracelab/models";
 * import assert from "node:assert/strict";
 * const completion = {
 *   text: "", code: "", finishReason: "stop", usage: { promptTokens: 10, completionTokens: 2 },
 *   model: "openai:own", sampling: {}, sample: 0, key: "a/0", promptHash: "",
 * };
 * const { "base/student": account } = accounts([{ role: "student", arm: "base", completion }]);
 * assert.equal(account.promptTokens, 10);
 * assert.equal(account.unknownCost, 1); // shown as unknown, never as 0
 * ```
 */
export function accounts<E extends Entry>(
  entries: Iterable<E>,
  by: (entry: E) => string = ({ role, arm }) => arm === undefined ? role : `${arm}/${role}`,
): Record<string, Account> {
  const all: Record<string, Account> = {};
  const seen = new Set<string>();
  for (const entry of entries) {
    const { completion } = entry;
    const name = by(entry);
    if (!completion || seen.has(`${name} ${completion.key}`)) continue;
    seen.add(`${name} ${completion.key}`);
    const account = all[name] ??= {
      completions: 0,
      promptTokens: 0,
      completionTokens: 0,
      cost: 0,
      unknownCost: 0,
      unknownTokens: 0,
    };
    const { promptTokens, completionTokens } = completion.usage;
    account.completions++;
    account.promptTokens += promptTokens ?? 0;
    account.completionTokens += completionTokens ?? 0;
    account.cost += completion.cost ?? 0;
    if (completion.cost === undefined) account.unknownCost++;
    if (promptTokens === undefined || completionTokens === undefined) account.unknownTokens++;
  }
  return all;
}
