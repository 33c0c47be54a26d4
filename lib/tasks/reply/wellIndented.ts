import { pythonLines } from "../../base/mod.ts";

/** Whether every line stands where Python lets it: deeper only after a colon, back only to an outer margin. */
export function wellIndented(code: string): boolean {
  const margins = [0];
  let opens = false;
  for (const { text, column, inside } of pythonLines(code)) {
    if (inside) {
      opens = endsInColon(text);
      continue;
    }
    if (column < 0 || text[column] === "#") continue;
    const width = widthOf(text.slice(0, column));
    if (opens ? width <= margins.at(-1)! : width > margins.at(-1)!) return false;
    if (opens) margins.push(width);
    while (margins.at(-1)! > width) margins.pop();
    if (margins.at(-1) !== width) return false;
    opens = endsInColon(text);
  }
  return true;
}

/** As Python counts: a tab goes to the next multiple of eight. */
function widthOf(margin: string): number {
  let width = 0;
  for (const letter of margin) width = letter === "\t" ? (width & ~7) + 8 : width + 1;
  return width;
}

const strings = /(["'])(?:\\.|(?!\1).)*\1/g;

function endsInColon(line: string): boolean {
  if (!line.includes(":")) return false;
  return /:\s*(?:#.*)?$/.test(line) &&
    /:\s*$/.test(line.replace(strings, "''").replace(/#.*$/, ""));
}
