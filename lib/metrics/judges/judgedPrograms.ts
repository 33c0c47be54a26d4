/** Real programs with their execution's verdict, as others published them; read where they lie, never copied. */
import { z } from "zod";
import { readRows } from "../../base/mod.ts";

/** A published program: its body follows the task's prompt. */
export interface JudgedProgram {
  /** As `loadTasks("humaneval")` names it, for instance `HumanEval/99`. */
  task: string;
  body: string;
  /** What its publisher's execution said. */
  right: boolean;
  /** Published metrics by name; one that is no number there is not here. */
  scores: Record<string, number>;
}

const IceRow = z.looseObject({ task_id: z.string() });
const IceGrade = z.object({ execution: z.union([z.literal(0), z.literal(1)]) });
const CodeJudgeRow = z.strictObject({
  question_id: z.string(),
  program: z.string(),
  pass: z.boolean(),
});

/**
 * The programs of `icescore-humaneval-python.json.gz` (161 tasks with 20 programs each, with
 * CodeBERTScore's and GPT-3.5's scores) or of `codejudge-humaneval-python.jsonl.gz` (132 programs).
 *
 * A score is what its row says as a number and nothing else: `Score: 3` is none and is left out, as
 * where 3,197 of 3,220 replies count.
 *
 * @throws {z.ZodError} for a row of another shape
 *
 * @see Zhuo 2024, arXiv 2304.14317 (ICE-Score); Tong and Zhang 2024, arXiv 2410.02184 (CodeJudge)
 *
 * @example
 * ```ts
 * import { judgedPrograms } from "tracelab/metrics";
 * import { mkdtempSync, writeFileSync } from "node:fs";
 * const file = `${mkdtempSync("/tmp/judged-")}/programs.jsonl`;
 * writeFileSync(file, '{"question_id": "3", "program": "    return False", "pass": false}');
 * (await judgedPrograms(file))[0].task; // "HumanEval/3"
 * ```
 */
export async function judgedPrograms(path: string): Promise<JudgedProgram[]> {
  const programs: JudgedProgram[] = [];
  for await (const { text } of readRows(path)) {
    const row: unknown = JSON.parse(text);
    const own = CodeJudgeRow.safeParse(row);
    if (own.success) {
      const { question_id, program, pass } = own.data;
      programs.push({ task: `HumanEval/${question_id}`, body: program, right: pass, scores: {} });
    } else programs.push(...iceRow(IceRow.parse(row)));
  }
  return programs;
}

function* iceRow(row: z.infer<typeof IceRow>): Generator<JudgedProgram> {
  const columns = Object.keys(row);
  for (const system of columns.filter((name) => /^\d+$/.test(name))) {
    const scores: Record<string, number> = {};
    for (const name of columns) {
      const [, metric, of] = name.match(/^(.+)-(\d+)$/) ?? [];
      if (of !== system || metric === "grade") continue;
      const value = numberOf(row[name]);
      if (value !== undefined) scores[metric] = value;
    }
    yield {
      task: `HumanEval/${row.task_id}`,
      // Published without the first line's indentation.
      body: `    ${z.string().parse(row[system])}`,
      right: IceGrade.parse(row[`grade-${system}`]).execution === 1,
      scores,
    };
  }
}

function numberOf(value: unknown): number | undefined {
  const number = typeof value === "string" && value.trim() ? Number(value) : value;
  return typeof number === "number" && Number.isFinite(number) ? number : undefined;
}
