/** Programs without an entry point: those that read their input. */
import type { ReplyCase } from "./replyCase.ts";

export const programs: ReplyCase[] = [
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
    name: "question",
    reply: "Could you clarify? For example:\n1. What is b?\n",
    program: "",
  },
  {
    name: "stdin none",
    reply: "I am sorry.",
    program: "",
  },
];
