/** Tags, JSON, quoting, prompts, line numbers. */
import { block, type Form } from "./form.ts";

export const wrappers: Record<string, Form> = {
  "[PYTHON]": ({ code }) => `[PYTHON]\n${code.trimEnd()}\n[/PYTHON]`,
  "[PYTHON] glued": ({ code }) => `[PYTHON]${code.trimEnd()}[/PYTHON]`,
  "[PYTHON], prose around": ({ code }) =>
    `Sure.\n[PYTHON]\n${code.trimEnd()}\n[/PYTHON]\nDone (I hope).`,
  "[CODE]": ({ code }) => `[CODE]\n${code.trimEnd()}\n[/CODE]`,
  "[BEGIN] [DONE]": ({ code }) => `[BEGIN]\n${code.trimEnd()}\n[DONE]\n`,
  "[DONE] only": ({ code }) => `${code.trimEnd()}\n[DONE]\n`,
  "[BEGIN] with a fence": ({ code }) => `[BEGIN]\n${block(code)}\n[DONE]`,
  "[ANSWER]": ({ code }) => `[ANSWER]\n${code.trimEnd()}\n[/ANSWER]`,
  "<code>": ({ code }) => `<code>\n${code.trimEnd()}\n</code>`,
  "<python>": ({ code }) => `<python>\n${code.trimEnd()}\n</python>`,
  "<answer>": ({ code }) => `<answer>\n${code.trimEnd()}\n</answer>`,
  "<solution> with a fence": ({ code }) => `<solution>\n${block(code)}\n</solution>`,
  "<response><code>": ({ code }) =>
    `<response>\n<explanation>It adds.</explanation>\n<code>\n${code.trimEnd()}\n</code>\n</response>`,
  "<code> with CDATA": ({ code }) =>
    `<answer><code><![CDATA[\n${code.trimEnd()}\n]]></code></answer>`.replace(
      "<answer><code>",
      "<answer>\n<code>",
    ),
  "<pre><code>": ({ code }) =>
    `<p>Here:</p>\n<pre><code class="language-python">${
      code.trimEnd().replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;")
    }\n</code></pre>`,
  artifact: ({ code }) =>
    `Here.\n<antArtifact identifier="a" type="application/vnd.ant.code" language="python">\n${code.trimEnd()}\n</antArtifact>\nDone.`,
  json: ({ code }) => JSON.stringify({ code }),
  "json, indented": ({ code }) => JSON.stringify({ explanation: "It works.", code }, null, 2),
  "json, other keys": ({ code, name }) => JSON.stringify({ name, solution: code }),
  "json in a fence": ({ code }) =>
    "```json\n" + JSON.stringify({ language: "python", code }, null, 2) + "\n```",
  "json with a fence in it": ({ code }) => JSON.stringify({ answer: `Here:\n${block(code)}` }),
  "json, a tool call": ({ code }) => JSON.stringify({ name: "python", arguments: { code } }),
  "json, arguments as text": ({ code }) =>
    JSON.stringify({ name: "python", arguments: JSON.stringify({ code }) }),
  "json, lines": ({ code }) => JSON.stringify({ code: code.split("\n") }),
  "json, prose before": ({ code }) =>
    "Here is the object:\n```json\n" + JSON.stringify({ python: code }) + "\n```\nDone.",
  "tool call tags": ({ code }) =>
    `<tool_call>\n${JSON.stringify({ name: "python", arguments: { code } })}\n</tool_call>`,
  "quoted lines": ({ code }) => block(code).replace(/^/gm, "> "),
  "quoted lines, prose": ({ code }) =>
    `As said:\n\n${`Here:\n\n${block(code)}`.replace(/^/gm, "> ")}\n\nDone.`,
  "quoted bare code": ({ code }) => code.trimEnd().replace(/^/gm, "> "),
  "a lone python": ({ code }) => `python\n${code}`,
  "a lone Python in the fence": ({ code }) => block(`Python\n${code}`, ""),
  "Solution:": ({ code }) => `Solution:\n${code}`,
  Solution: ({ code }) => `Solution\n\n${code}`,
  "copied from a chat": ({ code }) => `python\nCopy code\n${code}`,
  "In [1]:": ({ code }) => `In [1]: ${code.trimEnd().replaceAll("\n", "\n   ...: ")}`,
  "In [ ] and Out": ({ code }) =>
    `In [3]: ${code.trimEnd().replaceAll("\n", "\n   ...: ")}\n\nOut[3]: 42\n`,
  ">>> ": ({ code }) =>
    code.trimEnd().split("\n").map((line, i) =>
      `${i && /^(?:\s|$|\))/.test(line) ? "..." : ">>>"} ${line}`
    ).join("\n"),
  ">>> in a fence": ({ code }) =>
    block(
      code.trimEnd().split("\n").map((line, i) =>
        `${i && /^(?:\s|$|\))/.test(line) ? "..." : ">>>"} ${line}`
      ).join("\n"),
      "pycon",
    ),
  "a patch": ({ code }) =>
    block(
      `--- /dev/null\n+++ b/solution.py\n@@ -0,0 +1 @@\n${code.trimEnd().replace(/^/gm, "+")}`,
      "diff",
    ),
  "numbered lines": ({ code }) =>
    code.trimEnd().split("\n").map((line, i) => `${i + 1}: ${line}`).join("\n"),
  "numbered lines with bars": ({ code }) =>
    block(
      code.trimEnd().split("\n").map((line, i) => `${String(i + 1).padStart(3)} | ${line}`).join(
        "\n",
      ),
    ),
  "numbered lines in a fence": ({ code }) =>
    block(
      code.trimEnd().split("\n").map((line, i) => `${String(i + 1).padStart(3)}  ${line}`)
        .join("\n"),
    ),
  "LaTeX": ({ code }) =>
    `\\begin{lstlisting}[language=Python]\n${code.trimEnd()}\n\\end{lstlisting}`,
  "### BEGIN CODE ###": ({ code }) => `### BEGIN CODE ###\n${code.trimEnd()}\n### END CODE ###`,
  "a file's name": ({ code }) => `**solution.py**\n\n${block(code)}`,
  "a magic command": ({ code }) => block(`%%time\n${code}`),
  "an install in the block": ({ code }) => block(`!pip install numpy\n${code}`),
};
