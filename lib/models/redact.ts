/**
 * Takes secrets out of a text that goes to a log, an error or a file: the given ones, and whatever
 * looks like a key or an authorization header.
 *
 * @example
 * ```ts
 * import { redact } from "./redact.ts";
 * redact("bad key my-secret", ["my-secret"]); // "bad key [redacted]"
 * ```
 */
export function redact(text: string, secrets: Iterable<string> = []): string {
  for (const secret of secrets) text = text.replaceAll(secret, "[redacted]");
  return text
    .replace(/\b(bearer|basic)\s+[\w.~+/=-]{8,}/gi, "$1 [redacted]")
    .replace(/\b(?:sk|xai|gsk|key)-[\w*-]{8,}/g, "[redacted]");
}
