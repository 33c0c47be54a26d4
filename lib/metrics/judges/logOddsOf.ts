import type { Completion } from "../../models/mod.ts";
import type { Said } from "./said.ts";

/**
 * The log-odds of "right" in the tokens that spell the verdict, against everything else that could have
 * stood there; undefined without log-probabilities, or where tokens and text are not the same.
 */
export function logOddsOf(
  { text, logprobs }: Pick<Completion, "text" | "logprobs">,
  said: Said,
): number | undefined {
  if (!logprobs || logprobs.map(({ token }) => token).join("") !== text) return undefined;
  let at = 0, sum = 0;
  for (const { token, logprob } of logprobs) {
    if (at < said.to && at + token.length > said.from) sum += logprob;
    at += token.length;
  }
  // A float cannot tell a rest below 2⁻⁵³ from none.
  const odds = sum - Math.log(Math.max(-Math.expm1(sum), Number.EPSILON / 2));
  return said.correct ? odds : -odds;
}
