/** Real programs with their execution's verdict, as others published them; read where they lie, never copied. */
import { z } from "zod";
import { readRows, TaskSetError } from "../../base/mod.ts";

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
const IceGrade = z.object({
  execution: z.union([z.literal(0), z.literal(1)], { error: "expected 0 or 1" }),
});
const CodeJudgeRow = z.strictObject({
  question_id: z.string(),
  program: z.string(),
  pass: z.boolean(),
});

/**
 * The programs of `icescore-humaneval-python.json.gz` (161 tasks with 20 programs each, with
 * CodeBERTScore's and GPT-3.5's scores) or of `codejudge-humaneval-python.jsonl.gz` (132 programs).
 *
 * A score is what its row says as a decimal number and nothing else: `Score: 3` and `0x10` are none and are
 * left out, as where 3,197 of 3,220 replies count.
 *
 * @throws {TaskSetError} for a file that cannot be read, a torn line or a row of another shape, by its place
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
  for await (const { text, where } of readRows(path)) {
    const row = parsed(text, where);
    if (typeof row === "object" && row !== null && "question_id" in row) {
      const { question_id, program, pass } = checked(CodeJudgeRow, row, where);
      programs.push({ task: `HumanEval/${question_id}`, body: program, right: pass, scores: {} });
    } else programs.push(...iceRow(checked(IceRow, row, where), where));
  }
  return programs;
}

function parsed(text: string, where: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new TaskSetError(`${where}: ${(error as Error).message.replace(/\s+/g, " ")}`);
  }
}

/** What the schema accepts; an error of one line says where it stands. */
function checked<T>(schema: z.ZodType<T>, value: unknown, where: string, name?: string): T {
  const { data, error } = schema.safeParse(value);
  if (!error) return data;
  const [{ path, message }] = error.issues;
  const at = [...name === undefined ? [] : [name], ...path].join(".") || "row";
  throw new TaskSetError(`${where}: ${at}: ${message}`);
}

function* iceRow(row: z.infer<typeof IceRow>, where: string): Generator<JudgedProgram> {
  const columns = Object.keys(row), systems = columns.filter((name) => /^\d+$/.test(name));
  if (!systems.length) throw new TaskSetError(`${where}: no program in it: ${columns.join(", ")}`);
  for (const system of systems) {
    const scores: Record<string, number> = {};
    for (const name of columns) {
      const [, metric, of] = name.match(/^(.+)-(\d+)$/) ?? [];
      if (of !== system || metric === "grade") continue;
      const value = numberOf(row[name]);
      if (value !== undefined) scores[metric] = value;
    }
    const grade = `grade-${system}`;
    yield {
      task: `HumanEval/${row.task_id}`,
      // Published without the first line's indentation.
      body: `    ${checked(z.string(), row[system], where, system)}`,
      right: checked(IceGrade, row[grade], where, grade).execution === 1,
      scores,
    };
  }
}

const decimal = /^\s*[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?\s*$/i;

function numberOf(value: unknown): number | undefined {
  const number = typeof value === "string" && decimal.test(value) ? Number(value) : value;
  return typeof number === "number" && Number.isFinite(number) ? number : undefined;
}
