import { refuseUnknown } from "../../base/mod.ts";
import { solve } from "../../models/mod.ts";
import { dedented, type ResearchRow, researchTask } from "../../tasks/mod.ts";
import { tinyRow } from "../../tiny/mod.ts";
import type { SftRow } from "../../train/mod.ts";
import { completionMask } from "./completionMask.ts";
import { researchPrompt } from "./researchPrompt.ts";

export interface FineTuningOptions {
  /** With the file around the function. @default {false} */
  augmented?: boolean;
  /**
   * `alpaca` for models that read text; `tiny` for the embedded one, which reads control tokens: the
   * same instruction and the same file. @default {"alpaca"}
   */
  form?: "alpaca" | "tiny";
  /** A tokenizer: rows that are too long for the model are found with it (`encodedAhead`: a GGUF's). @default {none: no row is dropped here, and trl drops later, of those that it is given} */
  encode?: (text: string) => ArrayLike<number>;
  /** Tokens of prompt, answer and end at most. @default {1024, augmented 2048} */
  maxLength?: number;
}

export interface FineTuningRows {
  rows: SftRow[];
  /** Rows whose answer would be cut off: half an answer teaches to stop in the middle. */
  truncated: number;
  /** Rows in which a token spans prompt and answer; kept. */
  misaligned: number;
  /** Tokens that the loss is on, where there is a tokenizer. */
  learned?: number;
}

const known = {
  augmented: true,
  form: true,
  encode: true,
  maxLength: true,
} satisfies Record<keyof FineTuningOptions, true>;

/**
 * Rows of research code as a trainer reads them: prompt and completion, the loss on the completion alone.
 * The answer is the function as it stands alone: a method without what its class indents it by.
 *
 * @throws {RangeError} for an augmented row whose file cannot be shown without its function
 *
 * @example
 * ```ts
 * import { fineTuningRows, worldRows } from "tracelab/methods";
 * import { learnTokenizer } from "tracelab/tiny";
 * const tokenizer = learnTokenizer();
 * const encode = (text: string) => tokenizer.encode(text);
 * const { rows, truncated } = fineTuningRows(worldRows({ limit: 3 }), { form: "tiny", encode, maxLength: 320 });
 * console.log(rows[0].prompt, rows[0].completion, truncated);
 * ```
 */
export function fineTuningRows(
  rows: Iterable<ResearchRow>,
  options: FineTuningOptions = {},
): FineTuningRows {
  refuseUnknown("fineTuningRows", options, known);
  const { augmented = false, form = "alpaca", encode } = options;
  const { maxLength = augmented ? 2048 : 1024 } = options;
  const made: FineTuningRows = { rows: [], truncated: 0, misaligned: 0 };
  for (const row of rows) {
    const one = form === "tiny" ? tinyRowOf(row, augmented) : {
      prompt: researchPrompt(row, { augmented }),
      completion: `${dedented(row.function).trim()}\n`,
    };
    if (encode) {
      // The token that ends the answer counts, whichever it is.
      const { mask, aligned } = completionMask(one, encode, 0);
      if (mask.length > maxLength) {
        made.truncated++;
        continue;
      }
      made.misaligned += Number(!aligned);
      made.learned = (made.learned ?? 0) + mask.reduce((sum: number, on) => sum + on, 0);
    }
    made.rows.push(one);
  }
  return made;
}

function tinyRowOf(row: ResearchRow, augmented: boolean): SftRow {
  const task = researchTask(row, { id: "row", set: "research", augmented });
  const code = dedented(row.function);
  return tinyRow(solve(task, { form: "instruct" }).intent, { text: code, code });
}
