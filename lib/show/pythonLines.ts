/**
 * A program's lines as Python counts them: `\n`, `\r\n` and a lone `\r` end one, and nothing else does (no
 * form feed, no U+2028). After a last line end there is no other line.
 */
export function pythonLines(code: string): string[] {
  return code.replace(/\r\n?/g, "\n").replace(/\n$/, "").split("\n");
}
