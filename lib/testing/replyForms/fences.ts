/** Markdown fences as they are really written. */
import { block, each, type Form } from "./form.ts";

const languages = [
  "",
  "python",
  "Python",
  "py",
  "python3",
  "PYTHON",
  "Python3",
  "{.python}",
  "{.python .numberLines}",
  "python {linenos=true}",
  'python title="solution.py"',
  "python:solution.py",
  "python filename=a.py",
  "ipython",
  "py3",
  " python",
  "python ",
  "pycon",
  "code",
];
export const fences: Record<string, Form> = {
  ...each(
    languages,
    (l) => `language ${JSON.stringify(l)}`,
    (l) => ({ code }) => `Here:\n\n${block(code, l)}\n\nDone.`,
  ),
  ...each(
    ["~~~", "````", "`````", "~~~~"],
    (m) => `fence ${m}`,
    (m) => ({ code }) => `Here:\n\n${block(code, "python", m)}\n\nDone.`,
  ),
  "prose behind the closing fence": ({ code }) => `${block(code)} This returns the sum (of both).`,
  "prose glued to the closing fence": ({ code }) => `${block(code)}This function works as asked.`,
  "closing fence on the code's line": ({ code }) => "```python\n" + code.trimEnd() + "```",
  "closing fence on the code's line, then prose": ({ code }) =>
    "```python\n" + code.trimEnd() + "```\nIt's done.",
  "closing fence on the code's line, then prose on it": ({ code }) =>
    "```python\n" + code.trimEnd() + "``` That's it.",
  "never closed": ({ code }) => "```python\n" + code,
  "never opened": ({ code }) => `${code.trimEnd()}\n\`\`\`\n`,
  "never opened, closed on the code's line": ({ code }) => `${code.trimEnd()}\`\`\``,
  "opened behind prose": ({ code }) => `Here is the code: \`\`\`python\n${code.trimEnd()}\n\`\`\``,
  "indented in a list": ({ code }) =>
    `1. The code:\n\n${block(code).replace(/^(?=.)/gm, "   ")}\n\n2. Done.`,
  "on a list's line": ({ code }) =>
    `- \`\`\`python\n${code.trimEnd().replace(/^(?=.)/gm, "  ")}\n  \`\`\``,
  "markdown around": ({ code }) => "```markdown\nHere is it:\n\n" + block(code) + "\n\nDone.\n```",
  "md around, four marks": ({ code }) => "````md\nHere is it:\n\n" + block(code) + "\n````",
  "a fence in a fence": ({ code }) => "```\n" + block(code) + "\n```",
  "a mark too few at the end": ({ code }) => "````python\n" + code.trimEnd() + "\n```\nDone.",
  "another mark at the end": ({ code }) => "```python\n" + code.trimEnd() + "\n~~~\n",
  "trailing blanks": ({ code }) => "```python  \n" + code.trimEnd() + "\n```  \n",
  "not closed before the next": ({ code }) =>
    "```python\n" + code.trimEnd() + "\n```text\n42\n```\n",
  "heading and emphasis": ({ code }) =>
    `## Solution\n\n**Here** it is:\n\n${
      block(code)
    }\n\n### Explanation\n\n1. It reads the *arguments*.\n2. It returns.`,
};
