/** What changed from one program to the next, by lines: the longest common subsequence. */

/** `[" " | "-" | "+", line]` for every line; programs beyond 2000 lines are not compared. */
export function diff(before, after) {
  const [a, b] = [before, after].map((text) =>
    // A lone `\r` ends a line, as in Python.
    text.replace(/\n$/, "").split(/\n|(?<=\r)(?!\n|$)/)
  );
  if (a.length > 2000 || b.length > 2000) return undefined;
  const width = b.length + 1, best = new Uint16Array((a.length + 1) * width);
  for (let i = a.length - 1; i >= 0; i--) {
    for (let j = b.length - 1; j >= 0; j--) {
      best[i * width + j] = a[i] === b[j]
        ? best[(i + 1) * width + j + 1] + 1
        : Math.max(best[(i + 1) * width + j], best[i * width + j + 1]);
    }
  }
  const lines = [];
  let i = 0, j = 0;
  while (i < a.length || j < b.length) {
    if (i < a.length && j < b.length && a[i] === b[j]) {
      lines.push([" ", a[i++]]);
      j++;
    } else if (
      j === b.length || (i < a.length && best[(i + 1) * width + j] >= best[i * width + j + 1])
    ) lines.push(["-", a[i++]]);
    else lines.push(["+", b[j++]]);
  }
  return lines;
}
