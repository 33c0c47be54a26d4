import type { Random } from "../../base/mod.ts";

/** A program that no longer compiles: a bracket, a colon or a word is missing. */
export function syntaxSlip(body: string, random: Random): string {
  const places = [...body.matchAll(/[)\]:]|\bin\b|\breturn\b/g)].map(({ index, 0: text }) => ({
    index,
    length: text.length,
  }));
  const { index, length } = random.pick(places);
  return body.slice(0, index) + body.slice(index + length);
}
