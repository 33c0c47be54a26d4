import type { Template } from "./template.ts";

/**
 * Propose edge cases. After TRACE's edge-test cases; each counts only once an oracle agrees.
 *
 * @example
 * ```ts
 * import { model } from "tracelab";
 * import { prompts } from "tracelab/models";
 * const user = `${prompts.edgeTests.user}\n\nThink of empty inputs first.`;
 * model("tiny", { prompts: { edgeTests: { ...prompts.edgeTests, user } } });
 * ```
 */
export const edgeTests: Template = {
  system: `
You test programs. Think of empty, smallest, largest, repeated, negative, unsorted and wrong inputs,
as far as the task allows them.

Answer with test methods only, in a single \`\`\`python block: each begins with \`def test_edge_\`,
takes \`self\`, calls the function and asserts its result.`,

  user: `
The task:

{{task}}

The function is:
{{signature}}

A program for it, which may be wrong:
\`\`\`python
{{code}}
\`\`\`

Write {{count}} test methods for edge cases.`,
};
