import type { TrainingEstimate } from "./hosted/hostedEstimate.ts";
import type { TrainingEvent } from "./trainingEvent.ts";

/** What is asked of a trainer: a method, rows of text, and the method's options. */
export interface Asked {
  method: string;
  rows: Iterable<unknown>;
  /** Rewards samples, where the method draws them itself. */
  reward?: Reward;
  [option: string]: unknown;
}

/** A function that rewards samples, and a name by which its results are kept apart from another's. */
export interface Reward {
  /** Changed whenever the function would give other rewards. */
  name: string;
  /** A reward for each sample: tests passed, a reward model's number… `row` is its prompt's index. */
  of(samples: readonly RewardSample[]): ArrayLike<number> | Promise<ArrayLike<number>>;
}

export interface RewardSample {
  row: number;
  prompt: string;
  completion: string;
  /** It ended by itself, not at its limit. */
  finished: boolean;
}

/** Makes models of models. `train` keeps what it makes, so that nothing is trained twice. */
export interface Trainer {
  /** How it is named in records. */
  readonly name: string;
  /** Raised whenever the same inputs would give other weights. */
  readonly version: string;
  /** Checks what is asked, and says what the result depends on; trains nothing yet. */
  prepare(base: string, asked: Asked): TrainerJob;
}

/** One training, checked and not begun. */
export interface TrainerJob {
  /** Read, checked, without the columns that do not count. */
  readonly rows: readonly unknown[];
  /** All else that the result depends on: options with their defaults, hashes of models; plain data. */
  readonly inputs: Readonly<Record<string, unknown>>;
  /**
   * Trains into a folder and gives the model's name in it. Killed and run again, it goes on or begins
   * anew, with all events from the first and the same model in the end. An event's `model` is a name
   * in the folder, too.
   */
  run(folder: string, how?: RunOptions): AsyncGenerator<TrainingEvent, string>;
  /** The URI of a model in the folder. */
  uri(folder: string, name: string): string;
  /** What it will take, where it is paid for. */
  estimate?(): TrainingEstimate;
  /** Ends what goes on elsewhere when nobody waits for it, and says how it stands. */
  cancel?(folder: string): Promise<string>;
}

export interface RunOptions {
  /** A result that the folder has already is not wanted. @default {false} */
  anew?: boolean;
  /** Ends waits within a step; between two steps `train` sees to it. */
  signal?: AbortSignal;
}
