import type { Template } from "./template.ts";

/**
 * Write the program.
 *
 * @example
 * ```ts
 * import { model } from "tracelab";
 * import { prompts } from "tracelab/models";
 * const user = `${prompts.solve.user}\n\nNo comments.`;
 * model("tiny", { prompts: { solve: { ...prompts.solve, user } } });
 * ```
 */
export const solve: Template = {
  system: `
You are an expert Python programmer.

Answer with one complete Python program in a single \`\`\`python block: every import it needs, the
function with exactly the given name and parameters, no tests, no example calls, no explanation.`,

  user: `
Follow these instructions:
{{directives}}

Programs for other tasks of the same kind:
{{demonstrations}}

Write this program:

{{task}}

It starts with:
{{signature}}

It must pass:
{{tests}}

Work in these steps:
{{plan}}`,

  raw: `
"""
Follow these instructions:
{{directives}}
"""

{{demonstrations}}

{{head}}`,
};
