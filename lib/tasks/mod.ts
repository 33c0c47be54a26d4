export { apps } from "./apps.ts";
export { arxivdl } from "./arxivdl.ts";
export { bigcodebench } from "./bigcodebench.ts";
export { docstringExamples } from "./docstringExamples.ts";
export { extractCode, type ExtractOptions } from "./extractCode.ts";
export { cacheFolder, findSet, packageFile } from "./findSet.ts";
export { firstTestOnly } from "./firstTestOnly.ts";
export { humaneval } from "./humaneval.ts";
export { humanevalPlus } from "./humanevalPlus.ts";
export { isAlive } from "./isAlive.ts";
export { jsonItems } from "./jsonText.ts";
export { leetcode } from "./leetcode.ts";
export { type LoadOptions, loadTasks, streamTasks, taskSetFile, taskSets } from "./loadTasks.ts";
export { mbpp, mbppSplit } from "./mbpp.ts";
export { mbppPlus } from "./mbppPlus.ts";
export { freeName, OutputFile, refuseInput, writeWhole } from "./outputFile.ts";
export { parseStarterTask, type WrongSolution } from "./parseStarterTask.ts";
export { promptOptimisation } from "./promptOptimisation.ts";
export { readLines, readRows, type RowText } from "./readRows.ts";
export { refuseUnknown } from "./refuseUnknown.ts";
export { withoutReasoning } from "./reply/withoutReasoning.ts";
export { Row, TaskSetError } from "./row.ts";
export { sampleProgram, type SampleRow, sampleRow } from "./sampleProgram.ts";
export { sameTask } from "./sameTask.ts";
export { seededRandom, shuffled } from "./seededRandom.ts";
export { setNames } from "./setNames.ts";
export { signatureOf } from "./signatureOf.ts";
export { type SourceFile, sources } from "./sources.ts";
export * from "./task.ts";
export {
  type Conventions,
  defaultConventions,
  type Random,
  random,
  tinyTasks,
  type TinyTasksOptions,
} from "./tiny/mod.ts";
