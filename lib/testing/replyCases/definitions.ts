/** The definition that is wanted, among other blocks and in odd wrappers. */
import type { ReplyCase } from "./replyCase.ts";

export const definitions: ReplyCase[] = [
  {
    name: "Solution expr",
    reply:
      "Use:\n```python\nclass Solution:\n    def f(self, x):\n        return 0\n```\nBetter:\n```python\nclass Solution:\n    def f(self, x):\n        return x\n```\nRun:\n```python\ns = Solution()\nprint(s.f(3))\n```\n",
    entryPoint: "Solution().f",
    program: "class Solution:\n    def f(self, x):\n        return x\n",
  },
  {
    name: "helper with demo",
    reply:
      "```python\ndef helper(x):\n    return x + 0\n\nprint(helper(3))\n```\n```python\ndef add(a, b):\n    return helper(a) + b\n```\n",
    entryPoint: "add",
    program: "def helper(x):\n    return x + 0\n\ndef add(a, b):\n    return helper(a) + b\n",
  },
  {
    name: "helper with main",
    reply:
      "```python\nimport math\n\nLIMIT = 3\n\ndef helper(x):\n    return min(x, LIMIT) + math.floor(0)\n\nif __name__ == '__main__':\n    print(helper(3))\n```\nand\n```python\ndef add(a, b):\n    return helper(a) + b\n```\n",
    entryPoint: "add",
    program:
      "import math\nLIMIT = 3\ndef helper(x):\n    return min(x, LIMIT) + math.floor(0)\n\ndef add(a, b):\n    return helper(a) + b\n",
  },
  {
    name: "multi-line imports",
    reply:
      "```python\nfrom typing import (\n    List,\n    Dict,\n)\n```\n```python\ndef add(a: List, b):\n    return a + b\n```\n",
    entryPoint: "add",
    program:
      "from typing import (\n    List,\n    Dict,\n)\n\ndef add(a: List, b):\n    return a + b\n",
  },
  {
    name: "helper after",
    reply:
      "```python\ndef add(a, b):\n    return one(a) + b\n```\nwhere\n```python\ndef one(x):\n    return two(x)\n```\n```python\ndef two(x):\n    return x\n```\n",
    entryPoint: "add",
    program:
      "def one(x):\n    return two(x)\n\ndef two(x):\n    return x\n\ndef add(a, b):\n    return one(a) + b\n",
  },
  {
    name: "helper in prose region",
    reply:
      "First a helper:\n\ndef one(x):\n    return x\n\nNow the main function:\n\ndef add(a, b):\n    return one(a) + b\n\nThat's all.",
    entryPoint: "add",
    program: "def one(x):\n    return x\n\n\ndef add(a, b):\n    return one(a) + b\n",
  },
  {
    name: "stub after",
    reply: "```python\ndef add(a, b):\n    return a + b\n```\n```python\ndef add(a, b): ...\n```\n",
    entryPoint: "add",
    program: "def add(a, b):\n    return a + b\n",
  },
  {
    name: "try around",
    reply:
      "```python\ntry:\n    import numpy\n    def add(a, b):\n        return a + b\nexcept ImportError:\n    def add(a, b):\n        return a + b\n```\n",
    entryPoint: "add",
    program:
      "try:\n    import numpy\n    def add(a, b):\n        return a + b\nexcept ImportError:\n    def add(a, b):\n        return a + b\n",
  },
  {
    name: "if around",
    reply: "if True:\n    def add(a, b):\n        return a + b\n",
    entryPoint: "add",
    program: "if True:\n    def add(a, b):\n        return a + b\n",
  },
  {
    name: "from x import add",
    reply: "```python\nfrom operator import add\n```\n",
    entryPoint: "add",
    program: "from operator import add\n",
  },
  {
    name: "lambda",
    reply: "```python\nadd = lambda a, b: a + b\n```\n",
    entryPoint: "add",
    program: "add = lambda a, b: a + b\n",
  },
  {
    name: "async",
    reply: "```python\nasync def add(a, b):\n    return a + b\n```\n",
    entryPoint: "add",
    program: "async def add(a, b):\n    return a + b\n",
  },
  {
    name: "smart quotes",
    reply: "```python\ndef add(a, b):\n    print(“x”)\n    return a + b\n```\n",
    entryPoint: "add",
    program: 'def add(a, b):\n    print("x")\n    return a + b\n',
  },
  {
    name: "tests after in block",
    reply:
      "```python\ndef add(a, b):\n    return a + b\n\nassert add(1, 2) == 3\nprint('ok')\n```\n",
    entryPoint: "add",
    program: "def add(a, b):\n    return a + b\n\nassert add(1, 2) == 3\nprint('ok')\n",
  },
  {
    name: "decorated",
    reply:
      "```python\nimport functools\n\n@functools.cache\ndef add(a, b):\n    return a + b\n```\n",
    entryPoint: "add",
    program: "import functools\n\n@functools.cache\ndef add(a, b):\n    return a + b\n",
  },
  {
    name: "const between",
    reply: "```python\nMOD = 7\n```\n\n```python\ndef add(a, b):\n    return (a + b) % MOD\n```",
    entryPoint: "add",
    program: "MOD = 7\n\ndef add(a, b):\n    return (a + b) % MOD\n",
  },
  {
    name: "class helper",
    reply:
      "```python\nclass P:\n    pass\n```\n```python\ndef add(a, b):\n    return P() and a + b\n```\n",
    entryPoint: "add",
    program: "class P:\n    pass\n\ndef add(a, b):\n    return P() and a + b\n",
  },
  {
    name: "reply steps",
    reply:
      "**Step 1**\n```python\ndef add(a, b):\n    # step one\n```\n**Step 2**\n```python\ndef add(a, b):\n    # step one\n    return a + b\n```\n",
    entryPoint: "add",
    program: "def add(a, b):\n    # step one\n    return a + b\n",
  },
  {
    name: "optimised after",
    reply:
      "```python\ndef add(a, b):\n    return a + b\n```\nTests:\n```python\ndef test_add():\n    assert add(1, 2) == 3\n\ntest_add()\n```\n",
    entryPoint: "add",
    program: "def add(a, b):\n    return a + b\n",
  },
  {
    name: "inline def",
    reply: "`def add(a, b): return a + b`",
    entryPoint: "add",
    program: "def add(a, b): return a + b\n",
  },
  {
    name: "one-line fence",
    reply: "```python def add(a, b): return a + b```",
    entryPoint: "add",
    program: "def add(a, b): return a + b\n",
  },
  {
    name: "no newline after language",
    reply: "```pythondef add(a, b):\n    return a + b\n```",
    entryPoint: "add",
    program: "def add(a, b):\n    return a + b\n",
  },
  {
    name: "fence python space code",
    reply: "```python def add(a, b):\n    return a + b\n```",
    entryPoint: "add",
    program: "def add(a, b):\n    return a + b\n",
  },
  {
    name: "double quotes fence",
    reply: "'''python\ndef add(a, b):\n    return a + b\n'''",
    entryPoint: "add",
    program: "def add(a, b):\n    return a + b\n",
  },
  {
    name: "single backtick fence",
    reply: "`python\ndef add(a, b):\n    return a + b\n`",
    entryPoint: "add",
    program: "def add(a, b):\n    return a + b\n",
  },
  {
    name: "an alternative that is cut off",
    reply:
      "```python\ndef add(a, b):\n    return a + b\n```\nAlternative:\n```python\ndef add(a, b):\n    total = a\n    tot",
    entryPoint: "add",
    program: "def add(a, b):\n    return a + b\n",
  },
  {
    name: "a stub behind bare code",
    reply: "def add(a, b):\n    return a + b\n\n\ndef add(a, b): ...\n",
    entryPoint: "add",
    program: "def add(a, b):\n    return a + b\n",
  },
  {
    name: "a quotation behind bare code",
    reply: 'def add(a, b):\n    return a + b\n\n"This adds both" is what it does.\n',
    entryPoint: "add",
    program: "def add(a, b):\n    return a + b\n",
  },
];
