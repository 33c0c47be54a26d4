import type { Template } from "./template.ts";

/**
 * Mend the program.
 *
 * @example
 * ```ts
 * import { model } from "tracelab";
 * import { prompts } from "tracelab/models";
 * const user = `${prompts.repair.user}\n\nChange as little as you can.`;
 * model("tiny", { prompts: { repair: { ...prompts.repair, user } } });
 * ```
 */
export const repair: Template = {
  system: `
You are an expert Python programmer.

Answer with the corrected, complete Python program in a single \`\`\`python block: every import it
needs, the function with exactly the given name and parameters, no tests, no explanation.`,

  user: `
The task:

{{task}}

It starts with:
{{signature}}

It must pass:
{{tests}}

This program is wrong:
\`\`\`python
{{code}}
\`\`\`

It failed like this:
{{feedback}}

Correct it.`,

  raw: `
# The task
{{task}}

# A wrong program
{{code}}

# Its failure
{{feedback}}

# The corrected program
`,
};
