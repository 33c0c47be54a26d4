import { columns, pythonTokens } from "../pythonTokens.ts";
import type { ResearchRow } from "./researchRow.ts";
import { showsFunction } from "./showsFunction.ts";

/**
 * The file around a function, without it and its decorators: what the augmented prompt shows. Undefined
 * where the file is unknown, where the function is not in it as it stands, line by line and whole (then
 * nobody can say what to take out), or where the answer is still there afterwards: a second copy with
 * another name, type hints, docstring, comments, spaces or indentation, or one that is commented out.
 *
 * @example
 * ```ts
 * import { withoutFunction } from "tracelab/tasks";
 * const row = { function: "def f(x):\n    return x", full_code: "import math\n\ndef f(x):\n    return x\n\nE = math.e\n" };
 * withoutFunction(row); // "import math\n\nE = math.e\n"
 * withoutFunction({ ...row, full_code: "def f(x):\n    return x * 2\n" }); // undefined: another function
 * ```
 */
export function withoutFunction(
  row: Pick<ResearchRow, "function"> & Partial<Pick<ResearchRow, "full_code">>,
): string | undefined {
  const code = linesOf(row.function.replace(/^(?:[ \t\f]*\r?\n)+/, "").trimEnd());
  if (!row.full_code || !code[0]) return undefined;
  if (!row.full_code.includes(code[0].trimStart())) return undefined;
  const file = linesOf(row.full_code);
  // A comment behind its last line is not always a part of the function's text.
  const kept = without(file, code, /^$/) ?? without(file, code, /^[ \t]*;?[ \t]*(?:#.*)?$/);
  const rest = kept?.join("\n").replace(/\n{3,}/g, "\n\n").trim();
  return rest === undefined || showsFunction(rest, row.function) ? undefined : `${rest}\n`;
}

/** A file's lines without a function and what decorates it, where it stands as at its first place. */
function without(file: string[], code: string[], behind: RegExp): string[] | undefined {
  const kept: string[] = [];
  let place: number | undefined;
  for (let i = 0; i < file.length; i++) {
    const end = endOfCopy(file, i, code, behind), indent = columns(spaceOf(file[i]));
    if (end === undefined || indent !== (place ??= indent)) {
      kept.push(file[i]);
      continue;
    }
    kept.length -= decorating(kept, indent);
    i = end - 1;
  }
  return place === undefined ? undefined : kept;
}

const linesOf = (text: string) =>
  text.replace(/\r\n?/g, "\n").split("\n").map((line) => line.trimEnd());
const spaceOf = (line: string) => line.match(/^[ \t]*/)![0];

/** Where the copy of a function that begins at a line ends; undefined where there is none, or only its beginning. */
function endOfCopy(
  file: string[],
  from: number,
  code: string[],
  behind: RegExp,
): number | undefined {
  const last = code.length - 1;
  if (last > 0 && !file[from].endsWith(code[0].trimStart())) return undefined;
  // The lines after the first are shifted together: where its text has lost its indentation, otherwise than it.
  let shift: number | undefined;
  for (let i = 0; i <= last; i++) {
    const [own, other] = [code[i], file[from + i]];
    if (other === undefined) return undefined;
    const [mine, theirs] = [own.trimStart(), other.trimStart()];
    const same = i === last
      ? theirs.startsWith(mine) && behind.test(theirs.slice(mine.length))
      : mine === theirs;
    if (!same) return undefined;
    if (!i || !mine) continue;
    const by = columns(spaceOf(other)) - columns(spaceOf(own));
    if (by !== (shift ??= by)) return undefined;
  }
  const indent = columns(spaceOf(file[from]));
  let end = from + last + 1;
  for (let i = end; i < file.length; i++) {
    if (!file[i]) continue;
    if (columns(spaceOf(file[i])) <= indent) break;
    // What goes on deeper is more of the body than the function has; comments go with it.
    if (!file[i].trimStart().startsWith("#")) return undefined;
    end = i + 1;
  }
  return end;
}

/** How many of the last lines decorate what follows at an indentation. */
function decorating(lines: string[], indent: number): number {
  let top = lines.length;
  for (let i = lines.length - 1; i >= 0; i--) {
    const line = lines[i], own = columns(spaceOf(line));
    if (!line) continue;
    if (own < indent || own === indent && !/^[ \t]*[@#)\]}]/.test(line)) break;
    if (own > indent || !line.trimStart().startsWith("@")) continue;
    const firsts = pythonTokens(lines.slice(i, top).join("\n"))
      .filter(({ kind, first }) => first && kind !== "comment");
    if (firsts.length !== 1) break;
    top = i;
  }
  return lines.length - top;
}
