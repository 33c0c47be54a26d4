/**
 * The control tokens: first the role, then what it is given, then `<answer>`. A prompt reads, for
 * instance, `<solve>nums<text>Return the sum of nums.<answer>`; `<end>` closes the answer.
 */
export const controls = [
  "<end>",
  "<solve>",
  "<plan>",
  "<rewrite>",
  "<repair>",
  "<edge>",
  "<analyse>",
  "<judge>",
  "<text>",
  "<steps>",
  "<directives>",
  "<code>",
  "<feedback>",
  "<reference>",
  "<answer>",
] as const;

/** What the embedded model can be asked. */
export type Role = "solve" | "plan" | "rewrite" | "repair" | "edge" | "analyse" | "judge";
export const roles: Role[] = ["solve", "plan", "rewrite", "repair", "edge", "analyse", "judge"];

/** What a role may be given; what is absent leaves no token. */
export interface Given {
  parameters: string;
  text: string;
  steps?: string[];
  directives?: string[];
  code?: string;
  feedback?: string;
  reference?: string;
}

/**
 * A prompt in control tokens.
 *
 * @example
 * ```ts
 * import { promptOf } from "tracelab/tiny";
 * promptOf("solve", { parameters: "nums", text: "Return the sum of nums." });
 * // "<solve>nums<text>Return the sum of nums.<answer>"
 * ```
 */
export function promptOf(role: Role, given: Given): string {
  const { parameters, text, steps, directives, code, feedback, reference } = given;
  const parts = [`<${role}>${parameters}<text>${text}`];
  if (steps?.length) parts.push(`<steps>${steps.join("\n")}`);
  if (directives?.length) parts.push(`<directives>${directives.join(" ")}`);
  if (code) parts.push(`<code>${code.trimEnd()}`);
  if (feedback) parts.push(`<feedback>${feedback}`);
  if (reference) parts.push(`<reference>${reference.trimEnd()}`);
  return `${parts.join("")}<answer>`;
}
