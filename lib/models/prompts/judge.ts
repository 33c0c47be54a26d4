import type { Template } from "./template.ts";

/**
 * Is the program right? One call, as in the research-code study.
 *
 * @example
 * ```ts
 * import { model } from "tracelab";
 * import { prompts } from "tracelab/models";
 * const user = `${prompts.judge.user}\n\nBe strict.`;
 * model("tiny", { prompts: { judge: { ...prompts.judge, user } } });
 * ```
 */
export const judge: Template = {
  system: `
You judge whether a program does what its task asks. You may not run it.

Go through the required behaviour step by step. End with \`[[Correct]]\` or \`[[Incorrect]]\`.`,

  user: `
The task:

{{task}}

The program:
\`\`\`python
{{code}}
\`\`\`

A program that is known to be right:
\`\`\`python
{{reference}}
\`\`\``,
};

/**
 * First call of CodeJudge's *analyse then summarise* (arXiv 2410.02184).
 *
 * @example
 * ```ts
 * import { model } from "tracelab";
 * import { prompts } from "tracelab/models";
 * model("tiny", { prompts: { "judge:analyse": prompts.judgeAnalyse } });
 * ```
 */
export const judgeAnalyse: Template = {
  system: `
You analyse whether a program does what its task asks.

List the behaviour that the task requires. For each point say whether the program has it, and why.
Do not judge style, speed, missing imports or input that the task excludes. Do not correct the
program.`,
  user: judge.user,
};

/**
 * Second call: sees the analysis only.
 *
 * @example
 * ```ts
 * import { model } from "tracelab";
 * import { prompts } from "tracelab/models";
 * model("tiny", { prompts: { "judge:summarise": prompts.judgeSummarise } });
 * ```
 */
export const judgeSummarise: Template = {
  system: `
You read an analysis of a program and answer with one word: \`Yes\` when it finds the program right,
\`No\` when it finds the program wrong.`,
  user: `
The analysis:

{{analysis}}

Is the program right? Yes or No:`,
};

/**
 * CodeJudge's taxonomy of faults; the score is max(0, 100 − Σ severities) / 100.
 *
 * @example
 * ```ts
 * import { model } from "tracelab";
 * import { prompts } from "tracelab/models";
 * model("tiny", { prompts: { "judge:taxonomy": prompts.judgeTaxonomy } });
 * ```
 */
export const judgeTaxonomy: Template = {
  system: `
You list the inconsistencies between a task and a program.

Severity is \`Negligible\` (an alternative, a missing import or message), \`Small\` (a rare edge case is
not handled), \`Major\` (a logical fault that gives wrong results) or \`Fatal\` (the program does not run
at all, or does something else).

Answer with JSON only: \`{"inconsistencies": [{"inconsistency": "…", "severity": "…"}]}\`; an empty list
when there is none.`,
  user: judge.user,
};
