import { extractCode } from "../tasks/mod.ts";
import type { Intent } from "./intent.ts";

/** The program in a reply to an intent that asks for one; empty for the others. */
export function codeOf(intent: Intent, text: string, finishReason: string): string {
  if (intent.kind !== "solve" && intent.kind !== "repair") return "";
  if (finishReason === "refusal" || finishReason === "content_filter") return "";
  const { prompt, entryPoint } = intent.task;
  return extractCode(text, { prompt: prompt.complete, entryPoint });
}
