/** A row of research code: the columns of ArXivDLInstruct, and what makes a row executable. */
import { z } from "zod";
import { TaskSetError } from "../../base/mod.ts";

/** A row without one is dropped by `splitResearch` and counted; a file without the column is no such file. */
const wanted = z.string().nullable().transform((value) => value ?? "");
const text = z.string().nullish().transform((value) => value ?? undefined);
/** Its publisher's row service gives some numbers as text. */
const number = z.union([z.number(), z.string(), z.bigint()]).nullish().transform((value) => {
  const read = value === "" || value === null || value === undefined ? NaN : Number(value);
  return Number.isFinite(read) ? read : undefined;
});

/**
 * The published columns; `tests` and `preamble` are of our own executed sources: asserts that decide,
 * and what the function's module has before it (imports). `examples` decide for a function of an installed
 * package (`researchCode`): what a doctest gives Python, and what is to come out.
 *
 * @example
 * ```ts
 * import { ResearchRow } from "tracelab/tasks";
 * ResearchRow.parse({ prompt: "Write a ReLU.", function: "def relu(x): …", repo: "a/b" }).repo; // "a/b"
 * ```
 */
export const ResearchRow = z.object({
  /** The instruction; empty where the file has null. */
  prompt: wanted,
  /** The answer: one function; empty where the file has null. */
  function: wanted,
  /** The file that the function is of, with it. */
  full_code: text,
  function_name: text,
  description: text,
  function_summary: text,
  file: text,
  repo: text,
  extension_type: text,
  file_number: number,
  /** Characters of the file. */
  file_length: number,
  avg_line_length: number,
  max_line_length: number,
  tests: z.array(z.string()).nullish().transform((value) => value ?? undefined),
  preamble: text,
  examples: z.array(z.tuple([z.string(), z.string()])).nullish()
    .transform((value) => value ?? undefined),
});
export type ResearchRow = z.infer<typeof ResearchRow>;

/** A row, checked; an error of one line says where it stands. */
export function toResearchRow(value: unknown, where: string): ResearchRow {
  const { data, error } = ResearchRow.safeParse(value);
  if (data) return data;
  const [{ path, message }] = error.issues;
  throw new TaskSetError(`${where}: ${path.join(".") || "row"}: ${message}`);
}
