/** What a search did, from its record. */
import { type Estimate, proportion } from "../../metrics/mod.ts";
import type { Attempt } from "../../runs/mod.ts";
import { scoresOf } from "./evaluatePrompt.ts";
import type { Prompt } from "./prompt.ts";
import { type NotesOf, notesOf } from "./promptNotes.ts";

/** A rewrite that was asked for. */
export interface Proposal {
  batch: number;
  epoch: number;
  /** The version that was rewritten, and the one that came of it. */
  from: number;
  version?: number;
  prompt?: Prompt;
  /** Why there is none. */
  problem?: string;
  /** Replies that were read: two where the first was refused. */
  turns: number;
}

/** A version on the development set. */
export interface Evaluation {
  evaluation: number;
  batch: number;
  epoch: number;
  version: number;
  /** Share of development tasks that pass; of those that could be judged. */
  rate?: Estimate;
  scores: Map<string, number>;
  accepted: boolean;
  why: string;
}

/** A batch of training tasks. */
export interface BatchRecord {
  batch: number;
  epoch: number;
  version: number;
  rate?: Estimate;
  scores: Map<string, number>;
  /** Analyses that the optimiser could read, by task. */
  analyses: Map<string, string>;
  proposal?: Proposal;
}

/** Calls that got no answer, and sentences that were cut, by role. */
export interface Faults {
  role: string;
  calls: number;
  failed: number;
  /** The first message. */
  error?: string;
}

export interface PromptHistory {
  /** By version; 0 is the initial prompt. */
  prompts: Map<number, Prompt>;
  batches: BatchRecord[];
  evaluations: Evaluation[];
  /** Absent where the search is not over. */
  selection?: Omit<NotesOf<"select">, "phase" | "epoch" | "batch">;
  faults: Faults[];
}

/**
 * The history of a search: its batches, proposals, evaluations and faults.
 *
 * @param attempts Of one arm and seed, in the order of the record.
 *
 * @example
 * ```ts
 * import { attempt, promptHistory } from "tracelab";
 * import assert from "node:assert/strict";
 * const notes = { phase: "optimise", epoch: 1, batch: 1, from: 0, problem: "no numbered list" };
 * const refused = attempt({ method: "prompt", taskId: "a", role: "optimiser", notes });
 * assert.equal(promptHistory([refused]).batches[0].proposal?.problem, "no numbered list");
 * ```
 */
export function promptHistory(attempts: Iterable<Attempt>): PromptHistory {
  const prompts = new Map<number, Prompt>();
  const batches = new Map<number, BatchRecord>();
  const evaluated = new Map<number, { scores: Map<string, number>; decided?: NotesOf<"decide"> }>();
  const faults = new Map<string, Faults>();
  let selection: PromptHistory["selection"];
  const batchOf = ({ epoch, batch }: { epoch: number; batch: number }) => {
    let found = batches.get(batch);
    if (!found) {
      found = {
        batch,
        epoch,
        version: 0,
        scores: new Map(),
        analyses: new Map(),
      };
      batches.set(batch, found);
    }
    return found;
  };
  const evaluationOf = (number: number) => {
    let found = evaluated.get(number);
    if (!found) evaluated.set(number, found = { scores: new Map() });
    return found;
  };
  for (const attempt of attempts) {
    count(faults, attempt);
    const train = notesOf(attempt, "train"), debug = notesOf(attempt, "debug");
    const optimise = notesOf(attempt, "optimise"), develop = notesOf(attempt, "develop");
    const decide = notesOf(attempt, "decide"), select = notesOf(attempt, "select");
    if (train) {
      const batch = batchOf(train);
      batch.version = train.version;
      addScore(batch.scores, attempt);
    }
    if (debug?.analysis) batchOf(debug).analyses.set(attempt.taskId, debug.analysis);
    if (optimise) {
      const { epoch, batch, from, version, prompt, problem, error } = optimise;
      if (version !== undefined && prompt) prompts.set(version, prompt);
      const own = batchOf(optimise);
      const turns = (own.proposal?.turns ?? 0) + 1;
      own.proposal = { epoch, batch, from, version, prompt, problem: error ?? problem, turns };
    }
    if (develop) addScore(evaluationOf(develop.evaluation).scores, attempt);
    if (decide) {
      evaluationOf(decide.evaluation).decided = decide;
      prompts.set(decide.version, decide.prompt);
    }
    if (select) {
      const { last, best, selected, prompt, initial } = select;
      selection = { last, best, selected, prompt, initial };
      prompts.set(0, initial);
    }
  }
  return {
    prompts,
    batches: [...batches.values()].sort((a, b) => a.batch - b.batch)
      .map((batch) => ({ ...batch, rate: rateOf(batch.scores) })),
    evaluations: [...evaluated].sort(([a], [b]) => a - b).flatMap(([number, one]) => {
      if (!one.decided) return [];
      const { epoch, batch, version, accepted, why } = one.decided;
      const { scores } = one, rate = rateOf(scores);
      return [{ evaluation: number, epoch, batch, version, accepted, why, scores, rate }];
    }),
    selection,
    faults: [...faults.values()],
  };
}

function addScore(scores: Map<string, number>, attempt: Attempt) {
  for (const [task, score] of scoresOf([attempt])) scores.set(task, score);
}

function rateOf(scores: Map<string, number>) {
  const passed = [...scores.values()].filter((score) => score === 1).length;
  return proportion(passed, scores.size);
}

function count(faults: Map<string, Faults>, { role, completion, notes }: Attempt) {
  const error = typeof notes.error === "string" ? notes.error : undefined;
  if (!completion && error === undefined) return;
  const found = faults.get(role) ?? { role, calls: 0, failed: 0 };
  faults.set(role, found);
  found.calls++;
  if (error === undefined) return;
  found.failed++;
  found.error ??= error;
}
