/** Bootstrapped demonstrations: training tasks with programs that passed (DSPy, arXiv 2310.03714). */
import { shuffled } from "../../base/mod.ts";
import { type Attempt, attempt } from "../../runs/mod.ts";
import type { Task } from "../../tasks/mod.ts";
import { armOf, seedOf } from "../flow/mod.ts";
import { method } from "./evaluatePrompt.ts";
import { type Prompt, samePrompt } from "./prompt.ts";

export interface PickOptions {
  shots: number;
  form?: "complete" | "instruct";
  seed: number;
  arm?: string;
  epoch: number;
  batch: number;
  taskId: string;
  from: number;
  version: number;
}

/** A prompt that shows a random choice of the programs that passed so far; no model is asked. */
export async function* pickDemonstrations(
  options: PickOptions,
  current: Prompt,
  passing: readonly { task: Task; code: string }[],
): AsyncGenerator<Attempt, Prompt | undefined> {
  const { shots, form = "complete", seed, epoch, batch, taskId, from, version } = options;
  const chosen = shuffled([...passing], seedOf(seed, "shots", batch)).slice(0, shots);
  const textOf = ({ prompt }: Task) => prompt[form] ?? prompt.complete ?? prompt.instruct ?? "";
  const prompt: Prompt = {
    ...current,
    demonstrations: chosen.map(({ task, code }) => ({
      taskId: task.id,
      task: textOf(task),
      code,
    })),
  };
  const same = samePrompt(prompt, current);
  const outcome = same
    ? { problem: passing.length ? "the same prompt" : "no program passed" }
    : { version, prompt };
  yield attempt({
    method,
    arm: armOf(options, method),
    taskId,
    round: batch,
    role: "optimiser",
    seed,
    notes: { phase: "optimise", epoch, batch, from, ...outcome },
  });
  return same ? undefined : prompt;
}
