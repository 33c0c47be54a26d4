/**
 * A text read as Python, one top-level statement after another: which lines it takes, whether they
 * parse, which names they bind and use.
 *
 * The grammar is Lezer's (`@lezer/python`: 0.8 MB with its runtime, plain JavaScript, loaded in some
 * 40 ms, synchronous on Deno and Node). It accepts a little more than Python does and refuses a few
 * rare forms, so a statement that does not parse is still code where it looks like it.
 */
import { parser } from "@lezer/python";
import { looksLikeCode, scannedLines } from "../../base/mod.ts";
import { lezerForms } from "./lezerForms.ts";
import { wellIndented } from "./wellIndented.ts";

type SyntaxNode = ReturnType<typeof parser.parse>["topNode"];

export interface PythonUnit {
  /** Its lines, with blank lines and comments before it. */
  text: string;
  /** The first line and the one after the last. */
  from: number;
  to: number;
  /** Whether it parses; a comment does. */
  clean: boolean;
  kind: "definition" | "import" | "assignment" | "compound" | "expression" | "comment" | "other";
  /** Names that it binds in its module. */
  binds: string[];
  /** Names that it uses and does not bind inside of itself. */
  uses: Set<string>;
  /** A function or class without a body of its own: `...`, `pass`, a docstring. */
  stub: boolean;
}

const joins = /^(?:else|elif|except|finally)\b/;

/** Readings of a reply share what they read; the oldest go. */
class Recent<T> extends Map<string, T> {
  constructor(private readonly most: number) {
    super();
  }
  of(text: string, read: (text: string) => T): T {
    let value = this.get(text);
    if (value === undefined) {
      value = read(text);
      if (this.size >= this.most) this.delete(this.keys().next().value!);
      this.set(text, value);
    }
    return value;
  }
}

const texts = new Recent<PythonUnit[]>(16),
  statements = new Recent<Omit<PythonUnit, "from" | "to">>(256);

/** The top-level statements of a text; what is no Python is a unit a line that is not clean. */
export function pythonUnits(text: string): readonly PythonUnit[] {
  return texts.of(text, () => unitsOf(text.split("\n")));
}

/** Whether a text parses as Python. */
export function parses(text: string): boolean {
  return pythonUnits(text).every(({ clean }) => clean);
}

function unitsOf(lines: string[]): PythonUnit[] {
  const units: PythonUnit[] = [];
  const inner = goingOn(lines);
  // A model that goes on and on opens a bracket a line: how much may be read in vain, in characters.
  let left = 20_000 + 4 * lines.reduce((length, line) => length + line.length + 1, 0);
  for (let from = 0; from < lines.length;) {
    let to = endOf(lines, from, left > 0 || startsCode(lines[from]) ? Infinity : 50, inner);
    let unit = unitOf(lines, from, to);
    if (!unit.clean && to > from + 1 && !startsCode(lines[from])) {
      // Prose with an open bracket or quote must not take in the code after it.
      left -= unit.text.length;
      to = from + 1;
      unit = unitOf(lines, from, to);
    }
    units.push(unit);
    from = to;
  }
  return units;
}

const startsCode = (line: string) =>
  /^(?:@|async |def |class |if |for |while |with |try:|match |return\b|yield\b|raise\b|assert )/
    .test(line) && looksLikeCode(line);

/** The line after a top-level statement, with the indented and blank lines that follow it; `most` lines. */
function endOf(lines: string[], from: number, most: number, inner: readonly boolean[]): number {
  // Comments and decorators belong to what follows.
  let start = from;
  while (start < lines.length - 1 && /^\s*$/.test(lines[start])) start++;
  let decorated = /^@/.test(lines[start]);
  let i = start;
  for (const { text, column, inside } of scannedLines(lines, start)) {
    if (i - start > most) return i;
    if (i++ === start || inside || column !== 0) continue;
    if (decorated) decorated = /^[@#]/.test(text);
    // A comment at the margin may stand inside a statement that goes on after it.
    else if (!joins.test(text) && !(text[0] === "#" && inner[i])) return i - 1;
  }
  return lines.length;
}

/** For each line whether it, or the first after blank lines and comments at the margin, goes on with what stands above. */
function goingOn(lines: readonly string[]): boolean[] {
  const found: boolean[] = new Array(lines.length + 1).fill(false);
  for (let i = lines.length - 1; i >= 0; i--) {
    found[i] = /^(?:\s*$|#)/.test(lines[i])
      ? found[i + 1]
      : /^\s/.test(lines[i]) || joins.test(lines[i]);
  }
  return found;
}

function unitOf(lines: string[], from: number, to: number): PythonUnit {
  return { ...statements.of(lines.slice(from, to).join("\n"), statement), from, to };
}

/** The tree of a text, of one that Lezer does not know in forms that it does. */
function parsed(text: string): { topNode: SyntaxNode; clean: boolean } {
  const { topNode } = parser.parse(text);
  if (!hasError(topNode)) return { topNode, clean: true };
  const source = lezerForms(text);
  const known = source === text ? topNode : parser.parse(source).topNode;
  const clean = source !== text && !hasError(known);
  return { topNode: clean ? known : topNode, clean };
}

function hasError(node: SyntaxNode): boolean {
  let found = false;
  node.cursor().iterate(({ type }) => {
    if (type.isError) found = true;
    return !found;
  });
  return found;
}

function statement(text: string): Omit<PythonUnit, "from" | "to"> {
  const unit: Omit<PythonUnit, "from" | "to"> = {
    text,
    clean: true,
    kind: "comment",
    binds: [],
    uses: new Set(),
    stub: false,
  };
  if (!/^[ \t]*[^\s#]/m.test(text)) return unit;
  const { topNode, clean } = parsed(text);
  const own = new Set<string>();
  const names: string[] = [];
  topNode.cursor().iterate((node) => {
    if (node.name === "VariableName") names.push(text.slice(node.from, node.to));
    if (node.name === "ParamList") {
      for (const name of children(node.node)) {
        if (name.name === "VariableName") own.add(text.slice(name.from, name.to));
      }
    }
    if (node.name.endsWith("ComprehensionExpression")) {
      const parts = children(node.node);
      for (const [i, { name }] of parts.entries()) {
        const end = name === "for" ? parts.findIndex((part, j) => j > i && part.name === "in") : i;
        for (const part of parts.slice(i, end)) {
          for (const bound of targets(part, text)) own.add(bound);
        }
      }
    }
    if (node.name === "FunctionDefinition" || node.name === "LambdaExpression") {
      for (const name of boundIn(node.node, text)) own.add(name);
    }
  });
  // Lezer takes signs of any script for letters.
  const named = names.every((name) => !/[^\p{ASCII}\p{L}\p{M}\p{N}\p{Pc}·]/u.test(name));
  const parts = children(topNode).filter(({ name }) => name !== "Comment");
  const [first] = parts;
  // Outside of a function a `return` is an error of syntax.
  unit.clean = clean && named && parts.length > 0 && first.name !== "ReturnStatement" &&
    wellIndented(text);
  unit.kind = kindOf(first);
  unit.binds = parts.flatMap((node) => bindings(node, text));
  for (const name of names) if (!own.has(name)) unit.uses.add(name);
  unit.stub = first !== undefined && isStub(first, text);
  return unit;
}

function children(node: SyntaxNode): SyntaxNode[] {
  const found: SyntaxNode[] = [];
  for (let child = node.firstChild; child; child = child.nextSibling) found.push(child);
  return found;
}

function kindOf(node: SyntaxNode | undefined): PythonUnit["kind"] {
  switch (node?.name) {
    case "FunctionDefinition":
    case "ClassDefinition":
    case "DecoratedStatement":
      return "definition";
    case "ImportStatement":
      return "import";
    case "AssignStatement":
    case "TypeDefinition":
      return "assignment";
    case "IfStatement":
    case "TryStatement":
    case "WithStatement":
    case "ForStatement":
    case "WhileStatement":
    case "MatchStatement":
      return "compound";
    case "ExpressionStatement":
      return "expression";
    default:
      return "other";
  }
}

/** The names that a statement binds in the scope that it stands in. */
function bindings(node: SyntaxNode, source: string): string[] {
  const text = (at: SyntaxNode) => source.slice(at.from, at.to);
  switch (node.name) {
    case "DecoratedStatement":
      return children(node).flatMap((child) => bindings(child, source));
    case "FunctionDefinition":
    case "ClassDefinition": {
      const name = node.getChild("VariableName");
      return name ? [text(name)] : [];
    }
    case "ImportStatement":
      return importedNames(text(node));
    case "AssignStatement":
    case "ForStatement": {
      const parts = children(node);
      const end = node.name === "ForStatement"
        ? parts.findIndex(({ name }) => name === "in")
        : parts.findLastIndex(({ name }) => name === "AssignOp");
      // An annotation alone binds nothing.
      const bound = parts.slice(0, Math.max(0, end)).flatMap((part) => targets(part, source));
      const body = node.getChild("Body");
      return body
        ? [...bound, ...children(body).flatMap((child) => bindings(child, source))]
        : bound;
    }
    case "IfStatement":
    case "TryStatement":
    case "WithStatement":
    case "WhileStatement":
    case "MatchStatement":
      return [
        ...children(node).filter((child, i, all) =>
          child.name === "VariableName" && all[i - 1]?.name === "as"
        ).map(text),
        ...children(node).filter(({ name }) => name === "Body").flatMap((body) =>
          children(body).flatMap((child) => bindings(child, source))
        ),
      ];
    default:
      return [];
  }
}

function targets(node: SyntaxNode, source: string): string[] {
  if (node.name === "VariableName") return [source.slice(node.from, node.to)];
  if (/^(?:Tuple|Array|Parenthesized)Expression$/.test(node.name)) {
    return children(node).flatMap((child) => targets(child, source));
  }
  return [];
}

/** What a function's own statements bind, at any depth. */
function boundIn(node: SyntaxNode, source: string): string[] {
  const body = node.getChild("Body");
  return body ? children(body).flatMap((child) => bindings(child, source)) : [];
}

function importedNames(text: string): string[] {
  const names = text.replace(/#[^\n]*/g, "").replace(/^from\b[^]*?\bimport\b|^import\b/, "");
  return names.replace(/[()\\\n]/g, " ").split(",").map((part) => {
    const [name, as] = part.trim().split(/\s+as\s+/);
    return (as ?? name).trim().split(".")[0];
  }).filter(Boolean);
}

/** Nothing but `...`, `pass`, a docstring, `raise NotImplementedError`. */
function isStub(node: SyntaxNode, source: string): boolean {
  if (node.name === "DecoratedStatement") {
    return children(node).some((child) => /Definition$/.test(child.name) && isStub(child, source));
  }
  if (!/^(?:Function|Class)Definition$/.test(node.name)) return false;
  const body = node.getChild("Body");
  const statements = body
    ? children(body).filter(({ name, type }) =>
      ![":", "Comment", ";"].includes(name) && !type.isError
    )
    : [];
  if (
    node.name === "ClassDefinition" && statements.some(({ name }) => name === "FunctionDefinition")
  ) {
    return statements.filter(({ name }) => name === "FunctionDefinition").every((child) =>
      isStub(child, source)
    );
  }
  return statements.every((statement) => {
    const text = source.slice(statement.from, statement.to);
    return statement.name === "PassStatement" ||
      /^(?:\.\.\.|raise NotImplementedError\b.*)$/.test(text) ||
      (statement.name === "ExpressionStatement" && /^[rbu]?(["'])[^]*\1$/i.test(text));
  });
}
