/** What a hosted training will cost: tokens are only counted by the server, so they are bounded here. */
import { priceOf } from "../../models/mod.ts";
import type { HostedRow, Turn } from "./hostedRows.ts";

/** What a hosted training takes, as far as it can be known before. */
export interface TrainingEstimate {
  rows: number;
  epochs: number;
  /** Trained tokens over all epochs, at a token for 4 bytes: about right for English and for code. */
  tokens: number;
  /** The most that they can be, nearly always: a token for 2 bytes. */
  mostTokens: number;
  /** Dollars a million trained tokens; absent where no price is known. */
  price?: number;
  /** Dollars, of `tokens` and of `mostTokens`; absent where no price is known. */
  cost?: number;
  mostCost?: number;
}

const bytes = (text: string) => new TextEncoder().encode(text).length;

/** Tokens of a conversation, with the few around each turn. */
const tokensOf = (turns: readonly Turn[], bytesEach: number, around: number) =>
  turns.reduce((sum, { content }) => sum + Math.ceil(bytes(content) / bytesEach) + around, 0);

/** What is read of a row: a pair's prompt stands before each of its answers. */
const readOf = (row: HostedRow): Turn[] =>
  "messages" in row ? row.messages : [
    ...row.input.messages,
    ...row.preferred_output,
    ...row.input.messages,
    ...row.non_preferred_output,
  ];

/** Held-out rows are not trained on and not counted. */
export function hostedEstimate(
  uri: string,
  rows: readonly HostedRow[],
  { epochs, price = priceOf(uri)?.training }: { epochs: number; price?: number },
): TrainingEstimate {
  const sum = (bytesEach: number, around: number) =>
    epochs * rows.reduce((sum, row) => sum + tokensOf(readOf(row), bytesEach, around), 0);
  const tokens = sum(4, 4), mostTokens = sum(2, 8);
  return {
    rows: rows.length,
    epochs,
    tokens,
    mostTokens,
    ...(price !== undefined && {
      price,
      cost: tokens * price / 1e6,
      mostCost: mostTokens * price / 1e6,
    }),
  };
}

/** Dollars, to a cent, or to two digits where they are less. */
export const dollars = (cost: number): string =>
  `$${cost === 0 || cost >= 0.1 ? cost.toFixed(2) : Number(cost.toPrecision(2))}`;

/** An estimate in a line. */
export function estimateLine(estimate: TrainingEstimate): string {
  const { rows, epochs, tokens, mostTokens, cost, mostCost } = estimate;
  const passes = `${epochs} epoch${epochs === 1 ? "" : "s"}`;
  const paid = cost === undefined
    ? "for a price that is not known"
    : `about ${dollars(cost)} and at most ${dollars(mostCost!)}`;
  return `${rows} rows, ${passes}: about ${tokens} and at most ${mostTokens} trained tokens, ${paid}`;
}
