import { isPythonBuiltin } from "./pythonBuiltins.ts";
import { type PythonLine, type PythonToken, statementsOf } from "./pythonTokens.ts";

/**
 * The words of a program that are names of its own, each as `$0`, `$1`… by the order in which they first
 * stand there: of its functions and classes, their parameters, and what it assigns; a name inside one
 * function is another than the same one inside the next. Two programs that are the same but for such names
 * are the same. What is imported, a class's members and builtins keep their names, and so does every name
 * that also stands where it is no variable: after a point, as a call's keyword, in a string.
 */
export function localNames(lines: readonly PythonLine[]): Map<PythonToken, string> {
  const blocks = blocksOf(lines).map((block) => block.flatMap(statementsOf).map(placed));
  const kept = new Set([...blocks.flat().flatMap(keptIn), ...membersOf(lines)]);
  const common = new Set(blocks.flatMap(commonIn));
  const names = new Map<string, string>(), own = new Map<PythonToken, string>();
  for (const [i, block] of blocks.entries()) {
    const bound = new Set(block.flatMap(boundIn));
    for (const { token } of block.flat()) {
      const { kind, text } = token, shared = common.has(text);
      if (kind !== "word" || kept.has(text) || !shared && !bound.has(text)) continue;
      const variable = shared ? text : `${i} ${text}`;
      const name = names.get(variable) ?? `$${names.size}`;
      names.set(variable, name);
      own.set(token, name);
    }
  }
  return own;
}

/** A program's statements of the outermost level, each with the block that it opens. */
function blocksOf(lines: readonly PythonLine[]): PythonLine[][] {
  const blocks: PythonLine[][] = [];
  for (const line of lines) {
    if (!line.depth || !blocks.length) blocks.push([]);
    blocks.at(-1)!.push(line);
  }
  return blocks;
}

/** The names that classes bind: methods do not see them, and others know them after a point. */
function membersOf(lines: readonly PythonLine[]): string[] {
  const classes: number[] = []; // how deep the open ones are
  return lines.flatMap(({ depth, tokens }) => {
    while (classes.length && classes.at(-1)! >= depth) classes.pop();
    const [header, ...rest] = statementsOf({ depth, tokens }).map(placed);
    const own = header[0].token.text === "class";
    const member = classes.length && classes.at(-1) === depth - 1;
    if (own) classes.push(depth);
    const named = definedAt(header);
    return [
      ...member ? named ? [header[named].token.text] : boundIn(header) : [],
      ...own || member && !named ? rest.flatMap(boundIn) : [],
    ];
  });
}

/** The names that a block binds for all others: of a definition that of its header, and its globals. */
function commonIn(block: readonly Placed[][]): string[] {
  const named = definedAt(block[0]);
  if (!named) return block.flatMap(boundIn);
  const globals = block.filter(([{ token }]) => token.text === "global").flat();
  return [block[0][named], ...globals].map(({ token }) => token.text);
}

/** Where a definition's header has its name: 0 for what is no header. */
const definedAt = (line: readonly Placed[]): number =>
  line.slice(0, 2).findIndex(({ token }) => /^(?:def|class)$/.test(token.text)) + 1;

interface Placed {
  token: PythonToken;
  /** It follows a point. */
  attribute: boolean;
  /** It names an argument of a call. */
  keyword: boolean;
  /** It is in the parentheses of a function's header, and in no others. */
  parameter: boolean;
}

/** A statement's tokens, and what each is there. */
function placed(tokens: readonly PythonToken[]): Placed[] {
  const header = tokens[0].text === "def" ||
    tokens[0].text === "async" && tokens[1]?.text === "def";
  return tokens.map((token, i) => {
    const { inside } = token;
    const parameter = header && inside?.mark === "(" && !inside.outer;
    const keyword = inside?.mark === "(" && tokens[i + 1]?.text === "=" && !parameter;
    return { token, attribute: tokens[i - 1]?.text === ".", keyword, parameter };
  });
}

const reserved = new Set(
  ("False None True and as assert async await break class continue def del elif else except finally for " +
    "from global if import in is lambda nonlocal not or pass raise return try while with yield")
    .split(" "),
);
const assigns = /^(?:=|(?:\*\*|\/\/|>>|<<|[+\-*\/%&|^@])=)$/;

/** The names that a statement binds. */
function boundIn(line: readonly Placed[]): string[] {
  const isName = ({ token, attribute, keyword }: Placed) =>
    token.kind === "word" && !attribute && !keyword && !reserved.has(token.text) &&
    !/^\p{N}/u.test(token.text);
  /** What stands behind a word up to the next one of these. */
  const behind = (i: number, ends: RegExp) => {
    let end = i + 1;
    while (end < line.length && !ends.test(line[end].token.text)) end++;
    return line.slice(i + 1, end);
  };
  const names = line.flatMap((place, i) => {
    const { text } = place.token, next = line[i + 1]?.token.text, before = line[i - 1]?.token.text;
    if (text === "for") return behind(i, /^(?:in|for)$/);
    if (text === "lambda") {
      return behind(i, /^(?::|lambda)$/).filter((_, j) =>
        /^(?:lambda|,|\*\*?)$/.test(line[i + j].token.text)
      );
    }
    return ["def", "class", "as"].includes(before) || next === ":=" ||
        place.parameter && /^(?:\(|,|\*\*?)$/.test(before)
      ? [place]
      : [];
  });
  return [...names, ...targetsIn(line, isName)].filter(isName).map(({ token }) => token.text);
}

/** a, (b, c) = d = …: what stands on the left, but no call, index or attribute of anything. */
function targetsIn(line: readonly Placed[], isName: (place: Placed) => boolean): Placed[] {
  const last = line.findLastIndex(({ token }) => !token.inside && assigns.test(token.text));
  const left = line.slice(0, Math.max(0, last));
  const annotation = left.findIndex(({ token }) => token.text === ":");
  const targets = annotation < 0 ? left : left.slice(0, annotation);
  const calls = targets.some((place, i) => isName(place) && targets[i + 1]?.token.text === "(");
  return targets.filter(({ token: { inside } }, i) =>
    (!inside || inside.plain && !calls) && !/^[(.[]$/.test(line[i + 1].token.text)
  );
}

const words = /[\p{L}\p{N}\p{M}_]+/gu;

/** The names in a statement that mean something as they are: others know them by these. */
function keptIn(line: readonly Placed[]): string[] {
  const imports = /^(?:import|from)$/.test(line[0].token.text);
  return line.flatMap(({ token: { kind, text }, attribute, keyword }) =>
    kind === "string"
      ? text.match(words) ?? []
      : imports || attribute || keyword || isPythonBuiltin(text)
      ? [text]
      : []
  );
}
