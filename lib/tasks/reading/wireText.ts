/**
 * JSON text of Python values that JSON lacks, in the tags that `lib/sandbox/python/codec.py` reads:
 * an object with exactly one key out of `t d s z f c b i o`.
 */
import { jsonFields, jsonItems } from "../../base/mod.ts";

export const tupleText = (items: string[]): string => `{"t": [${items.join(", ")}]}`;
export const setText = (items: string[]): string => `{"s": [${items.join(", ")}]}`;

/** A float's text: Python reads `3` as an int. */
export const floatText = (text: string): string => /^[+-]?\d+$/.test(text) ? `${text}.0` : text;

/** A complex number as Python writes it, for instance `1+2j` or `(1+2j)`. */
export function complexText(text: string): string {
  const number = "[+-]?(?:\\d+\\.?\\d*|\\.\\d+)(?:e[+-]?\\d+)?";
  const parts = text.replace(/[()\s]/g, "").match(
    new RegExp(`^(?:(${number})(?!j|\\d|\\.|e))?(?:(${number})j)?$`, "i"),
  );
  if (!parts) throw new SyntaxError(`not a complex number: ${text}`);
  const [re, im] = parts.slice(1).map((part) => floatText((part ?? "0").replace(/^\+/, "")));
  return `{"c": [${re}, ${im}]}`;
}

const tagLike = /\{\s*"[tdszfcbio]"\s*:/;

/** Plain JSON text made safe for the codec: a dict that looks like a tag is written as a dict. */
export function wireText(text: string): string {
  if (!tagLike.test(text)) return text;
  const trimmed = text.trim();
  if (trimmed.startsWith("[")) return `[${jsonItems(trimmed).map(wireText).join(", ")}]`;
  if (!trimmed.startsWith("{")) return text;
  const fields = [...jsonFields(trimmed)].map(([key, value]) =>
    [JSON.stringify(key), wireText(value)] as const
  );
  if (fields.length === 1 && /^"[tdszfcbio]"$/.test(fields[0][0])) {
    return `{"d": [[${fields[0].join(", ")}]]}`;
  }
  return `{${fields.map((pair) => pair.join(": ")).join(", ")}}`;
}
