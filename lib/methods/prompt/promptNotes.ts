/**
 * What the attempts of a search for a prompt say of themselves: the record from which everything else
 * (the history, the output tree, the charts) is derived.
 */
import { z } from "zod";
import type { Attempt } from "../../runs/mod.ts";
import { Prompt } from "./prompt.ts";

/** Where in the search: the epoch, and the batch counted through all epochs; 0 before the first. */
const place = {
  epoch: z.number().int().min(0),
  batch: z.number().int().min(0),
};
/** A hash of what was asked. */
const asked = z.string().optional();
/** Why a call got no answer. */
const error = z.string().optional();
/** Statuses by group, where base and plus tests were run. */
const tests = z.record(z.enum(["base", "plus"]), z.string()).optional();
/** The version of the prompt; 0 is the initial one. */
const version = z.number().int().min(0);

export const PromptNotes = z.discriminatedUnion("phase", [
  /** A program for a training task. */
  z.object({ phase: z.literal("train"), ...place, version, asked, tests, error }),
  /** An analysis of a failure; `of` is whose failure was shown, `analysis` what the optimiser reads. */
  z.object({
    phase: z.literal("debug"),
    ...place,
    of: z.string(),
    asked,
    analysis: z.string().optional(),
    cut: z.number().int().optional(),
    error,
  }),
  /** A reply of the optimiser, or a choice of demonstrations: a new version, or why it is none. */
  z.object({
    phase: z.literal("optimise"),
    ...place,
    from: version,
    asked,
    version: version.optional(),
    prompt: Prompt.optional(),
    problem: z.string().optional(),
    leak: z.object({ task: z.string(), of: z.string(), found: z.string() }).optional(),
    error,
  }),
  /** A program for a development task. */
  z.object({
    phase: z.literal("develop"),
    ...place,
    evaluation: z.number().int().min(1),
    version,
    asked,
    tests,
    error,
  }),
  /** What became of a version after its evaluation. */
  z.object({
    phase: z.literal("decide"),
    ...place,
    evaluation: z.number().int().min(1),
    version,
    prompt: Prompt,
    accepted: z.boolean(),
    why: z.string(),
    /** Whose rewrite comes next. */
    next: version,
  }),
  /** The end of the search: the version that goes on, and the best on the development set. */
  z.object({
    phase: z.literal("select"),
    ...place,
    last: version,
    best: version,
    selected: version,
    prompt: Prompt,
    initial: Prompt,
  }),
  /** A program for a test task. */
  z.object({
    phase: z.literal("test"),
    which: z.enum(["initial", "selected", "given"]),
    asked,
    tests,
    error,
  }),
]);
export type PromptNotes = z.infer<typeof PromptNotes>;
export type Phase = PromptNotes["phase"];
export type NotesOf<P extends Phase> = Extract<PromptNotes, { phase: P }>;

/**
 * The notes of an attempt of a phase; undefined of one of another phase or method.
 *
 * @example
 * ```ts
 * import { attempt, promptNotes } from "tracelab";
 * import assert from "node:assert/strict";
 * const notes = { phase: "debug", epoch: 1, batch: 1, of: "a", analysis: "Nothing must give 0." };
 * const one = attempt({ method: "prompt", taskId: "a", role: "debugger", notes });
 * assert.equal(promptNotes(one, "debug")?.analysis, "Nothing must give 0.");
 * assert.equal(promptNotes(one, "train"), undefined);
 * ```
 */
export function notesOf<P extends Phase>({ notes }: Attempt, phase: P): NotesOf<P> | undefined {
  return notes.phase === phase ? PromptNotes.parse(notes) as NotesOf<P> : undefined;
}
