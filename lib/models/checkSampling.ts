import { Sampling } from "./completion.ts";

const must: Record<string, string> = {
  temperature: "finite and 0 or more",
  topP: "between 0 and 1",
  maxTokens: "a positive safe integer",
  stop: "a list of strings",
  seed: "a safe integer",
};

/**
 * Refuses sampling that a store could not read back.
 *
 * @throws {RangeError} which names the setting.
 */
export function checkSampling(sampling: Sampling): Sampling {
  const { error } = Sampling.safeParse(sampling);
  if (!error) return sampling;
  const name = String(error.issues[0].path[0]);
  throw new RangeError(`'${name}' must be ${must[name]}: ${sampling[name as keyof Sampling]}`);
}
