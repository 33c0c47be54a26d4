/** A line of a comparison: on both sides, or on one. */
export interface DiffLine {
  /** 1-based; absent where the side has no such line. */
  left?: number;
  right?: number;
  text: string;
}

/**
 * The longest common subsequence of two texts' lines, and what lies between.
 *
 * Programs of tasks are short: the table of lengths (lines × lines) is small.
 */
export function diffLines(before: string, after: string): DiffLine[] {
  const a = linesOf(before), b = linesOf(after);
  const lengths = Array.from({ length: a.length + 1 }, () => new Uint32Array(b.length + 1));
  for (let i = a.length - 1; i >= 0; i--) {
    for (let j = b.length - 1; j >= 0; j--) {
      lengths[i][j] = a[i] === b[j]
        ? lengths[i + 1][j + 1] + 1
        : Math.max(lengths[i + 1][j], lengths[i][j + 1]);
    }
  }
  const lines: DiffLine[] = [];
  for (let i = 0, j = 0; i < a.length || j < b.length;) {
    if (i < a.length && j < b.length && a[i] === b[j]) {
      lines.push({ left: ++i, right: ++j, text: a[i - 1] });
    } else if (j === b.length || (i < a.length && lengths[i + 1][j] >= lengths[i][j + 1])) {
      lines.push({ left: ++i, text: a[i - 1] });
    } else lines.push({ right: ++j, text: b[j - 1] });
  }
  return lines;
}

function linesOf(text: string): string[] {
  return text === "" ? [] : text.replace(/\n$/, "").split("\n");
}
