import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { type Completion, completionOf, CompletionStore, solve } from "../models/mod.ts";
import { type Attempt, attempt } from "../runs/mod.ts";
import type { Sandbox } from "../sandbox/mod.ts";
import type { Task } from "../tasks/mod.ts";
import type { VerdictRow, WithReplies } from "./measured.ts";

/**
 * The programs of a committed measurement, judged anew: what it says is then seen, and not believed.
 * Programs alone are judged; no flow runs again, since what a prompt says of a failure depends on the
 * Python that told it, and a reply is kept for one prompt.
 *
 * @param kept A measurement on this project's own tasks: the others' replies are not kept.
 * @param tasks Its tasks, or some of them.
 * @yields Its attempts with verdicts of `python`, helpers' replies without one
 * @throws {RangeError} for a measurement whose replies are not kept
 *
 * @example
 * ```ts
 * import { judgeAgain, loadMeasured, loadTasks, sandbox } from "tracelab";
 * import assert from "node:assert/strict";
 * const kept = loadMeasured().find(({ name }) => name === "starter-adapt")!;
 * const tasks = await loadTasks("starter", { ids: kept.ids!.slice(0, 1) });
 * await using python = await sandbox();
 * const again = await Array.fromAsync(judgeAgain(kept, { tasks, python }));
 * assert.deepEqual([...new Set(again.map(({ arm }) => arm))].sort(), [
 *   "adapt", "base", "plan-in-docstring", "resample",
 * ]);
 * ```
 */
export async function* judgeAgain(
  kept: WithReplies,
  { tasks, python }: { tasks: readonly Task[]; python: Sandbox },
): AsyncGenerator<Attempt> {
  if (!kept.replies) throw new RangeError(`${kept.name}: its replies are not kept`);
  const file = join(dirname(kept.replies), `../verdicts/${kept.name}.jsonl`);
  const rows: VerdictRow[] = readFileSync(file, "utf8").trim().split("\n").map((line) =>
    JSON.parse(line)
  );
  const store = CompletionStore.read(kept.replies);
  const own = new Map(tasks.map((task) => [task.id, task]));
  const of = ({ arm, seed, task, round, role }: VerdictRow) => (
    { method: kept.notebook, arm, seed, taskId: task, round, role }
  );
  const programs = [];
  try {
    for (const row of rows) {
      const task = own.get(row.task);
      if (!task) continue;
      if (!row.status) {
        yield attempt({ ...of(row), completion: unread(kept.model, row) });
        continue;
      }
      const stored = row.reply === undefined ? undefined : store.get(row.reply);
      if (!stored) {
        throw new RangeError(
          row.reply === undefined
            ? `${kept.name}: its verdicts do not say which reply was whose`
            : `${kept.replies}: no reply ${row.reply} (${row.arm}, ${row.task})`,
        );
      }
      programs.push({ task, completion: completionOf(stored, solve(task).intent), row });
    }
  } finally {
    store.close();
  }
  for await (const { row, completion, verdict } of python.judge(programs)) {
    yield attempt({ ...of(row), completion, verdict });
  }
}

/** A helper's reply, of which only the cost counts here. */
const unread = (model: string, { tokens }: VerdictRow): Completion => ({
  text: "",
  code: "",
  finishReason: "stop",
  usage: { completionTokens: tokens },
  model,
  sampling: {},
  sample: 0,
  key: "",
  promptHash: "",
});
