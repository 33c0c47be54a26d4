/** Rows that `trl` reads: the columns of `../rows.ts`, as texts or as conversations. */
import { z } from "zod";
import { checkRows } from "../rows.ts";

const Turns = z.array(
  z.object({ role: z.enum(["system", "user", "assistant"]), content: z.string() }),
).min(1);

const either = { error: "expected rows of texts, or of conversations ([{ role, content }])" };

const Completions = z.union([
  z.object({ prompt: z.string(), completion: z.string() }),
  z.object({ prompt: Turns, completion: Turns }),
], either);

const Preferences = z.union([
  z.object({ prompt: z.string(), chosen: z.string(), rejected: z.string() }),
  z.object({ prompt: Turns, chosen: Turns, rejected: Turns }),
  z.object({
    input: z.object({ messages: Turns }),
    preferred_output: Turns,
    non_preferred_output: Turns,
  }).transform(({ input, preferred_output, non_preferred_output }) => ({
    prompt: input.messages,
    chosen: preferred_output,
    rejected: non_preferred_output,
  })),
], either);

/** A row of a training, as the method's schema reads it. */
export const trlRows = { sft: Completions, dpo: Preferences } as const;

/**
 * The rows, checked and of one form: trl decides by the first whether they are conversations.
 *
 * @throws {RangeError} naming the row
 */
export function checkTrlRows(
  method: keyof typeof trlRows,
  rows: Iterable<unknown>,
): { prompt: unknown }[] {
  const all = Array.from(rows);
  // A weight that was not read would be a row that does not do what it says.
  const heavy = all.findIndex((row) =>
    method === "sft" && ((row as { weight?: unknown } | null)?.weight ?? 1) !== 1
  );
  if (heavy >= 0) {
    throw new RangeError(`row ${heavy}: 'weight': trl counts every row once: leave it out`);
  }
  const checked: { prompt: unknown }[] = method === "sft"
    ? checkRows(trlRows.sft, all)
    : checkRows(trlRows.dpo, all);
  const odd = checked.findIndex(({ prompt }) => typeof prompt !== typeof checked[0].prompt);
  if (odd < 0) return checked;
  throw new RangeError(
    `row ${odd}: texts and conversations in one training (row 0 is another form)`,
  );
}
