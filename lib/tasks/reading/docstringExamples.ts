/**
 * The examples of a prompt's docstring as asserts: `>>> f(1)` with its value on the next line, as in
 * doctest, and the other forms of HumanEval's authors: `f(1) == 2`, `f(1) ➞ 2`, `f(1) should return 2`.
 * Only calls of the entry point whose value is a literal are taken.
 */
import type { Test } from "../task.ts";

/** Examples of HumanEval that its own solutions contradict (47, 116, 130 and 148). */
const wrong = new Set([
  "assert median([-10, 4, 6, 1000, 10, 20]) == 15.0",
  "assert sort_array([1, 5, 2, 3, 4]) == [1, 2, 3, 4, 5]",
  "assert sort_array([-2, -3, -4, -5, -6]) == [-6, -5, -4, -3, -2]",
  "assert tri(1) == 3",
  "assert tri(4) == 3",
  'assert bf("Earth", "Mercury") == ("Venus")',
]);

/**
 * Undefined when the docstring has no example.
 *
 * @example
 * ```ts
 * import { docstringExamples } from "tracelab/tasks";
 * const prompt = 'def one():\n    """\n    >>> one()\n    1\n    """\n';
 * docstringExamples(prompt, "one"); // { kind: "asserts", asserts: ["assert one() == 1"], setup: "" }
 * ```
 */
export function docstringExamples(prompt: string, entryPoint: string): Test | undefined {
  const lines = prompt.split("\n").map((line) => line.trim());
  const asserts = new Set<string>();
  for (const [i, line] of lines.entries()) {
    const example = line.startsWith(">>>")
      ? doctest(line.slice(3), lines[i + 1], entryPoint)
      : sentence(line, entryPoint);
    if (example) asserts.add(`assert ${example.call} == ${example.value}`);
  }
  for (const assert of wrong) asserts.delete(assert);
  return asserts.size ? { kind: "asserts", asserts: [...asserts], setup: "" } : undefined;
}

interface Example {
  call: string;
  value: string;
}

function doctest(line: string, next: string | undefined, name: string): Example | undefined {
  const call = line.replace(/\s#.*$/, "").trim();
  const value = next && literalOf(next);
  // More than a call, for instance an assignment, is no example of a value.
  if (!value || value !== next.trim() || !call.includes(`${name}(`) || /[^=!<>]=[^=]/.test(call)) {
    return /\)\s*(?:==|=>|->|➞)/.test(call) ? sentence(call, name) : undefined;
  }
  return { call, value };
}

function sentence(line: string, name: string): Example | undefined {
  const start = line.search(new RegExp(`(?<![\\w.])${name}\\s*\\(`));
  if (start < 0) return undefined;
  const end = closing(line, line.indexOf("(", start));
  // Arguments that are not literals are prose, for instance `is_happy(aabb)`.
  if (end === undefined || !literalOf(line.slice(line.indexOf("(", start), end + 1))) {
    return undefined;
  }
  const after = line.slice(end + 1).match(
    /^\s*(?:==>|==|=>|->|➞|➡️|=|returns?|should return|should be)\s*(.+)$/,
  );
  const value = after && literalOf(after[1]);
  return value ? { call: line.slice(start, end + 1), value } : undefined;
}

/** The index of the parenthesis that closes the one at `open`, strings skipped. */
function closing(line: string, open: number): number | undefined {
  let depth = 0;
  for (const match of line.slice(open).matchAll(/"(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*'|[()]/g)) {
    if (match[0] === "(") depth++;
    else if (match[0] === ")" && --depth === 0) return open + match.index;
  }
  return undefined;
}

const atom =
  /^(?:"(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*'|-?\d+(?:\.\d+)?(?:e[+-]?\d+)?|True|False|None)/;

/** The Python literal at the start of a line, where only a comment or a full stop may follow. */
function literalOf(line: string): string | undefined {
  const text = line.trim();
  if (text.startsWith('"""') || text.startsWith("'''")) return undefined;
  let at = 0, depth = 0;
  do {
    const rest = text.slice(at);
    const found = rest.match(atom)?.[0] ?? rest.match(/^[[({]/)?.[0] ?? rest.match(/^[\])}]/)?.[0];
    const inner = depth > 0 ? rest.match(/^[\s,:]+/)?.[0] : undefined;
    const token = found ?? inner;
    if (token === undefined) return undefined;
    if ("[({".includes(token)) depth++;
    if ("])}".includes(token)) depth--;
    if (depth < 0) return undefined;
    at += token.length;
  } while (depth > 0);
  return /^\s*(?:[.;,]|#.*|""".*)?$/.test(text.slice(at)) ? text.slice(0, at) : undefined;
}
