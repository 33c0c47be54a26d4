/**
 * What every room uses: files, random numbers, rows of JSON, Python text, streams, checks. It knows
 * nothing of tasks, models or runs.
 *
 * @module
 */
export { claimPart } from "./claimPart.ts";
export { danfo, eachPrototype, type ExportOptions, type Exports } from "./danfo.ts";
export { type Deferred, deferred } from "./deferred.ts";
export { download, sha256File } from "./download.ts";
export { fetchOnce } from "./fetchOnce.ts";
export { fileHash, fileSha256 } from "./fileHash.ts";
export { flag } from "./flag.ts";
export { grouped } from "./grouped.ts";
export { hash53 } from "./hash53.ts";
export { Interrupted } from "./interrupted.ts";
export { type Interval, Measure } from "./interval.ts";
export { isAlive } from "./isAlive.ts";
export { jsonLines } from "./jsonLines.ts";
export { jsonFields, jsonItems } from "./jsonText.ts";
export { eachLine, type Line, LineSplitter, wholeLines } from "./lines.ts";
export { freeName, OutputFile, refuseInput, writeWhole } from "./outputFile.ts";
export { NumberCounts } from "./numberCounts.ts";
export { cacheFolder, packageFile } from "./packageFile.ts";
export {
  aboveZero,
  aCount,
  aCountOrZero,
  aSeed,
  checkParameters,
  listOf,
  oneOf,
  type ParameterRule,
  zeroOrMore,
} from "./parameterRules.ts";
export { parquetRows } from "./parquetRows.ts";
export { positiveInteger } from "./positiveInteger.ts";
export { projectFolder } from "./projectFolder.ts";
export { pump, type PumpOptions } from "./pump.ts";
export { looksLikeCode, type PythonLine, pythonLines, scannedLines } from "./pythonLines.ts";
export { type Random, random } from "./random.ts";
export { readLines, readRows, type RowText } from "./readRows.ts";
export { refuseUnknown } from "./refuseUnknown.ts";
export { rowFiles } from "./rowFiles.ts";
export { seededRandom, shuffled } from "./seededRandom.ts";
export { TaskSetError } from "./taskSetError.ts";
export {
  freed,
  interruptWork,
  lengthOf,
  type Screen,
  type Step,
  untilInterrupted,
  type Watched,
  watched,
  watchOn,
  watchWork,
} from "./watched.ts";
