/** MBPP (google-research): a sentence, three asserts; the set-up code runs after the solution. */
import { z } from "zod";
import type { Row } from "../reading/row.ts";
import { Task } from "../task.ts";

const shape = {
  task_id: z.union([z.number(), z.string()]),
  /** `prompt` in the sanitised file. */
  text: z.string().optional(),
  prompt: z.string().optional(),
  code: z.string(),
  test_setup_code: z.string().optional(),
  test_imports: z.array(z.string()).optional(),
  test_list: z.array(z.string()).min(1),
  challenge_test_list: z.array(z.string()).default([]),
};

/** The function that most asserts call, where the solution defines it. */
export function entryPointOf(code: string, asserts: string[]): string | undefined {
  const defined = [...code.matchAll(/^(?:async\s+)?(?:def|class)\s+([\p{L}\p{N}_]+)/gmu)].map((
    [, name],
  ) => name);
  const calls = (name: string) =>
    asserts.filter((text) => new RegExp(`(?<![\\p{L}\\p{N}_])${name}\\s*\\(`, "u").test(text))
      .length;
  // The last definition wins a tie: helpers come first.
  return defined.reverse().sort((a, b) => calls(b) - calls(a)).find((name) => calls(name) > 0);
}

/**
 * The split of an id, as the paper sets them.
 *
 * @example
 * ```ts
 * import { mbppSplit } from "tracelab/tasks";
 * mbppSplit(11); // "test"
 * ```
 */
export function mbppSplit(id: number): "prompt" | "test" | "validation" | "train" {
  return id <= 10 ? "prompt" : id <= 510 ? "test" : id <= 600 ? "validation" : "train";
}

/**
 * A task of a row of `mbpp.jsonl` or `sanitized-mbpp.json`.
 *
 * @example
 * ```ts
 * import { mbpp, Row } from "tracelab/tasks";
 * const text = JSON.stringify({
 *   task_id: 11, text: "Write one.", code: "def one(): return 1", test_list: ["assert one() == 1"],
 * });
 * mbpp(new Row(text, "own.jsonl:1")).entryPoint; // "one"
 * ```
 */
export function mbpp(row: Row): Task {
  const fields = row.read(shape);
  const name = String(fields.task_id).split("/").at(-1)!, number = Number(name);
  const code = fields.code.replaceAll("\r\n", "\n");
  const setup = fields.test_setup_code ?? (fields.test_imports ?? []).join("\n");
  return Task.parse({
    id: Number.isInteger(number) ? `MBPP/${number}` : String(fields.task_id),
    set: "mbpp",
    prompt: { instruct: fields.text ?? fields.prompt },
    entryPoint: entryPointOf(code, fields.test_list),
    visible: { kind: "asserts", asserts: fields.test_list.slice(0, 1), setup },
    hidden: { kind: "asserts", asserts: fields.test_list, setup },
    canonical: code,
    metadata: {
      split: Number.isInteger(number) ? mbppSplit(number) : undefined,
      sanitized: row.has("test_imports"),
      challenge: fields.challenge_test_list,
    },
  });
}
