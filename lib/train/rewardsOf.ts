import { readFileSync } from "node:fs";
import { checkpointPath, rewards, TinyLM, Tokenizer } from "../tiny/mod.ts";
import { refuseUnknown } from "../base/mod.ts";
import { rewardTokens } from "./tinySteps.ts";

/**
 * What a reward model (`train` with the method `reward`) thinks of texts: the log-odds of its two
 * answers, in nats; the higher the better. Any checkpoint can be asked.
 *
 * @param options.good The answers that it was trained with. @default {"right" and "wrong"}
 * @throws {RangeError} where the answers begin with the same token
 *
 * @example
 * ```ts
 * import { rewardsOf } from "tracelab/train";
 * import assert from "node:assert/strict";
 * const prompt = "<judge>nums<text>Return the sum of nums.<code>";
 * const texts = ["    return sum(nums)<answer>", "    return 0<answer>"];
 * const [right, wrong] = await rewardsOf("tiny", texts.map((completion) => ({ prompt, completion })));
 * assert(right > wrong);
 * ```
 */
export async function rewardsOf(
  model: string,
  texts: readonly { prompt: string; completion: string }[],
  options: { good?: string; bad?: string } = {},
): Promise<number[]> {
  refuseUnknown("rewardsOf", options, { good: true, bad: true });
  const { good = "right", bad = "wrong" } = options;
  await using lm = await TinyLM.load(readFileSync(checkpointPath(model)));
  if (!lm.tokenizer) throw new RangeError(`${model}: the checkpoint has no tokenizer`);
  const tokenizer = new Tokenizer(lm.tokenizer);
  const tokens = rewardTokens(tokenizer, { good, bad });
  return await rewards(
    lm,
    texts.map(({ prompt, completion }) => [
      ...tokenizer.encode(prompt),
      ...tokenizer.encode(completion),
    ]),
    tokens,
  );
}
