/** Two programs side by side. */
import { type DiffLine, diffLines } from "./diffLines.ts";
import { $display, type Displayable } from "./displayable.ts";
import { escapeHtml } from "./html.ts";
import { visible } from "./visible.ts";

/** Translucent, so that they tint a light and a dark page alike. */
const REMOVED = "rgba(213,94,0,0.18)", ADDED = "rgba(0,114,178,0.18)";
const CELL = "padding:0 0.6em;text-align:left;white-space:pre-wrap;vertical-align:top;" +
  "font-family:monospace;border:0;";

/**
 * A side-by-side comparison: what only the left has is orange and `-`, what only the right has blue
 * and `+`.
 *
 * @example
 * ```ts
 * import { display, show } from "tracelab";
 * await display(show.codeDiff("x = 1\n", "x = 2\n", { names: ["round 1", "round 2"] }));
 * ```
 */
export function codeDiff(
  before: string,
  after: string,
  { names = ["before", "after"] }: { names?: [string, string] } = {},
): Displayable {
  const lines = diffLines(before, after);
  const text = lines.map(({ left, right, text }) =>
    `${left === undefined ? "+" : right === undefined ? "-" : " "} ${visible(text)}`
  );
  return {
    [$display]: () => ({
      "text/html": toHtml(paired(lines), names),
      "text/plain": [`--- ${visible(names[0])}`, `+++ ${visible(names[1])}`, ...text].join("\n"),
    }),
  };
}

type Pair = [DiffLine | undefined, DiffLine | undefined];

/** Removed and added lines of one change stand beside each other. */
function paired(lines: DiffLine[]): Pair[] {
  const pairs: Pair[] = [];
  let removed: DiffLine[] = [], added: DiffLine[] = [];
  const flush = () => {
    for (let i = 0; i < Math.max(removed.length, added.length); i++) {
      pairs.push([removed[i], added[i]]);
    }
    [removed, added] = [[], []];
  };
  for (const line of lines) {
    if (line.left === undefined) added.push(line);
    else if (line.right === undefined) removed.push(line);
    else {
      flush();
      pairs.push([line, line]);
    }
  }
  flush();
  return pairs;
}

function toHtml(pairs: Pair[], names: [string, string]): string {
  const side = (line: DiffLine | undefined, number: "left" | "right", color: string) => {
    if (!line) return `<td style="${CELL}"></td><td style="${CELL}width:50%"></td>`;
    const changed = line.left === undefined || line.right === undefined;
    const tint = changed ? `background:${color};` : "";
    const sign = !changed ? " " : number === "left" ? "-" : "+";
    return `<td style="${CELL}text-align:right;opacity:0.6">${line[number]}</td>` +
      `<td style="${CELL}width:50%;${tint}">${sign} ${escapeHtml(line.text)}</td>`;
  };
  const rows = pairs.map(([left, right]) =>
    `<tr style="background:none">${side(left, "left", REMOVED)}${side(right, "right", ADDED)}</tr>`
  );
  const heads = names.map((name) =>
    `<th colspan="2" style="text-align:left">${escapeHtml(name)}</th>`
  );
  return `<table style="width:100%;table-layout:auto;border-collapse:collapse">` +
    `<thead><tr>${heads.join("")}</tr></thead>\n<tbody>\n${rows.join("\n")}\n</tbody></table>`;
}
