/** Tokens, reasoning, data and prose of kinds beyond the usual ones, and helpers that their block changes. */
import type { ReplyCase } from "./replyCase.ts";

const prompt =
  'def add(a: int, b: int) -> int:\n    """Adds.\n\n    >>> add(1, 2)\n    3\n    """\n';

export const tokensAndData: ReplyCase[] = [
  {
    name: "a token of any name glued to code",
    reply: "def add(a, b):\n    return a + b<|end_of_assistant|>",
    entryPoint: "add",
    program: "def add(a, b):\n    return a + b\n",
  },
  {
    name: "a corpus token behind the code",
    reply: "def add(a, b):\n    return a + b\n<jupyter_code>\nadd(1, 2)",
    entryPoint: "add",
    program: "def add(a, b):\n    return a + b\n",
  },
  {
    name: "[/s]",
    reply: "def add(a, b):\n    return a + b[/s]",
    entryPoint: "add",
    program: "def add(a, b):\n    return a + b\n",
  },
  {
    name: "an unknown name of thinking, cut off",
    reply: "<longcat_think>\nMaybe\n```python\ndef add(a, b):\n    return a - b\n```\nno, I sho",
    entryPoint: "add",
    program: "",
  },
  {
    name: "[thinking] on its line",
    reply: "[thinking]\nA draft: def add(a, b)\n[/thinking]\ndef add(a, b):\n    return a + b\n",
    entryPoint: "add",
    program: "def add(a, b):\n    return a + b\n",
  },
  {
    name: "a tag in a long string",
    reply: 'Here:\n\ndef add(a, b):\n    return a + b\n\n\nPAGE = """\n<plan>\n"""\n',
    entryPoint: "add",
    program: 'def add(a, b):\n    return a + b\n\n\nPAGE = """\n<plan>\n"""\n',
  },
  {
    name: "data in JSON before the program",
    reply:
      '```json\n{"input": "a = 1", "output": "f(x)"}\n```\n```python\ndef add(a, b):\n    return a + b\n```\n',
    entryPoint: "add",
    program: "def add(a, b):\n    return a + b\n",
  },
  {
    name: "JSON with a key that ends in code",
    reply: '{"explanation": "a + b = c", "final_code": "def add(a, b):\\n    return a + b\\n"}',
    entryPoint: "add",
    program: "def add(a, b):\n    return a + b\n",
  },
  {
    name: "prose with signs of other scripts",
    reply: "以下是代码：\n\ndef add(a, b):\n    return a + b\n\n这个函数返回两个数的和。\n",
    entryPoint: "add",
    program: "def add(a, b):\n    return a + b\n",
  },
  {
    name: "an address behind bare code",
    reply: "def add(a, b):\n    return a + b\n\nhttps://docs.python.org/3/\n",
    entryPoint: "add",
    program: "def add(a, b):\n    return a + b\n",
  },
  {
    name: "a constant that is changed in its block",
    reply: "```python\nX = 1\nX -= 1\n```\n```python\ndef add(a, b):\n    return a + b + X\n```\n",
    entryPoint: "add",
    program: "X = 1\nX -= 1\n\ndef add(a, b):\n    return a + b + X\n",
  },
  {
    name: "a table that a loop fills",
    reply:
      "```python\nT = {}\nfor i in range(3):\n    T[i] = 0\nprint(T)\n```\n```python\ndef add(a, b):\n    return a + b + T[1]\n```\n",
    entryPoint: "add",
    program:
      "T = {}\nfor i in range(3):\n    T[i] = 0\n\ndef add(a, b):\n    return a + b + T[1]\n",
  },
  {
    name: "a body, then the function again",
    reply: "```python\n    return a + b\n\ndef add(a, b):\n    return a - b\n```\n",
    prompt,
    entryPoint: "add",
    program: prompt + "    return a + b\n",
  },
  {
    name: "a body with a tab behind spaces",
    reply: "    if True:\n\treturn a + b\n",
    prompt,
    entryPoint: "add",
    program: prompt + "    if True:\n        return a + b\n",
  },
  {
    name: "two names from input, in a session",
    reply: "```\n>>> a, b = map(int, input().split())\n>>> print(a + b)\n```\n",
    program: "a, b = map(int, input().split())\nprint(a + b)\n",
  },
];
