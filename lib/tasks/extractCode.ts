/**
 * The program in a model's reply. A reply is prose with fences, a module, an echo of the prompt, or
 * only the body that continues the prompt; the result is always a whole module.
 */
import { looksLikeCode, type PythonLine, pythonLines } from "./pythonLines.ts";

export interface ExtractOptions {
  /** The signature and docstring that the reply may continue. */
  prompt?: string;
  /** The function or class that is wanted. */
  entryPoint?: string;
}

/**
 * Takes the code out of `reply`: of several fences the last that defines the entry point, together with
 * the blocks whose names it uses; without a fence, the text from the first to the last line of code. A
 * body is put behind the prompt, and imports and helpers of the prompt that a module leaves out are put
 * before it. Empty when the reply holds no code.
 *
 * @example
 * ```ts
 * import { extractCode } from "tracelab";
 * import assert from "node:assert/strict";
 * const prompt = 'def add(a, b):\n    """ Adds. """\n';
 * assert.equal(extractCode("    return a + b", { prompt }), prompt + "    return a + b\n");
 * ```
 */
export function extractCode(reply: string, options: ExtractOptions = {}): string {
  const prompt = options.prompt?.replaceAll("\r\n", "\n");
  const entryPoint = options.entryPoint ?? lastFunction(prompt ?? "");
  const answer = withoutThinking(reply.replace(/\r\n?/g, "\n"));
  const text = beforeFences(answer, entryPoint) ?? answer;
  const fences = isModule(text, entryPoint) ? [] : fencedBlocks(text);
  let code: string;
  if (fences.length) code = choose(fences, entryPoint);
  else code = unfenced(text, entryPoint, prompt);
  if (!code.trim()) return "";
  if (!prompt || !entryPoint) return ensureNewline(code);
  if (defines(code, entryPoint)) return ensureNewline(withPreamble(code, prompt, entryPoint));
  return defines(prompt, entryPoint) ? ensureNewline(continued(prompt, code)) : ensureNewline(code);
}

const ensureNewline = (text: string) => `${text.replace(/\s+$/, "")}\n`;

/** A reasoning block comes first; one that was cut off before its end holds no answer. */
function withoutThinking(text: string): string {
  const closed = text.replace(/^\s*<think(?:ing)?>[\s\S]*?<\/think(?:ing)?>[ \t]*\n?/, "");
  if (closed !== text) return closed;
  if (/^\s*<think(?:ing)?>/.test(text)) return "";
  // Some servers send only the closing tag.
  const end = text.match(/^[ \t]*<\/think(?:ing)?>[ \t]*\n?/m);
  return end && !text.includes("<think") ? text.slice(end.index! + end[0].length) : text;
}

/**
 * The text before the first fence, where the program is there and not in a fence: the fence closes what
 * the prompt opened, or holds output or an example of use.
 */
function beforeFences(text: string, entryPoint: string | undefined): string | undefined {
  const lines = pythonLines(text);
  const fence = lines.findIndex(({ text, quoted }) => !quoted && /^\s*(?:`{3,}|~{3,})/.test(text));
  if (fence < 0) return undefined;
  const before = lines.slice(0, fence);
  const code = before.map(({ text }) => text).join("\n");
  if (entryPoint && defines(code, entryPoint)) {
    const later = lines.slice(fence).map(({ text }) => text).join("\n");
    return defines(later, entryPoint) ? undefined : code;
  }
  const closing = /^\s*[`~]+\s*$/.test(lines[fence].text);
  const indented = (before.find(({ column }) => column >= 0)?.column ?? 0) > 0;
  const body = indented || /^\s*(?:return|yield|raise)\b/m.test(code);
  return closing && body && before.every(isCode) ? code : undefined;
}

function escape(name: string): string {
  return name.replace(/[^\w]/g, "\\$&");
}

/** Whether `name` is defined at the left margin. */
function defines(code: string, name: string): boolean {
  return definitionOf(code, name) >= 0;
}

const defining = /^(?:(?:async\s+)?def|class)\s+$/, ended = /(?!\w)/y, assigned = /\s*[:=]/y;

/** Where the line that defines `name` begins, or -1. A pattern for each name would be compiled for each. */
function definitionOf(code: string, name: string): number {
  for (let at = code.indexOf(name); at >= 0; at = code.indexOf(name, at + 1)) {
    const start = at && code.lastIndexOf("\n", at - 1) + 1;
    ended.lastIndex = assigned.lastIndex = at + name.length;
    const found = start === at
      ? assigned.test(code)
      : ended.test(code) && defining.test(code.slice(start, at));
    if (found) return start;
  }
  return -1;
}

/** The names of top-level functions, classes, imports and assignments. */
function definedNames(code: string): string[] {
  const names: string[] = [];
  for (const { text, column, inside } of pythonLines(code)) {
    if (inside || column !== 0) continue;
    const defined = text.match(/^(?:(?:async\s+)?def|class)\s+(\w+)|^(\w+)\s*(?::[^=]+)?=(?!=)/);
    if (defined) names.push(defined[1] ?? defined[2]);
    const imported = text.match(/^(?:from\s+[\w.]+\s+)?import\s+(.+)$/)?.[1] ?? "";
    for (const part of imported.replace(/[()]/g, "").split(",")) {
      const name = part.trim().split(/\s+as\s+/).at(-1)!.split(".")[0];
      if (name) names.push(name);
    }
  }
  return names;
}

const uses = (code: string, name: string) => new RegExp(`\\b${escape(name)}\\b`).test(code);

function lastFunction(prompt: string): string | undefined {
  return [...prompt.matchAll(/^(?:async\s+)?def\s+(\w+)/gm)].at(-1)?.[1];
}

/** Whether the whole text is code as it stands: a fence in it belongs to a docstring. */
function isModule(text: string, entryPoint: string | undefined): boolean {
  const lines = pythonLines(text).filter(({ column, inside }) => column >= 0 && !inside);
  if (lines.some(({ text }) => /^\s*(?:```|~~~)/.test(text))) return false;
  return (!entryPoint || defines(text, entryPoint)) &&
    lines.every(({ text, column }) => column > 0 || looksLikeCode(text));
}

interface Block {
  code: string;
  language: string;
}

/** The fenced blocks; one that is never closed ends with the text. */
function fencedBlocks(text: string): Block[] {
  const blocks: Block[] = [];
  const lines = text.split("\n");
  const quoted = pythonLines(text).map((line) => line.quoted);
  for (let i = 0; i < lines.length; i++) {
    if (quoted[i]) continue;
    const open = lines[i].match(
      /^([ \t]*(?:>\s?|[-*]\s+|\d+\.\s+)?)(`{3,}|~{3,})\s*([\w+#.-]*)[^`]*$/,
    );
    if (!open) continue;
    const [, indent, fence, language] = open;
    const inner: string[] = [];
    const close = new RegExp(`^\\s*${fence[0]}{${fence.length},}\\s*$`);
    for (i++; i < lines.length && !closes(lines, i, close, inner); i++) inner.push(lines[i]);
    const width = indent.replace(/\S.*$/, "").length;
    const code = inner.map((line) => line.slice(Math.min(width, Math.max(0, line.search(/\S|$/)))));
    blocks.push({ code: code.join("\n"), language: language.toLowerCase() });
  }
  return blocks.filter(({ code }) => code.trim());
}

/** A closing fence that stands inside a string which ends later is part of the program. */
function closes(lines: string[], i: number, close: RegExp, inner: string[]): boolean {
  if (!close.test(lines[i])) return false;
  const open = pythonLines([...inner, ""].join("\n")).at(-1)!.quoted;
  return !open || !lines.slice(i + 1).some((line) => close.test(line) || /"""|'''/.test(line));
}

const shells =
  /^(?:bash|sh|shell|console|text|txt|plaintext|output|json|yaml|diff|markdown|md|html)$/;

function choose(blocks: Block[], entryPoint: string | undefined): string {
  const python = blocks.filter(({ language }) => !shells.test(language));
  const candidates = python.length ? python : blocks;
  const defining = entryPoint ? candidates.filter(({ code }) => defines(code, entryPoint)) : [];
  const chosen = defining.at(-1) ?? candidates[0];
  const own = new Set(definedNames(chosen.code));
  // A helper that stands in a block of its own belongs to the program.
  const helpers = candidates.filter((block) =>
    block !== chosen && !(entryPoint && defines(block.code, entryPoint)) &&
    definedNames(block.code).some((name) => !own.has(name) && uses(chosen.code, name)) &&
    pythonLines(block.code).every(({ column, inside, text }) =>
      column !== 0 || inside ||
      /^(?:async |def |class |import |from |@|#|\w+\s*(?::[^=]+)?=)/.test(text)
    )
  );
  return [...helpers, chosen].map(({ code }) => code).join("\n\n");
}

/** The code of a text without fences, or a body. */
function unfenced(
  text: string,
  entryPoint: string | undefined,
  prompt: string | undefined,
): string {
  const lines = pythonLines(text);
  if (entryPoint && defines(text, entryPoint)) return moduleIn(lines, entryPoint);
  const indented = entryPoint &&
    text.match(new RegExp(`^([ \\t]+)(?:async\\s+)?def\\s+${escape(entryPoint)}\\b`, "m"));
  if (indented && lines.every(({ text, column }) => column < 0 || text.startsWith(indented[1]))) {
    return unfenced(text.replace(new RegExp(`^${indented[1]}`, "gm"), ""), entryPoint, prompt);
  }
  if (prompt) return bodyIn(text);
  const first = lines.findIndex(({ text, column }) => column >= 0 && looksLikeCode(text));
  return first < 0 ? "" : moduleIn(lines.slice(first), undefined);
}

/** From the first to the last line of the code around the definition of `entryPoint`. */
function moduleIn(lines: readonly PythonLine[], entryPoint: string | undefined): string {
  const found = entryPoint ? lines.findIndex(({ text }) => defines(text, entryPoint)) : 0;
  const at = Math.max(0, found);
  let start = at;
  while (start > 0 && isCode(lines[start - 1])) start--;
  let end = at;
  while (end < lines.length && isCode(lines[end])) end++;
  return lines.slice(start, end).map(({ text }) => text).join("\n").replace(/^(?:[ \t]*\n)+/, "");
}

/** Blank, indented or continued lines belong to the code around them. */
function isCode({ text, column, inside }: PythonLine): boolean {
  return inside || column !== 0 || looksLikeCode(text);
}

/** A body: prose before it is left out, and so is what follows it at the left margin, unless it is used. */
function bodyIn(text: string): string {
  let lines = pythonLines(text.replace(/^(?:[ \t]*\n)+/, ""));
  const first = lines.findIndex(({ text, column }) => column >= 0 && looksLikeCode(text));
  if (first < 0) return "";
  lines = pythonLines(lines.slice(first).map(({ text }) => text).join("\n"));
  const next = lines.findIndex(({ column, inside }, i) => i > 0 && column === 0 && !inside);
  const margin = lines[0].column === 0;
  // A body that lost its indentation stands at the margin as a whole.
  if (margin && next > 0 && !lines.slice(1, next).every(({ column }) => column < 0 || column > 0)) {
    return lines.map(({ text }) => text).join("\n");
  }
  if (next < 0) return lines.map(({ text }) => text).join("\n");
  if (margin && lines.slice(1).some(({ column, inside }) => column === 0 && !inside)) {
    return lines.filter((line) => isCode(line)).map(({ text }) => text).join("\n");
  }
  const body = lines.slice(0, next).map(({ text }) => text).join("\n");
  return [body, ...usedBlocks(lines.slice(next), body)].join("\n");
}

/** The top-level definitions after a body that it uses. */
function usedBlocks(lines: readonly PythonLine[], body: string): string[] {
  const blocks: string[] = [];
  let block: string[] = [];
  const flush = () => {
    const code = block.join("\n");
    if (
      /^(?:async |def |class |import |from )/.test(code) &&
      definedNames(code).some((name) => uses(body, name))
    ) {
      blocks.push(`\n${code.replace(/\s+$/, "")}`);
    }
    block = [];
  };
  for (const line of lines) {
    if (line.column === 0 && !line.inside) flush();
    block.push(line.text);
  }
  flush();
  return blocks;
}

/** The prompt with a body behind it, in the prompt's indentation. */
function continued(prompt: string, body: string): string {
  const lines = pythonLines(body);
  const statements = lines.filter(({ column, inside }) => column >= 0 && !inside);
  const tabs = statements.some(({ text }) => text.startsWith("\t"));
  let code = tabs ? expandTabs(lines) : body;
  if (statements[0]?.column === 0) {
    const rest = statements.slice(1);
    const whole = rest.some(({ column }) => column === 0);
    const columns = pythonLines(code).filter(({ column, inside }) => column >= 0 && !inside)
      .slice(1).map(({ column }) => column);
    // Only the first line lost its indentation, where the others still have that of a body.
    const opens = /:\s*(?:#.*)?$/.test(statements[0].text);
    const kept = opens ? columns[0] >= 8 || columns[0] > Math.min(...columns) : columns[0] >= 4;
    const onlyFirst = !whole && columns.length > 0 && kept;
    code = onlyFirst ? `    ${code.replace(/^\s*/, "")}` : indentAll(code);
  }
  return `${prompt.endsWith("\n") ? prompt : `${prompt}\n`}${code}`;
}

function expandTabs(lines: readonly PythonLine[]): string {
  return lines.map(({ text, inside }) =>
    inside ? text : text.replace(/^[ \t]+/, (space) => space.replaceAll("\t", "    "))
  ).join("\n");
}

/** Strings that run over lines keep theirs. */
function indentAll(code: string): string {
  return pythonLines(code).map(({ text, column, inside }) =>
    column < 0 || inside ? text : `    ${text}`
  ).join("\n");
}

/** Imports and helpers of the prompt that the module lacks. */
function withPreamble(code: string, prompt: string, entryPoint: string): string {
  const at = definitionOf(prompt, entryPoint);
  const preamble = at > 0 ? prompt.slice(0, at).trim() : "";
  if (!preamble || code.includes(preamble) || code.includes("from __future__")) return code;
  const own = new Set(definedNames(code));
  const missing = definedNames(preamble).filter((name) => !own.has(name) && uses(code, name));
  return missing.length ? `${preamble}\n\n\n${code}` : code;
}
