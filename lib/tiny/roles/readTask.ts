/** Reads a task's prompt, whoever wrote it, into what the embedded model is given. */
import type { Intent } from "../../models/mod.ts";
import type { Task } from "../../tasks/mod.ts";

/** A prompt's parts: the parameters, the sentence that says what to do, and the steps in it. */
export interface ReadPrompt {
  parameters: string;
  text: string;
  steps: string[];
  /** The file that the function is of, without it, where the prompt shows it (Alpaca's `### Input:`). */
  context?: string;
}

const signature = /def\s+\w+\s*\(([^)]*)\)/;
const named = /`\w+\(([^)`]*)\)`/;

/** The text a task is asked with: a rewritten prompt first, else the form that is wanted. */
function promptText(task: Task, intent: Intent): string {
  const { complete, instruct } = task.prompt;
  if (intent.kind === "solve") {
    if (intent.prompt) return intent.prompt;
    if (intent.form === "instruct") return instruct ?? complete ?? "";
    return complete ?? instruct ?? "";
  }
  // A flow that asks about a rewritten task hands it over as its instruct prompt.
  return complete ?? instruct ?? "";
}

/** Reads the prompt of an intent's task. */
export function readTask(task: Task, intent: Intent): ReadPrompt {
  const [prompt, context] = promptText(task, intent).split(/\n+### Input:\n/);
  const parameters = [prompt, task.prompt.complete, task.prompt.instruct, task.canonical]
    .map((text) => text?.match(signature) ?? text?.match(named))
    .find((match) => match)?.[1] ?? "";
  const docstring = prompt.match(/("""|''')([^]*?)(\1|$)/)?.[2];
  const words = docstring ?? withoutFrame(prompt);
  return {
    parameters: parameters.trim(),
    text: sentence(words),
    steps: subtasks(words),
    context: context?.trim() || undefined,
  };
}

/** An instruction without what stands around the task itself. */
function withoutFrame(prompt: string): string {
  return prompt
    .replace(/You should write self-contained code starting with:[^]*/, "")
    .replace(/```[^]*?(```|$)/g, "")
    .replace(/^Write a Python function `[^`]*`\.\s*/, "")
    .replace(/\s*For example, `[^]*$/, "");
}

/** Up to the first example, the first block of steps or the first empty line, on one line. */
function sentence(words: string): string {
  const end = words.search(/>>>|^\s*(Subtasks|Args|Returns|Example)\w*:/m);
  const text = end < 0 ? words : words.slice(0, end);
  return text.trim().split(/\n\s*\n/)[0].replace(/\s+/g, " ").trim();
}

function subtasks(words: string): string[] {
  const block = words.match(/Subtasks:\s*\n([^]*?)(\n\s*\n|\s*$)/)?.[1] ?? "";
  return [...block.matchAll(/^\s*\d+\.\s*(.*\S)/gm)].map(([, step]) => step);
}
