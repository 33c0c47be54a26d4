/** LeetCodeDataset (newfacade): `class Solution` after the publisher's imports, `check(candidate)` as the test. */
import { z } from "zod";
import type { Row } from "../reading/row.ts";
import { Task, type Test } from "../task.ts";

const shape = {
  task_id: z.string(),
  question_id: z.number().optional(),
  difficulty: z.string(),
  tags: z.array(z.string()).default([]),
  problem_description: z.string(),
  estimated_date: z.string().optional(),
  starter_code: z.string(),
  /** Imports, `ListNode`, `TreeNode` and their helpers: the harness puts them before every program. */
  prompt: z.string(),
  completion: z.string(),
  /** An expression, for instance `Solution().twoSum`. */
  entry_point: z.string(),
  test: z.string(),
  /** The same cases as in the test, in its order. */
  input_output: z.array(z.object({ input: z.string().nullable(), output: z.string().nullable() })),
};

/**
 * A task of a row of `LeetCodeDataset-v0.3.1-test.jsonl`.
 *
 * @example
 * ```ts
 * import { loadTasks } from "tracelab";
 * import { leetcode } from "tracelab/tasks";
 * typeof leetcode; // a row's reader, as `loadTasks` uses it:
 * const tasks = await loadTasks("leetcode", { limit: 1 }).catch(() => []); // none without a copy or network
 * tasks[0]?.entryPoint;
 * ```
 */
export function leetcode(row: Row): Task {
  const fields = row.read(shape);
  const libraries = [...fields.prompt.matchAll(/^(?:from|import) (sortedcontainers|numpy)\b/gm)];
  return Task.parse({
    id: fields.task_id,
    set: "leetcode",
    prompt: {
      instruct: `${fields.problem_description.trim()}\n\n${fields.starter_code.trimEnd()}\n`,
    },
    entryPoint: fields.entry_point,
    preamble: fields.prompt,
    visible: examplesOf(fields),
    hidden: { kind: "check", code: fields.test },
    canonical: fields.completion,
    libraries: libraries.map(([, name]) => name),
    metadata: {
      number: fields.question_id,
      difficulty: fields.difficulty.toLowerCase(),
      tags: fields.tags,
      date: fields.estimated_date,
    },
  });
}

/** The tests that the description shows as examples. */
function examplesOf(fields: z.infer<z.ZodObject<typeof shape>>): Test | undefined {
  const [head, ...asserts] = fields.test.trimEnd().split("\n");
  if (asserts.length !== fields.input_output.length) return undefined;
  const bare = (text: string) => text.replace(/\s/g, "");
  const shown = new Set(
    [...fields.problem_description.matchAll(/^\s*Input:?(.*)$/gm)].map(([, input]) => bare(input)),
  );
  const own = asserts.filter((_, i) => shown.has(bare(fields.input_output[i].input ?? "")));
  if (!own.length || own.length === asserts.length) return undefined;
  return { kind: "check", code: `${[head, ...own].join("\n")}\n` };
}
