/** What replies are wrapped in: tags become fences, quoting, prompts and line numbers are taken off. */
import { normaliseText } from "./normaliseText.ts";
import { replaceOutsideStrings } from "./pythonStrings.ts";
import { transcript } from "./transcript.ts";

const code =
  "code|python|python3|py|program|solution_code|final_code|code_block|codeblock|source|source_code|pre|script|implementation|function|execute|tool_code|execute_python|run_python|begin_code|python_code|code_solution|file|artifact|antartifact|boltaction";
const prose =
  "answer|final_answer|solution|response|output|final|result|reply|completion|explanation|tool_call|message|content|boltartifact|root|xml";

const codeTags = new RegExp(
  `(?:^|(?<=[.:!?]))[ \\t]*(?:<(?:pre|p)(?:\\s[^<>]*)?>\\s*)?<(?:${code})(?:\\s[^<>]*)?>(?:\\s*<code(?:\\s[^<>]*)?>)?[ \\t]*(?:<!\\[CDATA\\[)?|(?:\\]\\]>[ \\t]*|(?<![ \\t])[ \\t]*)</(?:${code})>(?:\\s*</pre>)?`,
  "gim",
);
const proseTags = new RegExp(`</?(?:${prose})(?:\\s[^<>]*)?>`, "gi");
/** In capitals, as an index is none; `[END]` only on a line of its own. */
const brackets =
  /^[ \t]*\[(?:PYTHON|CODE|PROGRAM|BEGIN|ANSWER|SOLUTION|START)\]|\[(?:\/(?:PYTHON|CODE|PROGRAM|BEGIN|ANSWER|SOLUTION)|DONE)\]|^[ \t]*\[END\][ \t]*$|^[ \t]*\\begin\{(?:lstlisting|verbatim|minted|python|code)\}(?:\[[^\]\n]*\])?(?:\{\w+\})?|^[ \t]*\\end\{(?:lstlisting|verbatim|minted|python|code)\}/gm;
const markers =
  /^[ \t]*(?:[-=*#]{2,}\s*)?(?:BEGIN|START)(?: OF)?(?: PYTHON)?(?: SOLUTION| CODE| PROGRAM)+(?:\s*[-=*#]{2,})?[ \t]*$|^[ \t]*(?:[-=*#]{2,}\s*)?END(?: OF)?(?: PYTHON)?(?: SOLUTION| CODE| PROGRAM)+(?:\s*[-=*#]{2,})?[ \t]*$/gm;

/** The reply with its wrappers as fences, or gone. */
export function unwrap(reply: string): string {
  let text = replaceOutsideStrings(unquoted(reply), proseTags, () => "\n", { comments: "ends" });
  const json = jsonProgram(text);
  text = json === undefined ? text : normaliseText(json);
  // Python's own quotes in place of a fence.
  text = text.replace(/^\s*("""|''')(?:python3?|py)[ \t]*\n([^]*?)\n\1\s*$/, "$2");
  const fence = (closing: boolean) => closing ? "\n```\n" : "\n```python\n";
  const tag = ([found]: RegExpMatchArray) => fence(/<\/|\]\]>/.test(found));
  text = replaceOutsideStrings(text, codeTags, tag, { comments: "ends" });
  text = replaceOutsideStrings(
    text,
    brackets,
    (match) => isIndex(text, match) ? match[0] : fence(/\[\/|DONE|END|\\end/i.test(match[0])),
    { comments: "ends" },
  );
  text = replaceOutsideStrings(text, markers, ([found]) => fence(/\bEND\b/.test(found)));
  return transcript(text);
}

/** `[DONE]` of a program that has something of that name is an index. */
function isIndex(text: string, { 0: mark, index }: RegExpMatchArray): boolean {
  const name = mark.match(/^\[(\w+)\]$/)?.[1];
  if (!/[\w)\]}]/.test(text[index! - 1] ?? "")) return false;
  return name !== undefined &&
    new RegExp(`^[ \\t]*(?:\\w+, )*${name}(?:, \\w+)* = `, "m").test(text);
}

/** Markdown's quoting, of at least two lines that follow each other. */
function unquoted(text: string): string {
  return replaceOutsideStrings(
    text,
    /(?:^[ \t]*>(?!>)[^\n]*(?:\n|$(?![^]))){2,}/gm,
    ([lines]) => lines.replace(/^[ \t]*> ?(?:> ?(?!>))*/gm, ""),
  );
}

const keys = [
  "code",
  "solution",
  "program",
  "python",
  "python_code",
  "implementation",
  "source",
  "completion",
  "function",
  "answer",
  "final_answer",
  "response",
  "result",
  "output",
  "content",
  "text",
  "arguments",
  "input",
  "parameters",
  "script",
];

/** The program in a JSON reply, alone or in the only fence of the text. */
function jsonProgram(reply: string): string | undefined {
  const fenced = reply.match(/^[^]*?```(?:json5?|jsonc)?[ \t]*\n\s*([{[][^]*[}\]])\s*\n?```[^]*$/i)
    ?.[1];
  // Data beside a program is no reply in JSON.
  if (fenced !== undefined && hasProgram(reply.replace(fenced, ""))) return undefined;
  const text = (fenced ?? reply).trim();
  if (!/^(?:\{|\[\s*[[{"'\]])/.test(text) || !/["']/.test(text)) return undefined;
  const value = parsed(text);
  const found = value === undefined ? looseField(text) : programIn(value);
  return found !== undefined && /[\n(=:]/.test(found) ? found : undefined;
}

const hasProgram = (text: string) =>
  /^[ \t]*(?:```|~~~)[^]*^[ \t]*(?:(?:async )?def|class|import|from|print|\w+(?:, ?\w+)* =)\b/m
    .test(text);

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function programIn(value: unknown): string | undefined {
  if (typeof value === "string") {
    const inner = /^\s*\{/.test(value) ? parsed(value) : undefined;
    return inner === undefined ? value : programIn(inner);
  }
  if (Array.isArray(value)) {
    if (value.length && value.every((line) => typeof line === "string")) return value.join("\n");
    for (const item of value) {
      const found = item instanceof Object ? programIn(item) : undefined;
      if (found !== undefined) return found;
    }
    return undefined;
  }
  if (!(value instanceof Object)) return undefined;
  const fields = new Map(Object.entries(value).map(([key, item]) => [key.toLowerCase(), item]));
  for (const key of keys) {
    const field = fields.get(key);
    const found = field === undefined ? undefined : programIn(field);
    if (found !== undefined) return found;
  }
  for (const [key, field] of fields) {
    const found = typeof field === "string" && /code|solution|program|implementation/.test(key)
      ? programIn(field)
      : undefined;
    if (found !== undefined) return found;
  }
  for (const field of fields.values()) {
    const found = field instanceof Object ? programIn(field) : undefined;
    if (found !== undefined) return found;
  }
}

/** A field of JSON that is none, for line ends in its strings, triple quotes or a cut end. */
function looseField(text: string): string | undefined {
  const key = `["'](?:${keys.slice(0, 10).join("|")})["']\\s*:\\s*`;
  const triple = text.match(new RegExp(`${key}[rf]?("""|''')\\n?([^]*?)\\1`, "i"));
  if (triple) return triple[2];
  const back = text.match(new RegExp(`${key}\`([^\`]*)\``, "i"));
  if (back) return back[1];
  const found = text.match(new RegExp(`${key}"((?:\\\\[^]|[^"\\\\])*)"?`, "i"))?.[1];
  if (found === undefined) {
    const single = text.match(new RegExp(`${key}'((?:\\\\[^]|[^'\\\\])*)'`, "i"))?.[1];
    return single &&
      parsed(`"${single.replace(/\\'/g, "'").replace(/(?<!\\)"/g, '\\"')}"`) as string;
  }
  const escaped = found.replace(/\n/g, "\\n").replace(/\t/g, "\\t").replace(/\\'/g, "'");
  return parsed(`"${escaped}"`) as string | undefined;
}
