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
 * CodeJudge's taxonomy of faults (arXiv 2410.02184, section 3.2): the paper's catalogue of classes, each with
 * its severity; the score is max(0, 100 − Σ severities) / 100. The paper's judge names no class; ours
 * does, so that faults can be counted by class.
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

The catalogue, each class with its severity:
- Different methods or algorithms: Negligible
- Missing dependency declarations: Negligible
- No error messages for unexpected input cases: Negligible
- Inefficiency, unnecessary statements: Negligible
- Edge case not handled: Small
- Logic error: Major
- Function or variable not defined: Fatal
- Code not completed: Fatal

Find the behaviour that the task requires and say where the program has it not. A program that is known
to be right only helps to understand the task: do not compare with it line by line.

Answer with JSON only:
\`{"inconsistencies": [{"class": "…", "inconsistency": "…", "severity": "…"}]}\`; an empty list when
there is none.`,
  user: judge.user,
};
