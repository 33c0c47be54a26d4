import type { Template } from "./template.ts";

/**
 * Rewrite the instructions so that a failure is avoided. After TRACE's knowledge distillation.
 *
 * @example
 * ```ts
 * import { model } from "tracelab";
 * import { prompts } from "tracelab/models";
 * const user = `${prompts.rewrite.user}\n\nShort sentences.`;
 * model("tiny", { prompts: { rewrite: { ...prompts.rewrite, user } } });
 * ```
 */
export const rewrite: Template = {
  system: `
You are a teacher. You improve the instructions that a student programmer gets; you never write code.

Answer with the new instructions only: the whole task in words, with the function's name, parameters
and return value as they are.`,

  user: `
The student was asked:

{{task}}

The student wrote:
{{code}}

It failed with an error of the class {{errorClass}}:
{{feedback}}

Rewrite the instructions so that a student who reads them avoids this {{errorClass}} error and all
the cases like it.`,
};
