/** Replies with the program that has to come out of each: several blocks, programs without an entry point, bodies, no answer. */

const prompt =
  'def add(a: int, b: int) -> int:\n    """Adds.\n\n    >>> add(1, 2)\n    3\n    """\n';

export interface ReplyCase {
  name: string;
  reply: string;
  prompt?: string;
  entryPoint?: string;
  /** Empty where there is no answer. */
  program: string;
}

export const replyCases: ReplyCase[] = [
  {
    name: "stdin last",
    reply:
      "Read:\n```python\na = int(input())\n```\nThen the whole:\n```python\na, b = map(int, input().split())\nprint(a + b)\n```\n",
    program: "a, b = map(int, input().split())\nprint(a + b)\n",
  },
  {
    name: "stdin sample input first",
    reply:
      "Input:\n```\n3 4\n```\nCode:\n```\na, b = map(int, input().split())\nprint(a + b)\n```\n",
    program: "a, b = map(int, input().split())\nprint(a + b)\n",
  },
  {
    name: "stdin sample unnamed number lines",
    reply:
      "```\n5\n1 2 3 4 5\n```\n```\nn = int(input())\nprint(sum(map(int, input().split())))\n```\nOutput\n```\n15\n```\n",
    program: "n = int(input())\nprint(sum(map(int, input().split())))\n",
  },
  {
    name: "stdin java first",
    reply: "```java\nclass Main { }\n```\n```python\nprint(int(input()) + 1)\n```\n",
    program: "print(int(input()) + 1)\n",
  },
  {
    name: "stdin draft then fixed",
    reply: "```python\nprint(input())\n```\nwrong!\n```python\nprint(int(input()) + 1)\n```\n",
    program: "print(int(input()) + 1)\n",
  },
  {
    name: "stdin bare",
    reply: "n = int(input())\nprint(n * 2)\n",
    program: "n = int(input())\nprint(n * 2)\n",
  },
  {
    name: "stdin bare prose",
    reply: "Here is it:\n\nn = int(input())\nfor i in range(n):\n    print(i)\n\nThis prints.",
    program: "\nn = int(input())\nfor i in range(n):\n    print(i)\n",
  },
  {
    name: "stdin one line",
    reply: 'print("a\\n", int(input()))',
    program: 'print("a\\n", int(input()))\n',
  },
  {
    name: "Solution",
    reply:
      "Use:\n```python\nclass Solution:\n    def f(self, x):\n        return 0\n```\nBetter:\n```python\nclass Solution:\n    def f(self, x):\n        return x\n```\nRun:\n```python\ns = Solution()\nprint(s.f(3))\n```\n",
    program: "class Solution:\n    def f(self, x):\n        return x\n",
  },
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
    name: "from x import add bare",
    reply: "from operator import add\n",
    prompt,
    entryPoint: "add",
    program: "from operator import add\n",
  },
  {
    name: "usage only import + fence",
    reply:
      "```python\ndef add(a, b):\n    return a + b\n```\n```python\nfrom mymod import add\nassert add(1, 2) == 3\n```\n",
    prompt,
    entryPoint: "add",
    program: "def add(a, b):\n    return a + b\n",
  },
  {
    name: "lambda",
    reply: "```python\nadd = lambda a, b: a + b\n```\n",
    entryPoint: "add",
    program: "add = lambda a, b: a + b\n",
  },
  {
    name: "body import",
    reply: "    from operator import add as plus\n    return plus(a, b)\n",
    prompt,
    entryPoint: "add",
    program: prompt + "    from operator import add as plus\n    return plus(a, b)\n",
  },
  {
    name: "body import margin",
    reply: "from operator import add as plus\nreturn plus(a, b)\n",
    prompt,
    entryPoint: "add",
    program: prompt + "    from operator import add as plus\n    return plus(a, b)\n",
  },
  {
    name: "body import add shadows",
    reply: "from operator import add\nreturn add(a, b)\n",
    prompt,
    entryPoint: "add",
    program: prompt + "    from operator import add\n    return add(a, b)\n",
  },
  {
    name: "body import add indented",
    reply: "    from operator import add\n    return add(a, b)\n",
    prompt,
    entryPoint: "add",
    program: prompt + "    from operator import add\n    return add(a, b)\n",
  },
  {
    name: "partial signature",
    reply: "add(a, b):\n    return a + b\n",
    prompt,
    entryPoint: "add",
    program: "def add(a, b):\n    return a + b\n",
  },
  {
    name: "signature rest",
    reply: "(a, b):\n    return a + b\n",
    prompt,
    entryPoint: "add",
    program: "def add(a, b):\n    return a + b\n",
  },
  {
    name: "docstring again",
    reply: '    """Adds."""\n    return a + b\n',
    prompt,
    entryPoint: "add",
    program: prompt + '    """Adds."""\n    return a + b\n',
  },
  {
    name: "body try",
    reply: "    try:\n        return a + b\n    except TypeError:\n        return None\n",
    prompt,
    entryPoint: "add",
    program: prompt +
      "    try:\n        return a + b\n    except TypeError:\n        return None\n",
  },
  {
    name: "body fence prose",
    reply: "The body is:\n```python\n    return a + b\n```\nIt adds.",
    prompt,
    entryPoint: "add",
    program: prompt + "    return a + b\n",
  },
  {
    name: "body draft then fixed",
    reply: "```python\n    return a - b\n```\nNo:\n```python\n    return a + b\n```\n",
    prompt,
    entryPoint: "add",
    program: prompt + "    return a + b\n",
  },
  {
    name: "body then def",
    reply: "    return a + b\n\ndef add(a, b):\n    return a - b\n",
    prompt,
    entryPoint: "add",
    program: prompt + "    return a + b\n",
  },
  {
    name: "async",
    reply: "```python\nasync def add(a, b):\n    return a + b\n```\n",
    entryPoint: "add",
    program: "async def add(a, b):\n    return a + b\n",
  },
  {
    name: "think unclosed",
    reply: "Hm.\n<think>\n```python\ndef add(a, b):\n    return a - b\n```\nno",
    prompt,
    entryPoint: "add",
    program: "",
  },
  {
    name: "THINK unclosed",
    reply: "[THINK]\n```python\ndef add(a, b):\n    return a - b\n```\nno",
    prompt,
    entryPoint: "add",
    program: "",
  },
  {
    name: "harmony unclosed",
    reply: "<|channel|>analysis<|message|>```python\ndef add(a, b):\n    return a - b\n```\nno",
    prompt,
    entryPoint: "add",
    program: "",
  },
  {
    name: "analysis cut",
    reply: "analysisWe need\n```python\ndef add(a, b):\n    return a - b\n```\nno",
    prompt,
    entryPoint: "add",
    program: "",
  },
  {
    name: "tag cut",
    reply: "<think>\ndef add(a, b):\n    return a - b\n</thi",
    prompt,
    entryPoint: "add",
    program: "",
  },
  {
    name: "refusal",
    reply: "I'm sorry, I can't help with that (it is not allowed).",
    prompt,
    entryPoint: "add",
    program: "",
  },
  {
    name: "refusal 2",
    reply: "I cannot write this: it's unclear.\n\n- What is a?\n- What is b?\n",
    prompt,
    entryPoint: "add",
    program: "",
  },
  {
    name: "question",
    reply: "Could you clarify? For example:\n1. What is b?\n",
    program: "",
  },
  {
    name: "stdin none",
    reply: "I am sorry.",
    program: "",
  },
  {
    name: "smart quotes",
    reply: "```python\ndef add(a, b):\n    print(“x”)\n    return a + b\n```\n",
    entryPoint: "add",
    program: 'def add(a, b):\n    print("x")\n    return a + b\n',
  },
  {
    name: "indented def bare",
    reply: "    def add(a, b):\n        return a + b\n",
    prompt,
    entryPoint: "add",
    program: "def add(a, b):\n    return a + b\n",
  },
  {
    name: "indented def prose",
    reply: "Here:\n\n    def add(a, b):\n        return a + b\n\nDone.",
    prompt,
    entryPoint: "add",
    program: "def add(a, b):\n    return a + b\n",
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
  {
    name: "a constant behind a body",
    reply: "    return a + b + ZERO\n\n\nZERO = 0\nresult = add(1, 2)\n",
    prompt,
    entryPoint: "add",
    program: `${prompt}    return a + b + ZERO\n\n\n\nZERO = 0\n`,
  },
  {
    name: "names with letters of other scripts",
    reply: "    résultat = a + b\n    число = résultat\n    return число\n",
    prompt,
    entryPoint: "add",
    program: `${prompt}    résultat = a + b\n    число = résultat\n    return число\n`,
  },
];
