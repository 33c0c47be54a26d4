/** A fenced part of a reply: what it says it is of, and what stands in it. */
export interface Fence {
  /** Where it begins and ends in the reply, its marks included. */
  from: number;
  to: number;
  /** The word behind its first mark, in lower case: `json`, `python`, or nothing. */
  info: string;
  body: string;
}

/**
 * The fenced parts of a judge's reply, also where a fence opens behind prose or is one line; one that is
 * never closed ends with the reply. A fence's end may have prose behind it, but no single word: that is
 * the beginning of a fence in the quoted text.
 */
export function fences(text: string): Fence[] {
  const found: Fence[] = [], mark = /`{3,}|^[ \t]*~{3,}/gm;
  for (let match; (match = mark.exec(text));) {
    const fence = fenceAt(text, match.index, match[0]);
    found.push(fence);
    mark.lastIndex = fence.to;
  }
  return found;
}

function fenceAt(text: string, from: number, opening: string): Fence {
  const mark = opening.trim(), begin = from + opening.length;
  const lineEnd = text.indexOf("\n", begin) < 0 ? text.length : text.indexOf("\n", begin);
  const line = text.slice(begin, lineEnd), end = line.indexOf(mark);
  if (end >= 0) {
    const [, info = "", body] = /^(?:(\w+)\s)?(.*)$/.exec(line.slice(0, end))!;
    return { from, to: begin + end + mark.length, info: info.toLowerCase(), body };
  }
  const close = new RegExp(
    `^[ \\t>]*${mark[0]}{${mark.length},}(?![ \\t]*[\\w+#-]+[ \\t]*$)`,
    "gm",
  );
  close.lastIndex = lineEnd;
  const closing = close.exec(text), stop = closing?.index ?? text.length;
  return {
    from,
    to: closing ? stop + closing[0].length : stop,
    info: line.trim().toLowerCase(),
    body: text.slice(lineEnd, stop),
  };
}
