/** What a call costs, and the most that it can. */
import type { Answer } from "../engine.ts";
import type { RenderedCall } from "../prompts/renderCall.ts";
import type { Price } from "./priceOf.ts";

/** Dollars a million tokens. */
type Rates = Pick<Price, "input" | "output"> | undefined;

/** Dollars; undefined where no price is known, or the server does not count. */
export function costOf(usage: Answer["usage"], price: Rates): number | undefined {
  const { promptTokens, completionTokens } = usage ?? {};
  if (!price || promptTokens === undefined || completionTokens === undefined) return;
  return (promptTokens * price.input + completionTokens * price.output) / 1e6;
}

/** The most that a call can take: a token is at least two characters of prompt, nearly always. */
export function mostOf({ prompt: { text, messages }, sampling }: RenderedCall, price: Rates) {
  const characters = text?.length ??
    messages!.reduce((total, message) => total + message.content.length + 8, 0);
  const promptTokens = Math.ceil(characters / 2), completionTokens = sampling.maxTokens ?? 4096;
  return {
    usd: costOf({ promptTokens, completionTokens }, price),
    tokens: promptTokens + completionTokens,
  };
}
