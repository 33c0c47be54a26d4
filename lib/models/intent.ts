/**
 * What a method wants of a model, as data. A method never writes chat text; a dialect renders the
 * intent (chat, raw completion, Alpaca, Mistral, the tiny model's control tokens).
 */
import type { Task } from "../tasks/mod.ts";

/** A failure as a model may see it: only what visible tests showed. */
export interface Feedback {
  /** The error class or status. */
  kind: string;
  /** One line or a few: the failing call with expected and got, or the exception. */
  message: string;
  /** The failing line of the candidate, with values, where a trace has it. */
  trace?: string;
}

/** A task as it was asked, and a program that solves it. */
export interface Demonstration {
  /** For the record; models do not see it. */
  taskId: string;
  task: string;
  code: string;
}

export type Intent =
  /** Write the program. */
  | {
    kind: "solve";
    task: Task;
    /** @default {"complete" where the task has it} */
    form?: "complete" | "instruct";
    /** Steps to follow. */
    plan?: string[];
    /** Standing instructions (prompt optimisation). */
    directives?: string[];
    /** Other tasks of the same kind, with programs that pass. */
    demonstrations?: Demonstration[];
    /** Replaces the task's own prompt (a rewritten one); the signature is kept. */
    prompt?: string;
  }
  /** Break the task into numbered steps joined by AND or OR. */
  | { kind: "plan"; task: Task; code?: string; feedback?: Feedback; depth?: number }
  /** Rewrite the task's instructions so that the failure is avoided; no code. */
  | { kind: "rewrite"; task: Task; code: string; feedback: Feedback; errorClass: string }
  /** Mend the program. */
  | { kind: "repair"; task: Task; code: string; feedback: Feedback }
  /** Propose edge-case inputs or test methods. */
  | { kind: "edgeTests"; task: Task; code?: string; count?: number }
  /** Say why the program is wrong, from a reference or a failure. */
  | { kind: "analyse"; task: Task; code: string; feedback?: Feedback; reference?: string }
  /** Merge analyses into new standing instructions. */
  | {
    kind: "optimise";
    directives: string[];
    analyses: string[];
    count?: number;
    /** An earlier reply that was no list of instructions, and what was wrong with it. */
    refused?: { reply: string; problem: string };
  }
  /** Is the program right? */
  | {
    kind: "judge";
    task: Task;
    code: string;
    reference?: string;
    /** The prompt `judge:PROTOCOL`: `analyse`, `summarise` and `taxonomy` are CodeJudge's. */
    protocol?: string;
    /** What an earlier judge wrote, for `summarise`. */
    analysis?: string;
  };

export type IntentKind = Intent["kind"];
