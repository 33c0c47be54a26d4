import type { Intent } from "./intent.ts";

/** The program in a reply to an intent that asks for one; empty for the others. */
export function codeOf(intent: Intent, text: string, finishReason: string): string {
  if (intent.kind !== "solve" && intent.kind !== "repair") return "";
  if (finishReason === "refusal" || finishReason === "content_filter") return "";
  return text.match(/```(?:python|py)?\n([^]*?)```/)?.[1] ?? text;
}
