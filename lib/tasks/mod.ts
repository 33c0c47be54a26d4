/**
 * What a task is, the task sets, and the program in a model's reply.
 *
 * @module
 */
export * from "./task.ts";
export { sameTask } from "./sameTask.ts";
export { type PythonLine, pythonLines } from "./pythonTokens.ts";
export { withoutDocstrings } from "./withoutDocstrings.ts";
export { sharedTasks } from "./sharedTasks.ts";
export { setNames } from "./setNames.ts";
export { signatureOf } from "./signatureOf.ts";
export { type LoadOptions, loadTasks, streamTasks, taskSetFile, taskSets } from "./loadTasks.ts";
export { extractCode, type ExtractOptions } from "./extractCode.ts";
export { withoutReasoning } from "./reply/withoutReasoning.ts";
export { sampleId, sampleProgram, type SampleRow, sampleRow } from "./sampleProgram.ts";

export { docstringExamples } from "./reading/docstringExamples.ts";
export { findArxivdl } from "./reading/findArxivdl.ts";
export { dataFile, findSet } from "./reading/findSet.ts";
export { firstTestOnly } from "./reading/firstTestOnly.ts";
export {
  parseStarterTask,
  StarterMetadata,
  type WrongSolution,
} from "./reading/parseStarterTask.ts";
export { parseResearchSource, type ResearchSourceRow } from "./reading/parseResearchSource.ts";
export { Row } from "./reading/row.ts";
export { type SourceFile, sources } from "./reading/sources.ts";

export { apps } from "./sets/apps.ts";
export { arxivdl } from "./sets/arxivdl.ts";
export { bigcodebench } from "./sets/bigcodebench.ts";
export { humaneval } from "./sets/humaneval.ts";
export { humanevalPlus } from "./sets/humanevalPlus.ts";
export { leetcode } from "./sets/leetcode.ts";
export { mbpp, mbppSplit } from "./sets/mbpp.ts";
export { mbppPlus } from "./sets/mbppPlus.ts";
export { promptOptimisation } from "./sets/promptOptimisation.ts";
export { dedented } from "./research/dedented.ts";
export { normalFunction } from "./research/normalFunction.ts";
export { readResearch } from "./research/readResearch.ts";
export { repositoryOf } from "./research/repositoryOf.ts";
export {
  researchCode,
  type ResearchCodeOptions,
  researchPackages,
} from "./research/researchCode.ts";
export { ResearchRow } from "./research/researchRow.ts";
export { researchTask } from "./research/researchTask.ts";
export type { SplitLeak } from "./research/splitLeak.ts";
export {
  type FunnelStep,
  type ResearchSplit,
  splitResearch,
  type SplitResearchOptions,
} from "./research/splitResearch.ts";
export { withoutFunction } from "./research/withoutFunction.ts";
