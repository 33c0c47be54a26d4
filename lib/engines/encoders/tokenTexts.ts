/**
 * The text of each token. A character whose bytes are in several tokens is the text of the first of
 * them, so that tokens in their order spell the text.
 */
export function tokenTexts(ids: readonly number[], decode: (ids: number[]) => string): string[] {
  const texts: string[] = [];
  while (texts.length < ids.length) {
    const from = texts.length;
    // Eight: two characters of four bytes that share a token. A text may have U+FFFD itself.
    const most = Math.min(8, ids.length - from);
    let size = 1;
    while (size < most && decode(ids.slice(from, from + size)).includes("\ufffd")) size++;
    const whole = decode(ids.slice(from, from + size));
    if (whole.includes("\ufffd")) texts.push(decode([ids[from]]));
    else texts.push(whole, ...Array<string>(size - 1).fill(""));
  }
  return texts;
}
