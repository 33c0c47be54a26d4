/**
 * The parameters of a notebook, in the way of papermill.
 *
 * A code cell tagged `parameters` declares each with its default on a line of its own:
 * `let limit: number | undefined = 20; // tasks`. Given values are put in a cell after it, as
 * assignments. A Markdown cell tagged `presets` may hold a table: first column the parameter,
 * then one column a preset; a cell of the table is a JSON value in backquotes, or empty for the
 * default.
 */
import { type CodeCell, hasTag, joined, type Notebook, splitLines } from "./nbformat.ts";

export type ParameterValue = string | number | boolean | (string | number)[] | undefined;
export type Parameters = Record<string, ParameterValue>;

export interface Parameter {
  name: string;
  default: ParameterValue;
  /** As `let` declares it, or inferred from the default, for instance `number | undefined`. */
  type: string;
  /** The line's comment. */
  about: string;
}

/** `let name: type = …`; a literal in the type may hold any character. */
const declaration =
  /^let (?<name>[\p{ID_Start}$_][\p{ID_Continue}$]*)(?:: (?<declared>(?:"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'|[^="'])+?))? = (?<rest>.+;.*)$/u;

/** A value and its comment: the first semicolon after which nothing or a comment is left of JSON. */
function valueOf(rest: string): { json: string; about: string } {
  let first: { json: string; about: string } | undefined;
  for (const { index } of rest.matchAll(/;(?=\s*(?:\/\/.*)?$)/g)) {
    const about = rest.slice(index + 1).replace(/^\s*(?:\/\/ ?)?/, "");
    const found = { json: rest.slice(0, index), about };
    if (found.json === "undefined" || isJson(found.json)) return found;
    first ??= found;
  }
  return first ?? { json: rest, about: "" };
}

/**
 * The declared parameters, in their order; empty when no cell has the tag.
 *
 * @example
 * ```ts
 * import { parametersOf, readNotebook } from "tracelab/notebook";
 * parametersOf(await readNotebook("notebooks/BaseCode.ipynb"))[0].name; // "modelUri"
 * ```
 */
export function parametersOf(notebook: Notebook): Parameter[] {
  const cell = notebook.cells.find((cell) => hasTag(cell, "parameters"));
  if (!cell) return [];
  const lines = joined(cell.source).split(/\r?\n/).filter((line) =>
    /^(let|const|var)\b/.test(line)
  );
  return lines.map((line) => {
    const parts = line.match(declaration)?.groups;
    if (!parts) throw new Error(`not a parameter: ${line} (want: let name = JSON value; // about)`);
    const { name, declared, rest } = parts;
    const { json, about } = valueOf(rest);
    const value = json === "undefined" ? undefined : parseJson(json, name);
    const type = declared ?? typeOf(value);
    if (!fits(value, type)) throw new Error(`${name}: default ${json} is not ${type}`);
    return { name, default: value, type, about };
  });
}

/**
 * The presets' values by preset; every table column becomes one.
 *
 * @example
 * ```ts
 * import { presetsOf, readNotebook } from "tracelab/notebook";
 * presetsOf(await readNotebook("notebooks/BaseCode.ipynb")).full; // { limit: 400, samples: 5, … }
 * ```
 */
export function presetsOf(notebook: Notebook): Record<string, Parameters> {
  const cell = notebook.cells.find((cell) => hasTag(cell, "presets"));
  if (!cell) return {};
  const rows = joined(cell.source).split("\n").filter((line) => line.startsWith("|"))
    .map((line) => line.replace(/^\||(?<!\\)\|\s*$/g, "").split(/(?<!\\)\|/))
    .map((cells) => cells.map((text) => text.trim().replaceAll("\\|", "|")));
  const [[, ...names], , ...body] = rows;
  const presets = names.map((name) => [name, {} as Parameters] as const);
  for (const [parameter, ...texts] of body) {
    const key = parameter.replaceAll("`", "");
    texts.forEach((text, i) => {
      const json = text.match(/^`(.*)`$/)?.[1];
      if (json === "undefined") presets[i][1][key] = undefined;
      else if (json !== undefined) presets[i][1][key] = parseJson(json, key);
      else if (text) {
        throw new Error(`presets: ${text} (want a JSON value in backquotes, or nothing)`);
      }
    });
  }
  return Object.fromEntries(presets);
}

/** What parameters of the notebooks were called before they had one name in all. */
const renamed: Record<string, string> = {
  tasksName: "taskSet",
  tasks: "limit",
  coderUri: "modelUri",
  studentUri: "modelUri",
  plannerUri: "helperUri",
  teacherUri: "helperUri",
};

/**
 * Checks values against the declarations: a preset's first, then the given texts or values over it.
 *
 * A text is read by its parameter's type, so `tasks=humaneval` and `limit=20` need no quotes.
 * @throws on an unknown preset or name (with the known ones) and on a value of another type
 *
 * @example
 * ```ts
 * import { chosenParameters, readNotebook } from "tracelab/notebook";
 * const notebook = await readNotebook("notebooks/BaseCode.ipynb");
 * chosenParameters(notebook, { preset: "full", values: { limit: "5" } }).limit; // 5
 * ```
 */
export function chosenParameters(
  notebook: Notebook,
  { preset, values = {} }: { preset?: string; values?: Record<string, unknown> },
): Parameters {
  const declared = parametersOf(notebook);
  const known = new Map(declared.map((parameter) => [parameter.name, parameter]));
  const presets: Record<string, Parameters> = { quick: {}, ...presetsOf(notebook) }; // the defaults need no table
  if (preset !== undefined && !Object.hasOwn(presets, preset)) {
    throw new Error(
      `unknown preset: ${preset} (known: ${Object.keys(presets).join(", ")})`,
    );
  }
  const chosen: Parameters = {};
  for (const [name, given] of Object.entries({ ...presets[preset ?? ""], ...values })) {
    const parameter = known.get(name);
    if (!parameter) {
      const now = renamed[name], hint = known.has(now) ? `did you mean ${now}? ` : "";
      throw new Error(
        `unknown parameter: ${name} (${hint}known: ${[...known.keys()].join(", ") || "none"})`,
      );
    }
    const value = typeof given === "string" ? fromText(given, parameter.type) : given;
    if (!fits(value, parameter.type)) {
      throw new Error(`${name} = ${JSON.stringify(given)} is not ${parameter.type}`);
    }
    chosen[name] = value as ParameterValue;
  }
  return chosen;
}

/**
 * Puts values in a cell after the parameters cell; an earlier such cell is replaced.
 *
 * @example
 * ```ts
 * import { injectParameters, readNotebook } from "tracelab/notebook";
 * const notebook = await readNotebook("notebooks/BaseCode.ipynb");
 * injectParameters(notebook, { limit: 5 }).cells.length - notebook.cells.length; // 1
 * ```
 */
export function injectParameters(notebook: Notebook, values: Parameters): Notebook {
  const cells = notebook.cells.filter((cell) => !hasTag(cell, "injected-parameters"));
  const lines = Object.entries(values).map(([name, value]) =>
    `${name} = ${JSON.stringify(value)};`
  );
  if (lines.length > 0) {
    const at = cells.findIndex((cell) => hasTag(cell, "parameters"));
    const injected: CodeCell = {
      cell_type: "code",
      id: "injected-parameters",
      metadata: { tags: ["injected-parameters"] },
      source: splitLines(lines.join("\n")),
      outputs: [],
      execution_count: null,
    };
    cells.splice(at + 1, 0, injected);
  }
  return { ...notebook, cells };
}

function parseJson(json: string, name: string): ParameterValue {
  try {
    return JSON.parse(json);
  } catch {
    throw new Error(`${name}: not a JSON value: ${json}`);
  }
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

function typeOf(value: ParameterValue): string {
  if (Array.isArray(value)) return `${typeof value[0]}[]`;
  return typeof value;
}

/** Reads a command line's text: as it is where a string is wanted, else as JSON. */
function fromText(text: string, type: string): unknown {
  if (text === "undefined" && /\bundefined\b/.test(type)) return undefined;
  if (/^string\b(?!\[)/.test(type) || fits(text, type)) return text;
  try {
    return JSON.parse(text);
  } catch {
    return type === "string[]" ? text.split(",") : text;
  }
}

/** Whether a value is of a type written as alternatives of `string`, `number[]`, `"literal"`… */
function fits(value: unknown, type: string): boolean {
  return alternatives(type).some((name) => {
    if (name.startsWith("(") && name.endsWith(")")) return fits(value, name.slice(1, -1));
    if (name.endsWith("[]")) {
      return Array.isArray(value) && value.every((item) => fits(item, name.slice(0, -2)));
    }
    if (name === "number") return typeof value === "number" && Number.isFinite(value);
    return name === typeof value || literal(name) === JSON.stringify(value);
  });
}

/** The parts of a type between its bars, those in quotes and parentheses left alone. */
const alternatives = (type: string): string[] =>
  (type.match(/(?:"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'|\([^()]*\)|[^|"'()])+/g) ?? [])
    .map((part) => part.trim()).filter(Boolean);

/** A literal of a type as JSON writes it: TypeScript has single quotes, too. */
const literal = (name: string) =>
  /^'.*'$/.test(name) ? JSON.stringify(name.slice(1, -1).replaceAll("\\'", "'")) : name;
