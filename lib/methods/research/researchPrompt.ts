import type { Dialect } from "../../models/mod.ts";
import { type ResearchRow, withoutFunction } from "../../tasks/mod.ts";

const plain =
  "Below is an instruction that describes a task. Write a response that appropriately completes the request.";
const withInput =
  "Below is an instruction that describes a task, paired with an input that provides further context. Write a response that appropriately completes the request.";

/** An instruction, with the `### Input:` that an augmented task carries, as Stanford Alpaca writes it. */
const alpaca = (instruction: string) =>
  `${instruction.includes("\n### Input:\n") ? withInput : plain}\n\n` +
  `### Instruction:\n${instruction.trim()}\n\n### Response:\n`;

/**
 * What a model is trained and asked with: Alpaca's prompt, up to `### Response:`. Augmented, the file
 * that the function is of stands under `### Input:`, the function taken out and verified to be absent.
 *
 * @throws {RangeError} where the file cannot be shown without the function: `splitResearch` with
 * `augmented` leaves such rows out, counted
 *
 * @example
 * ```ts
 * import { researchPrompt } from "tracelab/methods";
 * const row = { prompt: "Write f.", function: "def f(): return 1", full_code: "import math\ndef f(): return 1\n" };
 * researchPrompt(row).endsWith("### Instruction:\nWrite f.\n\n### Response:\n"); // true
 * researchPrompt(row, { augmented: true }).includes("### Input:\nimport math\n\n### Response:"); // true
 * ```
 */
export function researchPrompt(
  row: Pick<ResearchRow, "prompt" | "function"> & Partial<ResearchRow>,
  { augmented = false }: { augmented?: boolean } = {},
): string {
  if (!augmented) return alpaca(row.prompt);
  const file = withoutFunction(row);
  if (file === undefined) {
    const name = row.function_name ?? row.function.split("\n", 1)[0];
    throw new RangeError(`${name}: its file cannot be shown without it`);
  }
  return alpaca(`${row.prompt.trim()}\n\n### Input:\n${file.trim()}`);
}

/**
 * The same prompt where a task is asked: for models that were trained with it.
 *
 * @example
 * ```ts
 * import { model } from "tracelab";
 * import { researchDialect } from "tracelab/methods";
 * model("vllm:own-adapter", { dialect: researchDialect });
 * ```
 */
export const researchDialect: Dialect = {
  name: "research",
  render: ({ user }, intent) => ({
    text: alpaca(intent.kind === "solve" ? intent.task.prompt.instruct ?? user : user),
    stop: ["### Instruction:"],
  }),
};
