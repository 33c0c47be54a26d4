/**
 * A trace's table that becomes the viewer's stepper where scripts run. It stands in a shadow tree of its
 * own, so that neither a notebook's style nor its keys reach it, and takes ink and page from around it.
 */
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import type { Trace, Verdict } from "../sandbox/mod.ts";
import { inScript } from "./inScript.ts";
import { pythonLines } from "./pythonLines.ts";
import { visible } from "./visible.ts";

/** A longer one is not put into a notebook; the table stays. */
const SHOWN_BYTES = 400_000;

const file = (name: string) =>
  readFileSync(new URL(`viewer/page/${name}`, import.meta.url), "utf8");

/** The page's parts that a stepper is made of; a notebook's output has no highlighter. */
function script(data: string, id: string): string {
  const own = ["dom", "stepper"].map((name) =>
    file(`${name}.js`).replace(/^import [^;]*;\n/gm, "").replace(/^export /gm, "")
  );
  const style = `:host { --page: transparent; --ink: currentColor; --soft: currentColor;
  --line: rgba(127,127,127,0.45); --tint: rgba(127,127,127,0.08); --accent: #2f81f7;
  --failed: #d55e00; --timeout: #56b4e9; --keyword: #d55e00; display: block; }
${file("stepper.css")}`;
  const lines = [
    `(() => { "use strict";`,
    `const hljs = { highlight: (text) => ({ value: text.replace(/&/g, "&amp;").replace(/</g, "&lt;") }) };`,
    ...own,
    // Parsed, not evaluated: as a literal a name `__proto__` would be no name.
    `const { code, trace, error } = JSON.parse(${inScript(JSON.stringify(data))});`,
    `const style = ${JSON.stringify(style)};`,
    `for (const place of document.querySelectorAll('[data-trace="${id}"]')) {`,
    `  if (place.shadowRoot) continue;`,
    `  place.attachShadow({ mode: "open" }).append(h("style", {}, style), stepper(code, trace, error));`,
    `}`,
    `})();`,
  ];
  return lines.join("\n");
}

/**
 * @param table Stays where scripts are off, as on a page that shows a notebook and does not trust it.
 * @param error The verdict's; its step is the failing one.
 * @returns HTML: the table, and a script that puts the stepper in its place
 */
export function traceStepper(
  table: string,
  code: string,
  trace: Trace,
  error?: Verdict["error"],
): string {
  const shown: Trace = { ...trace, values: trace.values.map(visible) };
  const lines = visible(pythonLines(code).join("\n"));
  const failing = error &&
    { type: error.type, message: error.message, line: error.line, locals: error.locals };
  const data = JSON.stringify({ code: lines, trace: shown, error: failing });
  if (trace.events.length === 0 || data.length > SHOWN_BYTES) return table;
  const id = createHash("sha256").update(data).digest("hex").slice(0, 16);
  return `<div data-trace="${id}">${table}</div>\n<script>${script(data, id)}</script>`;
}
