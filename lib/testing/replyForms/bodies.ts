import { pythonLines } from "../../base/pythonLines.ts";
import { block } from "./form.ts";

/** Forms of a body that continues the prompt. */
export const bodyForms: Record<string, (body: string) => string> = {
  bare: (body) => body,
  "in a fence": (body) => block(body).replace("```python\n", "```python\n"),
  "first line stripped": (body) => body.trimStart(),
  "comment at the margin": (body) => `# The code:\n${body}`,
  "comment at the margin in a fence": (body) => `\`\`\`python\n# The code:\n${body}\n\`\`\``,
  ...Object.fromEntries([1, 2, 3, 5, 7, 8, 12].map((n) => [
    `shifted by ${n}`,
    (body: string) => moved(body, " ".repeat(n)),
  ])),
  "shifted to the margin": (body) => moved(body, ""),
  "closing fence": (body) =>
    `${body.trimEnd()}\n\`\`\`\n\nFor example:\n\`\`\`python\nprint(1)\n\`\`\`\n`,
  "closing fence on the line": (body) => `${body.trimEnd()}\`\`\``,
  "a token at the end": (body) => `${body.trimEnd()}<|im_end|>`,
  "a token and a turn": (body) => `${body.trimEnd()}</s>[INST] Thanks [/INST] Welcome.`,
  "a thought before": (body) => `<think>\nHm, return None?\n</think>\n${body}`,
  "another function after": (body) => `${body.trimEnd()}\n\n\ndef zzz_other(x):\n    return [`,
  "prose after": (body) => `${body.trimEnd()}\n\nThis is how (I think) it's done.\n`,
  "a main block after": (body) => `${body.trimEnd()}\n\n\nif __name__ == "__main__":\n    main()\n`,
  "asserts after": (body) => `${body.trimEnd()}\n\nassert True\nprint("ok")\n`,
  "Windows line ends": (body) => body.replaceAll("\n", "\r\n"),
  "no-break spaces": (body) => body.replace(/^ +/gm, (margin) => "\u00a0".repeat(margin.length)),
};

/** A body with its margin of four columns as another; strings that run over lines stay. */
function moved(body: string, margin: string): string {
  return pythonLines(body).map(({ text, inside }) =>
    inside ? text : text.replace(/^ {4}(?=.)/, margin)
  )
    .join("\n");
}
