/** Characters that Python does not know as what they stand for. */
import { block, type Form } from "./form.ts";

export const characters: Record<string, Form> = {
  "byte-order mark": ({ code }) => `\ufeff${code}`,
  "byte-order mark in the fence": ({ code }) => block(`\ufeff${code}`),
  "Windows line ends": ({ code }) => `Here:\n${block(code)}\n`.replaceAll("\n", "\r\n"),
  "old Mac's line ends": ({ code }) => block(code).replaceAll("\n", "\r"),
  // Margins in docstrings are the program's own text: Python takes them as they are.
  "no-break spaces in margins": ({ code }) =>
    block(code.replace(/^ +/gm, (margin) => "\u00a0".repeat(margin.length))),
  "wide spaces in margins": ({ code }) =>
    code.replace(/^ +/gm, (margin) => "\u3000".repeat(margin.length)),
  "zero-width spaces": ({ code }) => block(`\u200b${code}`),
  "zero-width joiner at the ends": ({ code }) => `${code.trimEnd()}\u200d`,
  "escaped": ({ code }) => JSON.stringify(code),
  "escaped, without quotes": ({ code }) => JSON.stringify(code).slice(1, -1),
  "escaped fence": ({ code }) => JSON.stringify(block(code)).slice(1, -1),
  "HTML's entities": ({ code }) =>
    `Use x &lt; y.\n${block(code)}`.replace(
      /```python[^]*/,
      (part) => part.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;"),
    ),
};
