/**
 * Notebooks: run, checked, compared and reported.
 *
 * @module
 */
export {
  type CellFailed,
  type CellReply,
  checkNotebooks,
  chosenParameters,
  describeFailure,
  formatCells,
  fromMarkdown,
  injectParameters,
  Kernel,
  KernelBroken,
  KernelDied,
  type KernelName,
  type KernelOptions,
  type KernelSpec,
  kernelSpec,
  KernelTimeout,
  NamedTable,
  namedTables,
  Notebook,
  type NotebookEvent,
  type Parameter,
  type Parameters,
  parametersOf,
  type ParameterValue,
  presetsOf,
  readNotebook,
  type ReportEntry,
  reportHtml,
  runNotebook,
  type RunNotebookOptions,
  tableDifferences,
  writeNotebook,
} from "../notebook/mod.ts";
