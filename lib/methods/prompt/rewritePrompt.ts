/** The optimiser: one call a batch, and one more where its answer is no list of instructions. */
import type { Model } from "../../models/mod.ts";
import { type Attempt, attempt } from "../../runs/mod.ts";
import { armOf, type FlowSampling, seedOf } from "../flow/mod.ts";
import { askedHash, method, onRecord, tolerable } from "./evaluatePrompt.ts";
import { mostInstructions, readInstructions } from "./instructions.ts";
import type { LeakGuard } from "./leakGuard.ts";
import { type Prompt, samePrompt } from "./prompt.ts";

export interface RewriteOptions {
  optimiser: Model;
  sampling?: FlowSampling;
  guard: LeakGuard;
  seed: number;
  arm?: string;
  epoch: number;
  batch: number;
  /** The first task of the batch: an attempt is of a task. */
  taskId: string;
  /** The version that is rewritten, and the number that a new one gets. */
  from: number;
  version: number;
}

/** What is wrong with a reply, or the prompt that it makes. */
function read(reply: string, current: Prompt, guard: LeakGuard) {
  const { instructions, problem } = readInstructions(reply);
  if (!instructions) return { problem };
  const [leak] = instructions.flatMap((text) => guard.leaks(text));
  if (leak) return { problem: `something of one training task (its ${leak.of})`, leak };
  const prompt: Prompt = { ...current, directives: instructions };
  return samePrompt(prompt, current) ? { problem: "the same prompt", same: true } : { prompt };
}

/**
 * Asks for new instructions.
 *
 * @returns The new prompt; undefined where there is none, as the attempts' notes tell.
 */
export async function* rewritePrompt(
  options: RewriteOptions,
  current: Prompt,
  analyses: string[],
): AsyncGenerator<Attempt, Prompt | undefined> {
  const { optimiser, sampling, guard, seed, epoch, batch, taskId, from, version } = options;
  const arm = armOf(options, method), role = "optimiser";
  let refused: { reply: string; problem: string } | undefined;
  for (const sample of [0, 1]) {
    const base = { method, arm, taskId, round: batch, role, sample, seed };
    const hash = askedHash(optimiser.uri, sampling, current, analyses, refused);
    const notes = { phase: "optimise" as const, epoch, batch, from, asked: hash };
    const known = onRecord(attempt(base).id, hash);
    const request = {
      intent: {
        kind: "optimise" as const,
        directives: current.directives,
        analyses,
        count: mostInstructions,
        refused,
      },
      temperature: 0,
      ...sampling,
      seed: seedOf(seed, "optimiser", batch, String(sample)),
      role,
      arm,
    };
    if (known && !known.completion) {
      yield known;
      return;
    }
    let completion;
    try {
      completion = known?.completion ?? await optimiser.ask(request);
    } catch (error) {
      yield attempt({ ...base, notes: { ...notes, error: tolerable(error) } });
      return;
    }
    const { prompt, problem, same, leak } = read(completion.text, current, guard);
    const outcome = prompt ? { version, prompt } : { problem, leak };
    yield attempt({ ...base, completion, notes: { ...notes, ...outcome } });
    if (prompt || same) return prompt;
    // What leaked is not told again: the next reply would hold it, too.
    const reply = guard.leaks(completion.text).length ? "(withheld)" : completion.text;
    refused = { reply, problem: problem! };
  }
}
