/** The debugger: one call a failed task. */
import type { Model, Request } from "../../models/mod.ts";
import { type Attempt, attempt } from "../../runs/mod.ts";
import type { Task } from "../../tasks/mod.ts";
import { armOf, explain, seedOf } from "../flow/mod.ts";
import { askedHash, method, onRecord, tolerable } from "./evaluatePrompt.ts";
import type { LeakGuard } from "./leakGuard.ts";
import type { NotesOf } from "./promptNotes.ts";

/** A program that failed, with its task. */
export interface Failure {
  task: Task;
  attempt: Attempt;
}

export interface AnalyseOptions {
  analyst: Model;
  guard: LeakGuard;
  /** Each failed program is shown with another task's failure and reference. */
  shuffled: boolean;
  seed: number;
  arm?: string;
  epoch: number;
  batch: number;
}

/**
 * Asks why programs failed: task, program, the failing test with expected and got, the line that failed,
 * the reference. What quotes the reference is cut from the answers before anybody reads them.
 *
 * @returns The analyses in the order of the failures, less those that failed or of which nothing is left.
 */
export async function* analyseFailures(
  options: AnalyseOptions,
  failures: readonly Failure[],
): AsyncGenerator<Attempt, string[]> {
  const { analyst, guard, shuffled, seed, epoch, batch } = options;
  const arm = armOf(options, method);
  const role = "debugger", base = { method, arm, round: batch, role, seed };
  // Everybody's failure moves on to another: with one failure there is none to show.
  const shift = shuffled
    ? 1 + seedOf(seed, "shuffle", batch) % Math.max(1, failures.length - 1)
    : 0;
  if (shuffled && failures.length < 2) return [];
  const analyses = new Map<string, string>();
  const asked = new Map<Request, { task: Task; parent: string; notes: NotesOf<"debug"> }>();
  for (const [i, { task, attempt: failed }] of failures.entries()) {
    const shown = failures[(i + shift) % failures.length];
    const { completion, verdict } = shown.attempt;
    const { code } = failed.completion!;
    const hash = askedHash(analyst.uri, shown.task.id, code, completion!.code);
    const known = onRecord(attempt({ ...base, taskId: task.id }).id, hash);
    if (known) {
      if (typeof known.notes.analysis === "string" && known.notes.analysis) {
        analyses.set(task.id, known.notes.analysis);
      }
      yield known;
      continue;
    }
    const intent = {
      kind: "analyse" as const,
      task,
      code,
      feedback: explain(verdict!, completion!.code),
      reference: shown.task.canonical,
    };
    const notes = {
      phase: "debug" as const,
      epoch,
      batch,
      asked: hash,
      of: shown.task.id,
    };
    const request = {
      intent,
      temperature: 0,
      seed: seedOf(seed, task.id, batch, role),
      role,
      arm,
    };
    asked.set(request, { task, parent: failed.id, notes });
  }
  let failure: string | undefined;
  try {
    for await (const { request, completion } of analyst.generate(asked.keys())) {
      const { task, parent, notes } = asked.get(request)!;
      asked.delete(request);
      const { text, cut } = guard.withoutCode(completion.text);
      if (text) analyses.set(task.id, text);
      yield attempt({
        ...base,
        taskId: task.id,
        parent,
        completion,
        notes: { ...notes, analysis: text, cut },
      });
    }
  } catch (error) {
    failure = tolerable(error);
  }
  for (const { task, parent, notes } of asked.values()) {
    const error = failure ?? `${analyst.uri}: no answer`;
    yield attempt({ ...base, taskId: task.id, parent, notes: { ...notes, error } });
  }
  return failures.flatMap(({ task }) => analyses.get(task.id) ?? []);
}
