/** How intents become prompts in control tokens, and replies become what the intents ask for. */
import { directives as conventionDirectives } from "../../tinyWorld/mod.ts";
import type { Intent } from "../../models/mod.ts";
import { type Given, promptOf, type Role } from "./controls.ts";
import { feedbackText } from "./feedbackText.ts";
import { readTask } from "./readTask.ts";

const known = new Set(
  Object.values(conventionDirectives).flatMap((values) => Object.values(values)),
);

/** The directives a model was trained to follow; it cannot read any other sentence. */
export const knownDirectives = (texts: readonly string[]): string[] => {
  const found = texts.flatMap((text) =>
    [...known].filter((directive) => text.includes(directive.slice(0, -1)))
  );
  return [...new Set(found)];
};

/** A step as the plans of the world write it: no number, no full stop, a small letter first. */
const plainStep = (step: string) => {
  const text = step.replace(/^\s*\d+[.)]\s*/, "").trim().replace(/\.$/, "");
  return text.slice(0, 1).toLowerCase() + text.slice(1);
};

const roleOf: Partial<Record<Intent["kind"], Role>> = {
  solve: "solve",
  plan: "plan",
  rewrite: "rewrite",
  repair: "repair",
  edgeTests: "edge",
  analyse: "analyse",
  judge: "judge",
};

/** A program's body without the signature and docstring that the embedded model never reads. */
export function bodyIn(code: string): string {
  const lines = code.split("\n");
  const start = lines.findIndex((line) => /^def\s/.test(line));
  const rest = lines.slice(start + 1).join("\n");
  return rest.replace(/^\s*("""|''')[^]*?\1[ \t]*\n/, "").trimEnd();
}

/**
 * The prompt of an intent; `optimise` has none, because it is done by counting.
 *
 * @example
 * ```ts
 * import { Task } from "tracelab";
 * import { tinyPrompt } from "tracelab/tiny";
 * const task = Task.parse({
 *   id: "own/1", set: "own", entryPoint: "f", hidden: { kind: "run" },
 *   prompt: { complete: 'def f(nums):\n    """Return the sum of nums."""\n' },
 * });
 * tinyPrompt({ kind: "solve", task }); // "<solve>nums<text>Return the sum of nums.<answer>"
 * ```
 */
export function tinyPrompt(intent: Intent): string {
  const role = roleOf[intent.kind];
  if (!role || intent.kind === "optimise") return "";
  const { task } = intent;
  const read = readTask(task, intent);
  const given: Given = { parameters: read.parameters, text: read.text };
  if (intent.kind === "solve") {
    given.steps = (intent.plan?.length ? intent.plan : read.steps).map(plainStep);
    given.directives = knownDirectives(intent.directives ?? []);
    given.code = read.context;
  }
  if (intent.kind === "repair" || intent.kind === "analyse" || intent.kind === "judge") {
    given.code = bodyIn(intent.code);
  }
  if ("feedback" in intent && intent.feedback && intent.kind !== "plan") {
    given.feedback = feedbackText(
      intent.feedback.kind === "Syntax" ? "SyntaxError" : intent.feedback.message,
    );
  }
  if (intent.kind === "analyse" && intent.reference) given.reference = bodyIn(intent.reference);
  return promptOf(role, given);
}
