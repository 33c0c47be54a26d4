/** A program as it ran: each line with how often it was hit and which values it left. */
import type { Trace, Verdict } from "../sandbox/mod.ts";
import { $display, type Displayable } from "./displayable.ts";
import { escapeHtml } from "./html.ts";
import { pythonLines } from "./pythonLines.ts";
import { traceStepper } from "./traceStepper.ts";
import { visible } from "./visible.ts";

const FAILING = "rgba(213,94,0,0.2)";
const CELL = "padding:0 0.6em;text-align:left;vertical-align:top;white-space:pre-wrap;" +
  "font-family:monospace;border:0;";
/** As text, what a line left stands beside it; behind it where it is longer. */
const WIDEST = 100;

interface Line {
  number: number;
  source: string;
  hits?: number;
  values: string;
  failing: boolean;
}

/** A program and what came of it. */
export interface Traced {
  code: string;
  verdict: Pick<Verdict, "trace" | "error" | "status">;
}

/**
 * Shows a traced verdict: source lines, hits, the values that lines gave to variables, the failing
 * line marked with its error. Where scripts run it is stepped through instead, with buttons or ← and →:
 * the line, the names' values and which of them are new, the calls around it; ✗ goes to where the error
 * arose.
 *
 * @param options.beside Another program's, shown beside it (on a narrow page below it).
 * @param options.names What stands above the two. @default {neither}
 *
 * @example
 * ```ts
 * import { display, sandbox, show } from "tracelab";
 * await using python = await sandbox({ lanes: 1 });
 * const code = "def half(n):\n    rest = n % 2\n    return n // rest\n";
 * const test = { kind: "asserts", asserts: ["assert half(4) == 2"], setup: "" } as const;
 * const verdict = await python.run({ code, entryPoint: "half", test: { ...test, asserts: [...test.asserts] }, trace: true });
 * await display(show.traceView(code, verdict));
 * ```
 */
export function traceView(
  code: string,
  verdict: Traced["verdict"],
  { beside, names = ["", ""] }: { beside?: Traced; names?: [string, string] } = {},
): Displayable {
  const sides = [{ code, verdict }, ...(beside ? [beside] : [])].map((side, i) => {
    const { lines, notes } = read(side), { trace, error } = side.verdict;
    const table = toHtml(lines), said = `\n<div>${escapeHtml(notes)}</div>`;
    const html = (trace ? traceStepper(table, side.code, trace, error) : table) + said;
    return { name: names[i], html, text: toText(lines, notes) };
  });
  const [only] = sides;
  if (!beside && !only.name) {
    return { [$display]: () => ({ "text/html": only.html, "text/plain": only.text }) };
  }
  const html = sides.map(({ name, html }) =>
    `<div style="flex:1 1 20rem;min-width:0"><b>${escapeHtml(name)}</b>\n${html}</div>`
  );
  return {
    [$display]: () => ({
      "text/html": `<div style="display:flex;flex-wrap:wrap;gap:1rem;overflow-x:auto">${
        html.join("\n")
      }</div>`,
      "text/plain": sides.map(({ name, text }) => `--- ${visible(name)}\n${text}`).join("\n\n"),
    }),
  };
}

/** The lines as they ran, and what is said below them. */
function read({ code, verdict: { trace, error, status } }: Traced) {
  const values = trace ? valuesByLine(trace) : new Map<number, string>();
  const lines = pythonLines(code).map((source, i): Line => ({
    number: i + 1,
    source,
    hits: trace?.lines[i + 1],
    values: values.get(i + 1) ?? "",
    failing: error?.line === i + 1,
  }));
  const end = error ? [error.type, error.message].filter(Boolean).join(": ") : status;
  const notes = [
    end,
    trace?.dropped ? `${trace.dropped} of ${trace.total} events were not kept` : "",
  ].filter(Boolean).join(" · ");
  return { lines, notes };
}

/**
 * The values that each line left, as `name = first, second … last`. An event says what changed
 * since its frame's last event, so a change belongs to the line of that last event. An old trace does
 * not say which frame: there it is that of its depth.
 */
function valuesByLine({ events, values }: Trace): Map<number, string> {
  const found = new Map<number, Map<string, string[]>>();
  const ran = new Map<number, number>(); // by frame, the line that ran last
  for (const { kind, function: name, line, depth, frame = depth, changed, value } of events) {
    if (kind === "call") ran.delete(frame);
    const from = ran.get(frame) ?? line;
    const add = (name: string, index: number) => {
      const names = found.get(from) ?? new Map<string, string[]>();
      const list = names.get(name) ?? [];
      list.push(values[index]);
      found.set(from, names.set(name, list));
    };
    for (const [name, index] of Object.entries(changed ?? {})) add(name, index);
    // A module's own return says nothing.
    if (kind === "return" && value !== undefined && name !== "<module>") add("return", value);
    ran.set(frame, line);
  }
  return new Map(
    [...found].map(([line, names]) => [
      line,
      [...names].map(([name, list]) => `${name} = ${shortened(list)}`).join("; "),
    ]),
  );
}

function shortened(values: string[]): string {
  const cut = (text: string) => text.length > 40 ? text.slice(0, 39) + "…" : text;
  if (values.length <= 3) return values.map(cut).join(", ");
  return `${values.slice(0, 2).map(cut).join(", ")} … ${cut(values.at(-1)!)}`;
}

function toHtml(lines: Line[]): string {
  const rows = lines.map(({ number, source, hits, values, failing }) => {
    const tint = failing ? `background:${FAILING}` : "background:none";
    const faint = hits === undefined ? "opacity:0.55;" : "";
    return `<tr style="${tint}"><td style="${CELL}text-align:right;opacity:0.6">${number}</td>` +
      `<td style="${CELL}text-align:right">${hits === undefined ? "" : `${hits}×`}</td>` +
      `<td style="${CELL}${faint}">${failing ? "▶ " : ""}${escapeHtml(source)}</td>` +
      `<td style="${CELL}opacity:0.8">${escapeHtml(values)}</td></tr>`;
  });
  const heads = ["line", "hits", "source", "values"].map((name, i) =>
    `<th style="text-align:${i < 2 ? "right" : "left"}">${name}</th>`
  );
  return `<table style="border-collapse:collapse"><thead><tr>${heads.join("")}</tr></thead>\n` +
    `<tbody>\n${rows.join("\n")}\n</tbody></table>`;
}

function toText(lines: Line[], notes: string): string {
  const shown = lines.map((line) => ({
    ...line,
    source: visible(line.source),
    values: visible(line.values).replaceAll("\n", "␊"),
  }));
  const longest = shown.reduce((most, { source }) => Math.max(most, source.length), 0);
  const width = Math.min(longest, WIDEST);
  const rows = shown.map(({ number, source, hits, values, failing }) =>
    [
      failing ? ">" : " ",
      String(number).padStart(4),
      (hits === undefined ? "" : `${hits}×`).padStart(6),
      source.padEnd(width),
      values,
    ].join(" ").trimEnd()
  );
  return [...rows, visible(notes)].join("\n");
}
