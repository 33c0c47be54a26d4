import type { Template } from "./template.ts";

/**
 * Break the task into steps. After ADaPT (arXiv 2311.05772), where the planner joins steps by AND or OR.
 *
 * @example
 * ```ts
 * import { model } from "tracelab";
 * import { prompts } from "tracelab/models";
 * const user = `${prompts.plan.user}\n\nAt most three steps.`;
 * model("tiny", { prompts: { plan: { ...prompts.plan, user } } });
 * ```
 */
export const plan: Template = {
  system: `
You plan programs; you do not write them.

Answer with a numbered list of at most five steps, each one sentence that a programmer can act on.
On the last line write \`Logic: AND\` when all steps are needed, or \`Logic: OR\` when each step is a
different way to do the whole task.`,

  user: `
Break this programming task into steps:

{{task}}

The function is:
{{signature}}

This attempt did not work:
{{code}}

It failed like this:
{{feedback}}`,
};
