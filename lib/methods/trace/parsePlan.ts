import { withoutReasoning } from "../../tasks/mod.ts";

/** A decomposition: steps that must all hold (AND) or alternatives of which one must (OR). */
export interface Plan {
  logic: "AND" | "OR";
  steps: string[];
}

const bullet = /^\s*(?:(?:step\s*)?\d+\s*[.):-]|[-*•])\s+(.*\S)\s*$/i;

/**
 * Reads the numbered (or bulleted) steps of a planner's reply; nested points are joined to the step
 * above them. `undefined` where there is no list: prose is not a plan.
 *
 * The logic is OR when the reply says so (`Logic: OR`, or steps joined by a line `OR`), else AND
 * (ADaPT, arXiv 2311.05772, section 3.2).
 *
 * @param options.most Further steps are dropped. @default {8}
 *
 * @example
 * ```ts
 * import { parsePlan } from "tracelab";
 * parsePlan("Sure!\n1. Keep even numbers.\n2. Sum them."); // { logic: "AND", steps: ["Keep even numbers.", "Sum them."] }
 * parsePlan("I cannot help."); // undefined
 * ```
 */
export function parsePlan(text: string, { most = 8 }: { most?: number } = {}): Plan | undefined {
  const prose = withoutReasoning(text.replaceAll("\r", ""))
    .replace(/```[\s\S]*?(```|$)/g, "");
  const steps: string[] = [];
  let margin: number | undefined;
  for (const line of prose.split("\n")) {
    const point = line.match(bullet)?.[1].replace(/\*\*/g, "");
    if (!point) continue;
    const indent = line.length - line.trimStart().length;
    margin ??= indent;
    if (indent > margin && steps.length) {
      steps[steps.length - 1] = `${steps.at(-1)!.replace(/[.:;]$/, "")}: ${point}`;
    } else {
      steps.push(point);
    }
  }
  if (!steps.length) return undefined;
  const logic = /\blogic\b\s*[:=]\s*"?or\b/i.test(prose) || /^\s*OR\s*$/m.test(prose)
    ? "OR"
    : "AND";
  return { logic, steps: steps.slice(0, most) };
}
