/** Several blocks in every order. */
import { block, type Form } from "./form.ts";

export const blocks: Record<string, Form> = {
  "another language first": ({ code, name }) =>
    `In JavaScript:\n\n${
      block(`function ${name}(x) {\n  return x;\n}`, "javascript")
    }\n\nIn Python:\n\n${block(code)}`,
  "another language last": ({ code, name }) =>
    `${block(code)}\n\nIn C++:\n\n${block(`int ${name}(int x) { return x; }`, "cpp")}`,
  "an install first": ({ code }) => `${block("pip install numpy", "bash")}\n${block(code)}`,
  "output after": ({ code }) => `${block(code)}\n\nOutput:\n\n${block("42\n[1, 2]", "")}`,
  "input first": ({ code }) => `Input:\n\n${block("3\n1 2 3", "")}\n\n${block(code)}`,
  "a call after": ({ code, name }) => `${block(code)}\n\nUse:\n\n${block(`print(${name})`)}`,
  "a call before": ({ code, name }) =>
    `It is used so:\n\n${block(`print(${name})`)}\n\n${block(code)}`,
  "an import of it after": ({ code, name }) =>
    `${block(code)}\n\nTest:\n\n${block(`from solution import ${name}\n\nprint(${name})`)}`,
  "an import of it before": ({ code, name }) =>
    `${block(`from solution import ${name}\nprint(${name})`)}\n\n${block(code)}`,
  "a draft first": ({ code, draft }) =>
    `${block(draft)}\n\nThat is wrong. Corrected:\n\n${block(code)}`,
  "a draft first, unnamed": ({ code, draft }) =>
    `${block(draft, "")}\n\nBetter:\n\n${block(code, "")}`,
  "three attempts": ({ code, draft }) =>
    `${block(draft)}\nno\n${block(draft)}\nyes:\n${block(code)}`,
  "a stub after": ({ code, name }) =>
    `${block(code)}\n\nThe form is:\n\n${block(`def ${name}(*args): ...`)}`,
  "a stub with pass after": ({ code, name }) =>
    `${block(code)}\n\nSignature:\n\n${block(`def ${name}(*args):\n    """Does it."""\n    pass`)}`,
  "a stub before": ({ code, name }) =>
    `The signature:\n\n${
      block(`def ${name}(*args):\n    # your code here\n    pass`)
    }\n\nThe whole:\n\n${block(code)}`,
  "a part after": ({ code, name }) =>
    `${block(code)}\n\nThe main part:\n\n${
      block(`def ${name}(*args):\n    ...\n    # the rest as above`)
    }`,
  "a traceback after": ({ code }) =>
    `${block(code)}\n\n${
      block('Traceback (most recent call last):\n  File "a.py", line 1\nValueError: x', "")
    }`,
  "json after": ({ code }) => `${block(code)}\n\n${block('{"a": 1}', "json")}`,
  "unittest after": ({ code, name }) =>
    `${block(code)}\n\n${
      block(
        `import unittest\n\nclass T(unittest.TestCase):\n    def test(self):\n        self.assertTrue(${name})`,
      )
    }`,
  "inline code around": ({ code, name }) =>
    `Use \`${name}\` as in \`${name}(1)\`:\n\n${block(code)}\n\nThe name \`${name}\` is kept.`,
  "a cut-off test after": ({ code, name }) =>
    `${block(`${code.trimEnd()}\n\n\ndef test_it():\n    assert ${name}(`).slice(0, -4)}`,
};
