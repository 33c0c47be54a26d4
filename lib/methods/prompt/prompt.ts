/** What is optimised: standing instructions, and programs that are shown. */
import { z } from "zod";

/**
 * What is optimised.
 *
 * @example
 * ```ts
 * import { Prompt } from "tracelab/methods";
 * Prompt.parse({ directives: ["Return None when there is nothing to return."] });
 * ```
 */
export const Prompt = z.object({
  directives: z.array(z.string()),
  /** Tasks with programs that pass. */
  demonstrations: z.array(z.object({ taskId: z.string(), task: z.string(), code: z.string() }))
    .optional(),
});
export type Prompt = z.infer<typeof Prompt>;

/**
 * A prompt as its reader sees it.
 *
 * @example
 * ```ts
 * import { promptText } from "tracelab";
 * promptText({ directives: ["Read the task twice.", "Say nothing else."] });
 * // "1. Read the task twice.\n2. Say nothing else."
 * ```
 */
export function promptText({ directives, demonstrations = [] }: Prompt): string {
  return [
    ...directives.map((text, i) => `${i + 1}. ${text}`),
    ...demonstrations.map(({ task, code }) => `${task.trim()}\n${code.trim()}`),
  ].join("\n");
}

export const samePrompt = (a: Prompt, b: Prompt): boolean => promptText(a) === promptText(b);
