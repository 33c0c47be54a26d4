/** The longest feedback the embedded model is shown, in characters. */
const longest = 110;

/**
 * A failure as the embedded model reads it: the call with what it gave and should have given, or the
 * exception. Line numbers go, because it cannot count lines; the beginning of a long one stays.
 */
export function feedbackText(message: string): string {
  const text = message.replace(/ on line \d+/, "").replace(/\.$/, "").replaceAll("\n", " ");
  if (/SyntaxError|IndentationError|TabError/.test(text)) return "SyntaxError";
  return text.length <= longest
    ? text
    : `${text.slice(0, 70)}…${text.slice(-39)}`.replace("…", "..");
}
