/**
 * What a hosted training has begun, in its folder (`job.json`): written before the next thing is done,
 * so that a process that is killed and run again finds its files and its job, and pays once.
 */
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import { writeWhole } from "../../base/mod.ts";

const State = z.object({
  /** The model's URI, for who reads the file. */
  base: z.string(),
  /** Jobs of the same training before this one. */
  attempt: z.number().int(),
  /** What was uploaded. */
  trainingFile: z.string().optional(),
  validationFile: z.string().optional(),
  job: z.string().optional(),
  /** How the job ended. */
  ended: z.enum(["succeeded", "failed", "cancelled"]).optional(),
  model: z.string().optional(),
  /** As the server bills them, and what they cost in dollars where the price is known. */
  trainedTokens: z.number().optional(),
  cost: z.number().optional(),
  /** The result was given to who asked for it: the next one who wants it anew gets another job. */
  taken: z.boolean().optional(),
});
export type State = z.infer<typeof State>;

const fileOf = (folder: string) => join(folder, "job.json");

/** @throws {Error} where the file is no such record: a job that it named may go on */
export function stateIn(folder: string): State | undefined {
  const path = fileOf(folder);
  if (!existsSync(path)) return undefined;
  try {
    return State.parse(JSON.parse(readFileSync(path, "utf8")));
  } catch {
    throw new Error(
      `${path} is no record of a job: remove it to begin another (one that it named may go on)`,
    );
  }
}

export function writeState(folder: string, state: State): State {
  writeWhole(fileOf(folder), JSON.stringify(state, null, 2) + "\n");
  return state;
}

/** Adds to what is there: another process may have added, too. */
export const addToState = (folder: string, more: Partial<State>): State =>
  writeState(folder, { ...stateIn(folder)!, ...more });
