import { readFileSync } from "node:fs";
import { z } from "zod";
import { packageFile } from "../../base/mod.ts";

/**
 * What tokens cost.
 *
 * @example
 * ```ts
 * import { Price } from "tracelab/models";
 * Price.parse({ input: 0.25, output: 2, source: "the provider's page, 2026-11-01" });
 * ```
 */
export const Price = z.object({
  /** US dollars for a million prompt tokens. */
  input: z.number().min(0),
  /** US dollars for a million completion tokens. */
  output: z.number().min(0),
  /** US dollars for a million trained tokens, of a model that its provider fine-tunes. */
  training: z.number().min(0).optional(),
  /** Where and when it was read. */
  source: z.string(),
});
export type Price = z.infer<typeof Price>;

let table: Record<string, Price> | undefined;

/**
 * The price of a model by `data/prices.json`: an entry for its URI, or for the longest part of it
 * that ends in `:` or `*`. Unknown prices are `undefined`, never 0.
 *
 * @example
 * ```ts
 * import { priceOf } from "tracelab/models";
 * priceOf("openai:no-such-model"); // undefined
 * ```
 */
export function priceOf(uri: string): Price | undefined {
  table ??= z.record(z.string(), Price).parse(
    JSON.parse(readFileSync(packageFile("data/prices.json"), "utf8")),
  );
  if (Object.hasOwn(table, uri)) return table[uri];
  const prefix = Object.keys(table)
    .filter((key) => key.endsWith("*") && uri.startsWith(key.slice(0, -1)))
    .sort((a, b) => b.length - a.length)[0];
  return prefix === undefined ? undefined : table[prefix];
}
