import type { PythonToken } from "./pythonTokens.ts";

/** A string by its text, whichever quotes it has; another token as it is. */
export function plainString(token: PythonToken): PythonToken {
  if (token.kind !== "string") return token;
  const [, prefix, quotes] = token.text.match(/^(\w*)("""|'''|"|')/)!;
  const inside = token.text.slice(prefix.length + quotes.length, -quotes.length);
  return { ...token, text: `${prefix.toLowerCase()}"${inside}"` };
}
