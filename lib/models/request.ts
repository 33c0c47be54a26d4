/** What a model is asked, and what it answers. */
import type { z } from "zod";
import type { Task } from "../tasks/mod.ts";
import type { Completion, Sampling } from "./completion.ts";
import type { Intent } from "./intent.ts";

/** An intent with the way to sample it. */
export interface Request extends Sampling {
  intent: Intent;
  /** Sample *i* is sent with `seed + i` where a seed is given. @default {1} */
  samples?: number;
  /** Who asks, for the accounts: `student`, `planner`, `teacher`… @default {the intent's kind} */
  role?: string;
  /** The branch of the experiment that asks, for the accounts. */
  arm?: string;
  /** The reply must be JSON of this schema; one repair turn is spent on a reply that is not. */
  schema?: z.ZodType;
  /** Ask for the log-probabilities of the reply's tokens. @default {false} */
  logprobs?: boolean;
}

/** The task of a request's intent; `optimise` has none. */
export type TaskOf<R extends Request> = R["intent"] extends { task: Task } ? Task
  : Task | undefined;

/** A completion with the request it answers; `task` is the intent's. */
export interface Reply<R extends Request = Request> {
  request: R;
  task: TaskOf<R>;
  completion: Completion;
}
