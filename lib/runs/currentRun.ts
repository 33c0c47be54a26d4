/**
 * The run that the code being executed belongs to. `record` sets it around a method's steps, so that
 * nothing has to be handed through the method's options.
 */
import { AsyncLocalStorage } from "node:async_hooks";
import type { Attempt } from "./attempt.ts";

export interface RunContext {
  /** `experiment/run`. */
  readonly name: string;
  readonly seed?: number;
  /** The branch of the experiment that the run is: what names none is of this one. */
  readonly arm?: string;
  /** A finished attempt of this run by its id, read from its log; undefined when there is none. */
  done(id: string): Attempt | undefined;
}

const storage = new AsyncLocalStorage<RunContext>();

/**
 * The run that is being recorded here; undefined outside `record`.
 *
 * @example
 * ```ts
 * import { currentRun } from "tracelab/runs";
 * currentRun(); // undefined: nothing is recorded here
 * ```
 */
export function currentRun(): RunContext | undefined {
  return storage.getStore();
}

/** Executes `step` as a part of a run. */
export function inRun<T>(context: RunContext, step: () => T): T {
  return storage.run(context, step);
}
