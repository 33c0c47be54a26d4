import type { Template } from "./template.ts";

/**
 * Say why a program is wrong. After the debugger of iterative prompt optimisation.
 *
 * @example
 * ```ts
 * import { model } from "tracelab";
 * import { prompts } from "tracelab/models";
 * const user = `${prompts.analyse.user}\n\nOne sentence.`;
 * model("tiny", { prompts: { analyse: { ...prompts.analyse, user } } });
 * ```
 */
export const analyse: Template = {
  system: `
You review programs.

Say in at most five sentences why the program fails, and what general instruction would have kept
its author from the mistake. Write no code.`,

  user: `
The task:

{{task}}

The program:
\`\`\`python
{{code}}
\`\`\`

How it failed:
{{feedback}}

A program that is right:
\`\`\`python
{{reference}}
\`\`\``,
};
