import { Budget } from "./limits/budget.ts";
import { dialects } from "./dialects.ts";
import type { ModelOptions } from "./modelOptions.ts";
import { builtIn } from "./prompts/renderCall.ts";

const known: Record<keyof ModelOptions, true> = {
  temperature: true,
  topP: true,
  maxTokens: true,
  stop: true,
  seed: true,
  dialect: true,
  prompts: true,
  identity: true,
  store: true,
  fresh: true,
  offline: true,
  concurrency: true,
  rpm: true,
  tpm: true,
  retries: true,
  timeoutMs: true,
  budget: true,
  price: true,
  on: true,
};

/**
 * Refuses options that the model does not have: a misspelt one would be as good as not given.
 *
 * @param own What its engine knows besides.
 * @throws {RangeError} which names it.
 */
export function checkOptions(options: ModelOptions, own: Record<string, true> = {}): void {
  refuse("option of a model", options, { ...known, ...own });
  const { prompts = {}, dialect, price, budget } = options;
  const judges = Object.keys(prompts).filter((name) => name.startsWith("judge:"));
  refuse("prompt", prompts, {
    ...builtIn,
    ...Object.fromEntries(judges.map((name) => [name, true])),
  });
  for (const [name, prompt] of Object.entries(prompts)) {
    if (prompt instanceof Object && typeof prompt !== "function") {
      refuse(`field of the prompt '${name}'`, prompt, { system: true, user: true, raw: true });
    }
  }
  if (typeof dialect === "string") refuse("dialect", { [dialect]: true }, dialects);
  if (!(budget instanceof Budget)) {
    refuse("field of a budget", budget ?? {}, { usd: true, tokens: true });
  }
  refuse("field of a price", price ?? {}, { input: true, output: true, source: true });
}

function refuse(what: string, given: object, known: object): void {
  const name = Object.keys(given).find((name) => !Object.hasOwn(known, name));
  if (name === undefined) return;
  throw new RangeError(`unknown ${what}: ${name} (there are ${Object.keys(known).join(", ")})`);
}
