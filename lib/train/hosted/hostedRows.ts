/** Rows of a hosted fine-tuning: what other trainers read, as the conversations that are uploaded. */
import { z } from "zod";
import { checkRows } from "../rows.ts";

const Turn = z.object({
  role: z.enum(["system", "developer", "user", "assistant"]),
  content: z.string(),
  /** 0: an assistant's turn that is read and not learned. */
  weight: z.union([z.literal(0), z.literal(1)]).optional(),
});
export type Turn = z.infer<typeof Turn>;
const Turns = z.array(Turn).min(1);

const asked = (prompt: string | Turn[]): Turn[] =>
  typeof prompt === "string" ? [{ role: "user", content: prompt }] : prompt;
const answered = (answer: string | Turn[]): Turn[] =>
  typeof answer === "string" ? [{ role: "assistant", content: answer }] : answer;

/** The loss is on completions alone, as in the other trainers: a prompt's own answers have no weight. */
const read = (turns: Turn[]): Turn[] =>
  turns.map((turn) => turn.role === "assistant" ? { ...turn, weight: 0 } : turn);

const Talks = z.union([
  z.object({ messages: Turns }),
  z.object({ prompt: z.string(), completion: z.string() }),
  z.object({ prompt: Turns, completion: Turns }),
], {
  error:
    "expected { messages: [{ role, content }] }, or { prompt, completion } of texts or of conversations",
}).transform((row) =>
  "messages" in row
    ? { messages: row.messages }
    : { messages: [...read(asked(row.prompt)), ...answered(row.completion)] }
);

const Preferences = z.union([
  z.object({
    input: z.object({ messages: Turns }),
    preferred_output: Turns,
    non_preferred_output: Turns,
  }),
  z.object({ prompt: z.string(), chosen: z.string(), rejected: z.string() }),
  z.object({ prompt: Turns, chosen: Turns, rejected: Turns }),
], {
  error:
    "expected { prompt, chosen, rejected } of texts or of conversations, or { input: { messages }, preferred_output, non_preferred_output }",
}).transform((row) =>
  "input" in row ? row : {
    input: { messages: asked(row.prompt) },
    preferred_output: answered(row.chosen),
    non_preferred_output: answered(row.rejected),
  }
);

/** A row of a training, as the method's schema reads it. */
export const hostedRows = { sft: Talks, dpo: Preferences } as const;

export type HostedRow = z.output<typeof Talks> | z.output<typeof Preferences>;

/** What the publisher asks for (its guide to supervised fine-tuning). */
const fewest = 10;

/**
 * The rows as they are uploaded, of the two files.
 *
 * @throws {RangeError} naming the row, before anything is uploaded
 */
export function checkHostedRows(
  method: keyof typeof hostedRows,
  { rows, heldOut }: { rows: Iterable<unknown>; heldOut?: readonly unknown[] },
): { rows: HostedRow[]; heldOut?: HostedRow[] } {
  const checked = checkedRows(method, rows);
  if (checked.length < fewest) {
    throw new RangeError(
      `a hosted model is trained on at least ${fewest} rows: ${checked.length}`,
    );
  }
  if (!heldOut) return { rows: checked };
  const apart = named("'heldOut', ", () => checkedRows(method, heldOut));
  const lines = new Map(checked.map((row, i) => [JSON.stringify(row), i]));
  apart.forEach((row, i) => {
    const same = lines.get(JSON.stringify(row));
    if (same !== undefined) throw new RangeError(`'heldOut', row ${i}: row ${same} is the same`);
  });
  return { rows: checked, heldOut: apart };
}

function checkedRows(method: keyof typeof hostedRows, rows: Iterable<unknown>): HostedRow[] {
  const all = Array.from(rows);
  all.forEach(refuseLost);
  const checked: HostedRow[] = method === "sft"
    ? checkRows(hostedRows.sft, all)
    : checkRows(hostedRows.dpo, all);
  checked.forEach((row, i) => {
    const wrong = wrongIn(row);
    if (wrong) throw new RangeError(`row ${i}: ${wrong}`);
  });
  return checked;
}

/** What is not uploaded and would change what the row says. */
function refuseLost(row: unknown, i: number): void {
  const { weight, tools, input } = (row ?? {}) as Record<string, unknown>;
  if ((weight ?? 1) !== 1) {
    throw new RangeError(
      `row ${i}: 'weight': a hosted training counts every row once: leave it out`,
    );
  }
  const own = tools ?? (input as { tools?: unknown } | undefined)?.tools;
  if (Array.isArray(own) && own.length) {
    throw new RangeError(`row ${i}: 'tools': only texts are trained on: leave it out`);
  }
}

function wrongIn(row: HostedRow): string | undefined {
  if ("messages" in row) {
    const { role, weight } = row.messages.at(-1)!;
    if (role !== "assistant") {
      return `the last message is the assistant's, which is learned: ${role}`;
    }
    if (weight === 0) return "the last message has weight 0: nothing is learned";
    return emptyIn("message", row.messages);
  }
  for (const name of ["preferred_output", "non_preferred_output"] as const) {
    const turns = row[name];
    if (turns.length !== 1 || turns[0].role !== "assistant") {
      return `'${name}' is one message of the assistant: ${
        turns.map(({ role }) => role).join(", ")
      }`;
    }
  }
  return emptyIn("message of the prompt", row.input.messages) ??
    emptyIn("preferred_output", row.preferred_output) ??
    emptyIn("non_preferred_output", row.non_preferred_output);
}

function emptyIn(what: string, turns: readonly Turn[]): string | undefined {
  const at = turns.findIndex(({ content }) => !content.trim());
  return at < 0 ? undefined : `${what} ${at} is empty`;
}

function named<T>(before: string, work: () => T): T {
  try {
    return work();
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    throw new RangeError(before + error.message);
  }
}

/** Ends of lines to some readers that JSON leaves as they are. */
const lineEnds = /[\u0085\u2028\u2029]/g;

/** The file of rows: a JSON a line, whatever the reader takes for the end of one. */
export const hostedFile = (rows: readonly HostedRow[]): string =>
  rows.map((row) =>
    JSON.stringify(row).replace(
      lineEnds,
      (end) => `\\u${end.charCodeAt(0).toString(16).padStart(4, "0")}`,
    ) + "\n"
  ).join("");
