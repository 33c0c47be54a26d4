/**
 * A unittest module with only the first test method left: the example that may be shown as feedback.
 * Undefined when no test method is found, or when there is only one (nothing would stay hidden).
 *
 * @example
 * ```ts
 * import { firstTestOnly } from "tracelab/tasks";
 * firstTestOnly("class TestCases:\n    def test_a(self): pass\n    def test_b(self): pass\n");
 * // "class TestCases:\n    def test_a(self): pass\n"
 * ```
 */
export function firstTestOnly(module: string): string | undefined {
  const lines = module.split("\n");
  const kept: string[] = [];
  let seen = 0;
  /** Column of the test method that is being left out. */
  let dropping: number | undefined;
  let quote: string | undefined;
  for (const line of lines) {
    const inString = quote !== undefined;
    quote = openQuote(line, quote);
    const column = line.search(/\S/);
    if (dropping !== undefined && !inString && column >= 0 && column <= dropping) {
      dropping = undefined;
    }
    const method = !inString && /^\s+(?:async\s+)?def\s+test\w*\s*\(/.test(line);
    if (method && ++seen > 1) {
      dropping = column;
      while (/^\s+@/.test(kept.at(-1) ?? "")) kept.pop(); // its decorators
    }
    if (dropping === undefined) kept.push(line);
  }
  return seen > 1 ? kept.join("\n") : undefined;
}

/** The triple quote that is open after `line`, given the one open before it. */
function openQuote(line: string, open: string | undefined): string | undefined {
  for (const [token] of line.matchAll(/\\.|"""|'''|#.*|"(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*'/g)) {
    const triple = token === '"""' || token === "'''";
    if (open === undefined) {
      if (token.startsWith("#")) break;
      if (triple) open = token;
    } else if (token.endsWith(open)) open = undefined;
  }
  return open;
}
