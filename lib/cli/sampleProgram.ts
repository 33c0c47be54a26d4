/** The program that a row of a sample file stands for. */
import { extractCode, type Task } from "../tasks/mod.ts";

const isReply = /^\s*(?:```|~~~)|^\s*<think|^\s*<\/think/m;

/**
 * The program of a row. A completion continues the prompt; a solution replaces it, with the prompt's
 * imports where it leaves them out, unless it is only a body. Fences and reasoning are taken off.
 */
export function sampleProgram(
  task: Task,
  row: { completion?: string; solution?: string },
): { code: string; extracted: boolean } {
  const { entryPoint } = task;
  const prompt = task.prompt.complete;
  const text = row.solution ?? row.completion!;
  // A program that has a fence in a docstring comes out of extractCode as it was.
  const code = isReply.test(text) ? extractCode(text, { prompt, entryPoint }) : text;
  // Reasoning that was cut off holds no answer; any other text may be code that was not recognised.
  const bare = code || (/^\s*<think/.test(text) ? "" : text);
  const extracted = bare.trim() !== text.trim();
  if (!prompt || !entryPoint || (extracted && row.completion !== undefined)) {
    return { code: bare, extracted };
  }
  if (row.solution === undefined) {
    return { code: /^from __future__/m.test(bare) ? bare : prompt + bare, extracted };
  }
  if (definesName(bare, entryPoint)) return { code: withImports(bare, prompt), extracted };
  return { code: extractCode(bare, { prompt, entryPoint }) || bare, extracted };
}

const definesName = (code: string, name: string) =>
  new RegExp(`\\b(?:def|class)\\s+${name}\\b|^${name}\\s*[:=]`, "m").test(code);

/** Annotations are no part of what is tested: harnesses that record solutions import all of these. */
const typing = "List Dict Tuple Set Optional Any Union Callable Iterable Iterator Generator".split(
  " ",
);

/** A solution with the imports that it uses and does not make: the prompt's, and names of `typing`. */
function withImports(code: string, prompt: string): string {
  if (/^from __future__/m.test(code)) return code;
  const lacks = (name: string) =>
    new RegExp(`(?<![.\\w])${name}\\b`).test(code) &&
    !new RegExp(
      `\\bimport\\b[^\\n]*(?:\\b${name}\\b|\\*)|^(?:def|class)\\s+${name}\\b|^${name}\\s*=`,
      "m",
    )
      .test(code);
  const head: string[] = [];
  for (const [line, names] of prompt.matchAll(/^(?:from\s+[\w.]+\s+)?import\s+(.+)$/gm)) {
    if (
      names.split(",").some((name) => lacks(name.trim().split(/\s+as\s+/).at(-1)!.split(".")[0]))
    ) {
      head.push(line);
    }
  }
  const rest = typing.filter((name) => lacks(name) && !head.join("\n").includes(name));
  if (rest.length) head.push(`from typing import ${rest.join(", ")}`);
  return head.length ? `${head.join("\n")}\n${code}` : code;
}
