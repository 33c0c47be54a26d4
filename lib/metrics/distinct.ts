import type { Attempt } from "../runs/mod.ts";
import { listed } from "./listed.ts";

/**
 * Attempts as they come. One that stands twice under a seed is refused: two runs, of two models say, whose
 * arms have one name would be counted as one.
 *
 * @throws {RangeError} naming the attempt and the models
 */
export function* distinct(attempts: Iterable<Attempt>): Generator<Attempt> {
  const seen = new Map<string, string | undefined>();
  for (const attempt of listed(attempts)) {
    const { id, method, arm, taskId, round, role, sample, seed, completion } = attempt;
    const key = [method, arm, taskId, round, role, sample, seed].join("\0");
    if (seen.has(key)) {
      const models = [...new Set([seen.get(key), completion?.model])].filter(Boolean).join(" and ");
      throw new RangeError(
        `two attempts '${id}'${seed === undefined ? "" : ` of seed ${seed}`}` +
          `${
            models && ` (${models})`
          }: runs whose arms are both named '${arm}' cannot be counted together`,
      );
    }
    seen.set(key, completion?.model);
    yield attempt;
  }
}
