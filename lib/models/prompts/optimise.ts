import type { Template } from "./template.ts";

/**
 * Merge analyses into new standing instructions. After the optimiser of iterative prompt optimisation.
 *
 * @example
 * ```ts
 * import { model } from "tracelab";
 * import { prompts } from "tracelab/models";
 * const user = `${prompts.optimise.user}\n\nAt most five of them.`;
 * model("tiny", { prompts: { optimise: { ...prompts.optimise, user } } });
 * ```
 */
export const optimise: Template = {
  system: `
You maintain the standing instructions of a code generator.

Answer with a numbered list of at most {{count}} instructions, each of at most two sentences. Write
no code and nothing about one single task.`,

  user: `
The current instructions:
{{directives}}

What went wrong with programs written under them:
{{analyses}}

Write the new instructions: merge what is alike, add what is new in order of its effect and frequency,
resolve conflicts towards the recent and the effective, stress what keeps coming back.

Your last answer was:
{{reply}}

It was refused ({{problem}}). Answer again, with the numbered list alone.`,
};
