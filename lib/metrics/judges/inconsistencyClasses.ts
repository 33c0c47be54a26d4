/**
 * CodeJudge's severities and what each takes from 100.
 *
 * @see Tong and Zhang 2024, arXiv 2410.02184, section 3.2
 *
 * @example
 * ```ts
 * import { severities } from "tracelab/metrics";
 * severities.Major; // 50
 * ```
 */
export const severities = { Negligible: 0, Small: 5, Major: 50, Fatal: 100 } as const;
export type Severity = keyof typeof severities;

/**
 * CodeJudge's catalogue of inconsistencies between a task and a program: each class with its severity.
 *
 * @see Tong and Zhang 2024, arXiv 2410.02184, section 3.2; their `evaluation/humaneval/prompts.py`
 *
 * @example
 * ```ts
 * import { inconsistencyClasses, severities } from "tracelab/metrics";
 * severities[inconsistencyClasses["Logic error"]]; // 50
 * ```
 */
export const inconsistencyClasses = {
  "Different methods or algorithms": "Negligible",
  "Missing dependency declarations": "Negligible",
  "No error messages for unexpected input cases": "Negligible",
  "Inefficiency, unnecessary statements": "Negligible",
  "Edge case not handled": "Small",
  "Logic error": "Major",
  "Function or variable not defined": "Fatal",
  "Code not completed": "Fatal",
} as const satisfies Record<string, Severity>;
export type InconsistencyClass = keyof typeof inconsistencyClasses;
