/**
 * A light reading of Python text by lines: enough to tell a statement from the inside of a string or a
 * bracket. It is not a parser and accepts any text.
 */
export interface PythonLine {
  text: string;
  /** Column of the first character, a tab counted as one; -1 for a blank line. */
  column: number;
  /** Continues a string, a bracket or a backslash of an earlier line. */
  inside: boolean;
  /** Stands in a triple-quoted string. */
  quoted: boolean;
}

const code = /\\.|"""|'''|#.*|"(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*'|[()[\]{}]/g;
const string = /\\.|"""|'''/g;

let last: { text: string; lines: readonly PythonLine[] } = { text: "", lines: linesOf("") };

/** The lines of a text; several readings of one text in a row share them. */
export function pythonLines(text: string): readonly PythonLine[] {
  if (text !== last.text) last = { text, lines: linesOf(text) };
  return last.lines;
}

function linesOf(text: string): PythonLine[] {
  return [...scannedLines(text.split("\n"))];
}

/** The lines from one on, read as if the text began there; the reading goes as far as it is asked to. */
export function* scannedLines(lines: readonly string[], from = 0): Generator<PythonLine> {
  let quote: string | undefined, depth = 0, continued = false;
  for (let i = from; i < lines.length; i++) {
    const line = lines[i];
    const inside = quote !== undefined || depth > 0 || continued;
    const quoted = quote !== undefined;
    for (let at = 0; at < line.length;) {
      const pattern: RegExp = quote ? string : code;
      pattern.lastIndex = at;
      const match = pattern.exec(line);
      if (!match) break;
      const [found] = match;
      at = match.index + found.length;
      if (quote) {
        if (found === quote) quote = undefined;
      } else if (found === '"""' || found === "'''") quote = found;
      else if ("([{".includes(found)) depth++;
      else if (")]}".includes(found)) depth = Math.max(0, depth - 1);
    }
    continued = quote === undefined && line.endsWith("\\");
    yield { text: line, column: line.search(/\S/), inside, quoted };
  }
}

const keyword =
  /^(?:import|from|def|class|return|if|elif|else|for|while|try|except|finally|with|raise|pass|yield|assert|del|global|nonlocal|break|continue|async|await|lambda|not|match|case)\b/;

/** Names may have letters of any script. */
const target = String.raw`[*]?[\p{L}_][\p{L}\p{M}\p{N}_.]*(?:\[.*?\])?`;
const assignment = new RegExp(
  `^${target}(?:\\s*,\\s*${target})*\\s*,?\\s*[-+*/%|&^@<>]{0,3}=`,
  "u",
);

/**
 * Whether a line could begin a Python statement. Prose may pass (`for example, …`), code never fails.
 */
export function looksLikeCode(line: string): boolean {
  const text = line.trim().replace(/\s#.*$/, "");
  if (assignment.test(text.replace(/[()]/g, ""))) return true;
  if (/^(?:#|@\w|"""|'''|[rbuf]?["'([{]|-?\d)/i.test(text)) return true;
  if (keyword.test(text)) return !isSentence(text);
  // A call, an attribute or an index of such a name.
  if (
    /^[\p{L}_][\p{L}\p{M}\p{N}_]*(?:\.[\p{L}_]|\(|\[)\S/u.test(text) && /\P{ASCII}/u.test(text)
  ) return true;
  // An assignment or an expression: a name, then something that prose does not put there.
  return /^[*]?[A-Za-z_]\w*(?:\.\w+|\[.*?\]|\(.*?\))*\s*(?:$|[-+*/%|&^@<>]{0,3}=|[:,(\[.]\S|:\s*\w+\s*=|,\s*\w+\s*=|[-+*/%<>|&]\s*[\w("'[])/
    .test(text) && !isSentence(text);
}

/** A line of words: three in a row, and neither a bracket nor an operator nor a colon at its end. */
function isSentence(text: string): boolean {
  if (/[:([{,\\]$/.test(text) && keyword.test(text) && !/^[A-Z]/.test(text)) {
    return false;
  }
  const bare = text.replace(/(["'`])(?:\\.|(?!\1).)*\1/g, "");
  if (/^(?:import|from)\b/.test(text)) {
    return !/^(?:import\s+[\w.]+|from\s+[.\w]+\s+import\b)/.test(text);
  }
  if (/^(?:return|raise|yield|assert|del|pass|break|continue|not|await|lambda)\b/.test(text)) {
    return /\b[a-z]+ [a-z]+ [a-z]+\b/i.test(
      bare.replace(
        /\b(?:if|else|for|in|not|is|and|or|lambda|return|raise|yield|from|assert|await|None|True|False)\b/g,
        "=",
      ),
    );
  }
  return /(?:^|\s)[A-Za-z']+,? [A-Za-z']+,? [A-Za-z']+(?:[\s,.!?]|$)/.test(
    bare.replace(/\b(?:if|else|for|in|not|is|and|or|lambda|with|as)\b/g, "="),
  ) && !/[()[\]=]/.test(bare);
}
