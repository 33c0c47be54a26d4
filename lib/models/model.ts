/** Text in, text out: the one interface every model has. */
import type { z } from "zod";
import type { Task } from "../tasks/mod.ts";
import type { Completion, Sampling } from "./completion.ts";
import type { Intent } from "./intent.ts";

export interface Request extends Sampling {
  intent: Intent;
  /** @default {1} */
  samples?: number;
  /** Who asks, for the accounts: `student`, `planner`, `teacher`… @default {the intent's kind} */
  role?: string;
  /** The reply must be JSON of this schema; one repair turn is spent on a reply that is not. */
  schema?: z.ZodType;
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

export interface Model extends AsyncDisposable {
  readonly uri: string;
  /** Answers in the order in which they finish; every completion is stored before it is yielded. */
  generate<R extends Request>(
    requests: Iterable<R> | AsyncIterable<R>,
    options?: { signal?: AbortSignal },
  ): AsyncIterable<Reply<R>>;
  /** The first sample of one request. */
  ask(request: Request, options?: { signal?: AbortSignal }): Promise<Completion>;
  close(): Promise<void>;
}
