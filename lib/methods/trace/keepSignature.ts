import { signatureOf, type Task, withoutReasoning } from "../../tasks/mod.ts";

/** A rewritten prompt that can be solved, and what had to be done to it. */
export interface Rewritten {
  prompt: string;
  /** What was wrong with the reply, for the record. */
  mended: ("signature" | "code" | "echo" | "empty")[];
}

/**
 * Makes a helper's reply into a prompt that still names the function.
 *
 * TRACE's rewritten prompts lost the signature (50 of 50 tasks had it before, 18 after), which
 * halved its score. Fenced code is removed (the helper may not write the program), an echo of the
 * old prompt or an empty reply leaves the prompt as it was, and the signature is put back.
 *
 * @example
 * ```ts
 * import { keepSignature, Task } from "tracelab";
 * const task = Task.parse({
 *   id: "t/1", set: "t", entryPoint: "add", hidden: { kind: "run" },
 *   prompt: { complete: 'def add(a, b):\n    """Add."""\n', instruct: "Add two numbers." },
 * });
 * keepSignature(task, "Add a to b; both are integers.").mended; // ["signature"]
 * ```
 */
export function keepSignature(task: Task, reply: string): Rewritten {
  const original = task.prompt.instruct ?? task.prompt.complete ?? "";
  const mended: Rewritten["mended"] = [];
  let prompt = withoutReasoning(reply.replaceAll("\r", "")).trim();
  const prose = prompt.replace(/```[\s\S]*?(```|$)/g, (block) => hasBody(block) ? "" : block)
    .trim();
  if (prose !== prompt) mended.push("code");
  prompt = prose;
  if (!prompt) return { prompt: original, mended: [...mended, "empty"] };
  if (
    squash(prompt) === squash(original) || squash(prompt) === squash(task.prompt.complete ?? "")
  ) {
    return { prompt: original, mended: [...mended, "echo"] };
  }
  const signature = startOf(task);
  if (signature && !squash(prompt).includes(squash(signature))) {
    prompt += `\nYou should write self-contained code starting with:\n\`\`\`\n${signature}\n\`\`\``;
    mended.push("signature");
  }
  return { prompt, mended };
}

const squash = (text: string) => text.replace(/\s+/g, "");

/** A block that does more than declare: a `return`, an assignment, a loop. */
const hasBody = (block: string) => /^\s+(return|for|while|if|\w+\s*=[^=])/m.test(block);

/** The signature with the imports above it, from the prompt or the solution. */
function startOf({ prompt, canonical, entryPoint }: Task): string | undefined {
  const source = prompt.complete ?? canonical ?? "";
  const signature = entryPoint && signatureOf(source, entryPoint);
  if (!signature) return undefined;
  const imports = source.slice(0, source.indexOf(signature)).match(/^(?:import|from) .*$/gm) ?? [];
  return [...imports, signature].join("\n");
}
