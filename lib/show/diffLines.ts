/** A line of a comparison: on both sides, or on one. */
export interface DiffLine {
  /** 1-based; absent where the side has no such line. */
  left?: number;
  right?: number;
  text: string;
}

/** Cells that the table of lengths may have (80 MB). */
const MOST = 20_000_000;

/**
 * The longest common subsequence of two texts' lines, and what lies between. A lone `\r` ends a line, as
 * in Python, and stays in it: texts that differ in their line ends differ.
 *
 * Programs of tasks are short: the table of lengths (lines × lines) is small. Where it would not be, all
 * from the first line that differs counts as replaced.
 */
export function diffLines(before: string, after: string): DiffLine[] {
  const a = linesOf(before), b = linesOf(after);
  const lines: DiffLine[] = [];
  let i = 0, j = 0;
  const both = () => lines.push({ left: ++i, right: ++j, text: a[i - 1] });
  while (i < a.length && j < b.length && a[i] === b[j]) both();
  const rest = commonLengths(a, b, i);
  while (i < a.length || j < b.length) {
    if (rest && i < a.length && j < b.length && a[i] === b[j]) both();
    else if (j === b.length || (i < a.length && (!rest || rest(i + 1, j) >= rest(i, j + 1)))) {
      lines.push({ left: ++i, text: a[i - 1] });
    } else lines.push({ right: ++j, text: b[j - 1] });
  }
  return lines;
}

/** How long the longest common subsequence is from two lines on, both at `start` or behind it. */
function commonLengths(a: string[], b: string[], start: number) {
  const width = b.length - start + 1, height = a.length - start + 1;
  if (width * height > MOST) return undefined;
  const table = new Uint32Array(width * height);
  const at = (i: number, j: number) => (i - start) * width + j - start;
  for (let i = a.length - 1; i >= start; i--) {
    for (let j = b.length - 1; j >= start; j--) {
      table[at(i, j)] = a[i] === b[j]
        ? table[at(i + 1, j + 1)] + 1
        : Math.max(table[at(i + 1, j)], table[at(i, j + 1)]);
    }
  }
  return (i: number, j: number) => table[at(i, j)];
}

function linesOf(text: string): string[] {
  return text === "" ? [] : text.replace(/\n$/, "").split(/\n|(?<=\r)(?!\n|$)/);
}
