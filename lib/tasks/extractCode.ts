/**
 * The program in a model's reply. A reply is prose with fences, a module, an echo of the prompt, or
 * only the body that continues the prompt; the result is always a whole module.
 *
 * Each step is a file of `reply/`: the text as Python knows it (`normaliseText`), without reasoning
 * (`withoutReasoning`), other turns (`answerTurn`) and wrappers (`unwrap`); its blocks (`fencedBlocks`,
 * `regions`), each without what is no program (`tidy`); the block that the task needs with what it uses
 * of the others (`chooseProgram`), or a body behind the prompt (`continuePrompt`). A text that is a
 * program as it stands goes through none of them.
 */
import { looksLikeCode, pythonLines } from "../base/mod.ts";
import { answerTurn } from "./reply/answerTurn.ts";
import { chooseProgram, definition, lastProgram } from "./reply/chooseProgram.ts";
import { continuePrompt } from "./reply/continuePrompt.ts";
import { type Block, fencedBlocks } from "./reply/fencedBlocks.ts";
import { methodInClass } from "./reply/methodInClass.ts";
import { normaliseText } from "./reply/normaliseText.ts";
import { isProgram } from "./reply/isProgram.ts";
import { pythonUnits } from "./reply/pythonUnits.ts";
import { regions, tidy } from "./reply/tidy.ts";
import { unwrap } from "./reply/unwrap.ts";
import { withoutReasoning } from "./reply/withoutReasoning.ts";
import { withPreamble } from "./reply/withPreamble.ts";

export interface ExtractOptions {
  /** The signature and docstring that the reply may continue. */
  prompt?: string;
  /** The function or class that is wanted, or an expression that begins with it: `Solution().f`. */
  entryPoint?: string;
}

/**
 * Takes the code out of `reply`: of several blocks the last that defines the entry point, together with
 * what it uses of the others; without an entry point the last program. A body is put behind the prompt,
 * and imports and helpers of the prompt that a module leaves out are put before it. Empty when the reply
 * holds no code.
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
  if (typeof reply !== "string") {
    throw new TypeError("extractCode takes a reply's text: extractCode(completion.text)");
  }
  const prompt = options.prompt?.replaceAll("\r\n", "\n");
  const name = options.entryPoint?.match(/^[\p{L}_][\p{L}\p{N}_]*/u)?.[0] ??
    lastFunction(prompt ?? "");
  const text = normaliseText(reply);
  const code = isProgram(text, name)
    ? text.replace(/^(?:[ \t]*\n)+/, "")
    : found(unwrap(answerTurn(withoutReasoning(text))), name, prompt, options.entryPoint);
  if (!code?.trim()) return "";
  const finished = prompt && name && definition(pythonUnits(code), name)
    ? withPreamble(code, prompt, name)
    : code;
  return `${finished.trimEnd()}\n`;
}

function found(
  text: string,
  name: string | undefined,
  prompt: string | undefined,
  entryPoint = "",
): string | undefined {
  const blocks = fencedBlocks(name ? signed(text, name) : text);
  const raw = pythonIn(blocks.filter((block) => block.fenced));
  const fenced = raw.map((code) => tidy(code, name));
  const loose = blocks.filter((block) => !block.fenced).map(({ code }) => code);
  if (!name) return lastProgram(fenced) ?? longest(loose.flatMap(regions));
  const continues = !!prompt && !!definition(pythonUnits(prompt), name);
  // A body with a fence behind it that closes what the prompt opened, or that holds an example.
  const first = blocks.find(({ code }) => code.trim());
  if (continues && first && !first.fenced && isBody(first.code, name)) {
    return methodInClass(first.code, entryPoint) ?? continuePrompt(prompt!, first.code);
  }
  const outside = loose.flatMap(regions).map((code) => tidy(code, name));
  // A body is none, though the function may be defined again behind it.
  const isNoBody = (code: string) => !continues || !beginsAsBody(code, name);
  const modules = fenced.filter(isNoBody), others = outside.filter(isNoBody);
  const program = ["whole", "import", "stub"].map((kind) => {
    const has = (codes: string[]) =>
      codes.some((code) => definition(pythonUnits(code), name) === kind);
    if (has(modules)) return chooseProgram([...outside.filter(isHelper), ...modules], name);
    if (has(others)) return chooseProgram([...modules, ...others], name);
  }).find((code) => code !== undefined);
  if (program !== undefined) return program.replace(/^(?:[ \t]*\n)+/, "");
  const inline = text.match(new RegExp(`\`((?:async )?def ${name} ?\\([^\`\\n]*:[^\`\\n]+)\``))
    ?.[1];
  if (inline) return inline;
  if (!continues) return lastProgram(fenced) ?? longest(outside);
  for (const code of [...fenced, ...outside].reverse()) {
    const method = methodInClass(code, entryPoint);
    if (method !== undefined) return method;
  }
  // A class of methods is a module, though not the one that was asked for.
  if (fenced.length && fenced.every(isModule)) return lastProgram(fenced);
  const bodies = raw.filter((code) =>
    beginsAsBody(code, name) || /^[ \t]*(?:return|yield)\b/m.test(code)
  );
  const chosen = bodies.at(-1) ?? raw.at(-1) ?? loose.find((code) => code.trim());
  return chosen === undefined ? undefined : continuePrompt(prompt!, chosen);
}

/** Definitions and imports may stand outside of the fences, examples of use do not count. */
const isHelper = (code: string) =>
  pythonUnits(code).every(({ kind, clean }) =>
    clean && /^(?:definition|import|assignment|comment)$/.test(kind)
  );

const isModule = (code: string) => {
  const units = pythonUnits(code);
  return units.every(({ clean }) => clean) &&
    units.some(({ kind, text }) => kind === "definition" && /^\s*class\b/.test(text));
};

const foreign =
  /^(?:bash|sh|shell|zsh|console|powershell|text|txt|plaintext|plain|output|input|json5?|jsonc|yaml|yml|toml|ini|html|xml|css|javascript|js|typescript|ts|jsx|tsx|java|kotlin|scala|c|cpp|c\+\+|csharp|cs|c#|go|golang|rust|rs|ruby|rb|php|perl|sql|r|matlab|julia|swift|haskell|lua|dart|latex|tex|mermaid|csv|stdin|stdout|log|error|math|makefile|dockerfile|pseudocode|pseudo|diff)$/;

/** The blocks in Python; of unnamed ones those that parse, where there is another. */
function pythonIn(blocks: readonly Block[]): string[] {
  const own = blocks.filter(({ language }) => !foreign.test(language));
  const named = own.filter(({ language, code }) =>
    language || pythonUnits(tidy(code)).some(isStatement)
  );
  const chosen = named.length ? named : own.length ? own : blocks;
  return chosen.map(({ code }) => code);
}

const isStatement = ({ clean, kind }: ReturnType<typeof pythonUnits>[number]) =>
  clean && kind !== "comment" && kind !== "expression" || !clean && kind === "definition";

/** Code that can only continue the prompt: indented, or at the margin with a `return` there. */
function isBody(code: string, name: string): boolean {
  if (beginsAsBody(code, name)) return true;
  return /^[ \t]*(?:return|yield|raise)\b/m.test(code) && !definition(pythonUnits(code), name) &&
    pythonLines(code).every(({ text, column, inside }) =>
      column !== 0 || inside || looksLikeCode(text)
    );
}

/** Indented code that is not the wanted function itself: it can only continue the prompt. */
function beginsAsBody(code: string, name: string): boolean {
  const line = pythonLines(code).find(({ column }) => column >= 0);
  if (!line || line.column === 0 || !looksLikeCode(line.text)) return false;
  return !new RegExp(`^\\s*(?:@|(?:async )?def ${name}\\b|class ${name}\\b)`).test(line.text);
}

/** A signature that lost its `def`, or its name as well. */
function signed(text: string, name: string): string {
  if (new RegExp(`\\b(?:def|class) ${name}\\b`).test(text)) return text;
  const rest = "\\([^\\n]*\\)\\s*(?:->[^\\n]*)?:[ \\t]*\\n[ \\t]+\\S";
  const named = text.replace(new RegExp(`^([ \\t]*)(${name}\\s*${rest})`, "m"), "$1def $2");
  return named.replace(new RegExp(`^\\s*(?=${rest})`), `def ${name}`);
}

const longest = (codes: readonly string[]) =>
  codes.filter((code) => pythonUnits(code).some(({ clean, kind }) => clean && kind !== "comment"))
    .reduce(
      (best: string | undefined, code) =>
        best !== undefined && best.length > code.length ? best : code,
      undefined,
    );

function lastFunction(prompt: string): string | undefined {
  return [...prompt.matchAll(/^(?:async\s+)?def\s+(\w+)/gm)].at(-1)?.[1];
}
