/** Parameters may have defaults in parentheses, so the colon must end its line. */
const end = /\)[ \t]*(?:->[^\n]*?)?:[ \t]*(?=\n|$)|^class[^\n]*:[ \t]*(?=\n|$)/gm;

/**
 * The lines that begin a function or class in a text; of an expression such as `Solution().f` those of its
 * first name.
 *
 * @example
 * ```ts
 * import { signatureOf } from "tracelab/tasks";
 * signatureOf("import re\ndef f(\n    x: int,\n) -> int:\n    return x\n", "f"); // "def f(\n    x: int,\n) -> int:"
 * ```
 */
export function signatureOf(text: string, entryPoint: string): string | undefined {
  const name = entryPoint.match(/^[\p{L}_][\p{L}\p{N}_]*/u)?.[0] ?? entryPoint;
  const start = text.search(
    new RegExp(`^(?:(?:async )?def ${name}[ \\t]*\\(|class ${name}\\b)`, "m"),
  );
  if (start < 0) return undefined;
  end.lastIndex = start;
  const found = end.exec(text);
  return found ? text.slice(start, found.index + found[0].length).trimEnd() : undefined;
}
