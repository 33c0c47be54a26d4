/** What is measured with a real model, in this order: each phase is a notebook's preset `real`, elsewhere or on other tasks. */

export interface Phase {
  /** A name in `notebooks/`. */
  notebook: string;
  /** Over the preset `real`. */
  parameters?: Record<string, unknown>;
  /** What it is measured on, as published tables name it. */
  benchmark: string;
  /** One sentence on what is asked. */
  about: string;
  /** The second seed is the first one's control: the same prompts, asked again. */
  again?: boolean;
  /** The tasks are ours: the replies may be kept with the figures. */
  own?: boolean;
  /** Where its runs are. @default {the notebook's name, "base-code" of BaseCode} */
  experiment?: string;
  /** What the arms are compared with. @default {"base"} */
  control?: string;
  /** The programs are kept, so that they can be executed again without the lab. */
  programs?: boolean;
  /** The notebook's tables are kept. */
  tables?: boolean;
  /** What is counted, where a run holds attempts of other roles: those of the last round. */
  role?: string;
}

const greedy = { temperature: 0, profile: "plain", limit: undefined };
/** What Qwen's own evaluation (EvalPlus's chat form) asks, without its beginning of an answer. */
const publishers = (text: string) =>
  `Please provide a self-contained Python script that solves the following problem in a markdown code block:\n\`\`\`\n${text}\n\`\`\``;
/** An MBPP task as EvalPlus writes it: its text, and one of its asserts. */
const mbppText = '"""\n{{task}}\n{{tests}}\n"""';
/** A part of the starter set: what three seeds of every arm can do in an hour. */
const few = { taskSet: "starter", limit: 30, taskSeed: 7, seeds: [1, 2, 3], profile: "plain" };

/** By name. */
export const phases: Record<string, Phase> = {
  humaneval: {
    notebook: "BaseCode",
    parameters: { ...greedy, taskSet: "humaneval" },
    benchmark: "HumanEval",
    about: "greedy, the project's own prompt",
  },
  "humaneval-plus": {
    notebook: "BaseCode",
    parameters: { ...greedy, taskSet: "humaneval+" },
    benchmark: "HumanEval+",
    about: "the same replies, and more tests",
  },
  starter: {
    notebook: "BaseCode",
    parameters: { ...greedy, taskSet: "starter", seeds: [0] },
    benchmark: "starter",
    about: "greedy, the project's own prompt",
    own: true,
  },
  again: {
    notebook: "BaseCode",
    parameters: { ...greedy, taskSet: "humaneval", limit: 60, seeds: [1, 2] },
    benchmark: "HumanEval",
    about: "A/A: the first 60 asked twice, greedy; replies part only where rounding breaks a tie",
    again: true,
  },
  "humaneval-publisher": {
    notebook: "BaseCode",
    parameters: { ...greedy, taskSet: "humaneval", wording: publishers("{{task}}") },
    benchmark: "HumanEval",
    about: "greedy, the publisher's prompt, without its beginning of an answer",
  },
  "starter-adapt": {
    notebook: "TaskDecompositionADaPT",
    parameters: few,
    benchmark: "starter",
    about: "30 tasks drawn with seed 7",
    own: true,
  },
  "starter-edges": {
    notebook: "EdgeTestCaseCode",
    parameters: few,
    benchmark: "starter",
    about: "30 tasks drawn with seed 7",
    own: true,
  },
  "starter-distill": {
    notebook: "KnowledgeDistillation",
    parameters: few,
    benchmark: "starter",
    about: "30 tasks drawn with seed 7",
    own: true,
  },
  mbpp: {
    notebook: "BaseCode",
    parameters: { ...greedy, taskSet: "mbpp:test" },
    benchmark: "MBPP",
    about: "greedy, the project's own prompt, the test split",
  },
  "mbpp-publisher": {
    notebook: "BaseCode",
    parameters: { ...greedy, taskSet: "mbpp:test", limit: 200, wording: publishers(mbppText) },
    benchmark: "MBPP",
    about: "greedy, the publisher's prompt on the first 200 of the test split",
  },
  bigcodebench: {
    notebook: "BaseCode",
    benchmark: "BigCodeBench-Complete",
    about: "greedy, the first 100 complete prompts, as TRACE's BaseCode",
  },
  adapt: {
    notebook: "TaskDecompositionADaPT",
    benchmark: "BigCodeBench-Complete",
    about: "the first 10 complete prompts, as in TRACE",
  },
  edges: {
    notebook: "EdgeTestCaseCode",
    benchmark: "BigCodeBench-Complete",
    about: "the first 50 tasks, as in TRACE",
  },
  distill: {
    notebook: "KnowledgeDistillation",
    benchmark: "BigCodeBench-Instruct",
    about: "the first 50 instruct prompts, as in TRACE",
  },
  prompt: {
    notebook: "PromptOptimisation",
    benchmark: "MBPP sanitised",
    about: "200 test tasks with ids 11–510, greedy, one search",
    experiment: "PromptOptimisation.test",
    control: "initial",
    programs: true,
    tables: true,
  },
  align: {
    notebook: "ExecutionTraceAlignment",
    benchmark: "MBPP",
    about: "greedy, the 500 test tasks; trained on pairs of the 374 training tasks",
    experiment: "ExecutionTraceAlignment",
    control: "baseline",
    role: "test",
    tables: true,
  },
  research: {
    notebook: "ResearchCodeGeneration",
    benchmark: "research-code",
    about: "greedy, 80 functions of networkx; fine-tuned on functions of sympy and scipy",
    experiment: "ResearchCodeGeneration",
    control: "untrained",
    tables: true,
  },
};
