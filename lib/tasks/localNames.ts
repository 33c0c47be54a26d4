import { type PythonLine, type PythonToken, statementsOf } from "./pythonTokens.ts";

/**
 * The words of a program that are names of its own, each as `v0`, `v1`… by the order in which they first
 * stand there: of its functions and classes, their parameters, and what it assigns. Two programs that are
 * the same but for such names are the same. Attributes, keywords of calls, what is imported and what is
 * never bound (builtins) keep their names.
 */
export function localNames(lines: readonly PythonLine[]): Map<PythonToken, string> {
  const statements = lines.flatMap(statementsOf).map(placed);
  const bound = new Set(statements.flatMap(boundIn));
  for (const name of statements.flatMap(importedIn)) bound.delete(name);
  const names = new Map<string, string>(), own = new Map<PythonToken, string>();
  for (const { token, attribute, keyword } of statements.flat()) {
    if (token.kind !== "word" || attribute || keyword || !bound.has(token.text)) continue;
    const name = names.get(token.text) ?? `v${names.size}`;
    names.set(token.text, name);
    own.set(token, name);
  }
  return own;
}

interface Placed {
  token: PythonToken;
  /** The brackets around it, the innermost last. */
  inside: string;
  /** It follows a point. */
  attribute: boolean;
  /** It names an argument of a call. */
  keyword: boolean;
}

/** A statement's tokens, and where each stands. */
function placed(tokens: readonly PythonToken[]): Placed[] {
  let inside = "";
  const header = tokens.slice(0, 2).some(({ text }) => text === "def");
  return tokens.map((token, i) => {
    const { kind, text } = token;
    if (kind === "mark" && ")]}".includes(text)) inside = inside.slice(0, -1);
    const place = {
      token,
      inside,
      attribute: tokens[i - 1]?.text === ".",
      keyword: inside.endsWith("(") && tokens[i + 1]?.text === "=" &&
        !(header && inside.length === 1),
    };
    if (kind === "mark" && "([{".includes(text)) inside += text;
    return place;
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
  const names: Placed[] = [];
  const header = line.slice(0, 2).some(({ token }) => token.text === "def");
  line.forEach((place, i) => {
    const { text } = place.token, next = line[i + 1]?.token.text, before = line[i - 1]?.token.text;
    if (["def", "class", "as"].includes(before) && isName(place)) names.push(place);
    if (header && place.inside === "(" && /^(?:\(|,|\*\*?)$/.test(before)) names.push(place);
    if (next === ":=") names.push(place);
    if (text === "for") {
      for (let j = i + 1; j < line.length && line[j].token.text !== "in"; j++) names.push(line[j]);
    }
    if (text === "lambda") {
      for (let j = i + 1; j < line.length && line[j].token.text !== ":"; j++) {
        if (/^(?:lambda|,|\*\*?)$/.test(line[j - 1].token.text)) names.push(line[j]);
      }
    }
  });
  // a, (b, c) = d = …: what stands on the left, but no call, index or attribute of anything.
  const last = line.findLastIndex(({ token, inside }) => !inside && assigns.test(token.text));
  const left = line.slice(0, Math.max(0, last));
  const annotation = left.findIndex(({ token }) => token.text === ":");
  const targets = annotation < 0 ? left : left.slice(0, annotation);
  const calls = targets.some((place, i) => isName(place) && targets[i + 1]?.token.text === "(");
  names.push(
    ...targets.filter(({ inside }, i) =>
      !/[[{]/.test(inside) && !(calls && inside) && !/^[(.[]$/.test(line[i + 1].token.text)
    ),
  );
  return names.filter(isName).map(({ token }) => token.text);
}

function importedIn(line: readonly Placed[]): string[] {
  return /^(?:import|from)$/.test(line[0].token.text) ? line.map(({ token }) => token.text) : [];
}
