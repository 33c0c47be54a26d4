/** How a filled prompt becomes what a model was trained to read. */
import type { Rendered } from "./engine.ts";
import type { Intent } from "./intent.ts";

/** A prompt whose holes are filled. */
export interface Filled {
  system?: string;
  user: string;
  /** What a base model continues. */
  raw?: string;
}

/** A rendered prompt, with the stop sequences that belong to its form. */
export type Styled = Rendered & { stop?: string[] };

/** Renders an intent; its `name` is kept in the record. */
export interface Dialect {
  readonly name: string;
  render(prompt: Filled, intent: Intent): Styled;
}

const joined = ({ system, user }: Filled) => [system, user].filter(Boolean).join("\n\n");

/** Where a program that continues a signature is over: HumanEval's list less `\n#`, as servers take four. */
const endOfFunction = ["\nclass ", "\ndef ", "\nif ", "\nprint("];

/** A conversation: the standing instructions as the system message. */
const chat: Dialect = {
  name: "chat",
  render: ({ system, user }) => ({
    messages: [
      ...(system ? [{ role: "system" as const, content: system }] : []),
      { role: "user" as const, content: user },
    ],
  }),
};

/** Plain text to continue, for base models: `solve` sends the task's own signature and docstring. */
const completion: Dialect = {
  name: "completion",
  render(prompt, intent) {
    if (intent.kind === "solve" && prompt.raw) return { text: prompt.raw, stop: endOfFunction };
    return { text: (prompt.raw || joined(prompt)) + "\n\n" };
  },
};

/** Stanford Alpaca's form, as models fine-tuned on it read it. */
const alpaca: Dialect = {
  name: "alpaca",
  render: (prompt) => ({
    text:
      "Below is an instruction that describes a task. Write a response that appropriately completes the request.\n\n" +
      `### Instruction:\n${joined(prompt)}\n\n### Response:\n`,
    stop: ["### Instruction:"],
  }),
};

/** Mistral's and Llama 2's `[INST]`; the server adds the sequence's first token itself. */
const mistral: Dialect = {
  name: "mistral",
  render: (prompt) => ({ text: `[INST] ${joined(prompt)} [/INST]` }),
};

/**
 * The dialects that a name can choose.
 *
 * @example
 * ```ts
 * import { dialects, model } from "tracelab";
 * const base = model("ollama:codellama:7b-code", { dialect: "completion" });
 * const own = model("ollama:own", {
 *   dialect: { name: "own", render: ({ user }) => ({ text: `Q: ${user}\nA:` }) },
 * });
 * ```
 */
export const dialects = { chat, completion, alpaca, mistral } as const;
export type DialectName = keyof typeof dialects;
