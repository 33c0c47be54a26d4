import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { needs } from "../testing/needs.ts";
import { extractCode } from "./extractCode.ts";
import { loadTasks } from "./loadTasks.ts";

const prompt =
  `from typing import List\n\n\ndef total(xs: List[int]) -> int:\n    """ Adds.\n    >>> total([1])\n    1\n    """\n`;
const body = `    result = 0\n    for x in xs:\n        result += x\n    return result\n`;
const options = { prompt, entryPoint: "total" };
const whole = prompt + body;

Deno.test("extractCode takes the fence that defines the entry point, among several", () => {
  const reply =
    `First install it:\n\`\`\`bash\npip install x\n\`\`\`\nThen:\n\`\`\`python\n${whole}\`\`\`\nUse it:\n\`\`\`python\nprint(total([1, 2]))\n\`\`\`\n`;
  assert.equal(extractCode(reply, options), whole);
});

Deno.test("extractCode takes the last of two answers", () => {
  const wrong = whole.replace("+=", "-=");
  assert.equal(
    extractCode(`\`\`\`python\n${wrong}\`\`\`\nWait, better:\n\`\`\`\n${whole}\`\`\``, options),
    whole,
  );
});

Deno.test("extractCode joins a helper that stands in a fence of its own", () => {
  const reply =
    "```python\ndef helper(x):\n    return x\n```\nand\n```python\ndef f(x):\n    return helper(x)\n```";
  assert.equal(
    extractCode(reply, { entryPoint: "f" }),
    "def helper(x):\n    return x\n\ndef f(x):\n    return helper(x)\n",
  );
});

Deno.test("extractCode puts a body behind the prompt, whatever indentation it lost", () => {
  assert.equal(extractCode(body, options), whole);
  assert.equal(extractCode(body.trimStart(), options), whole);
  assert.equal(extractCode(body.replace(/^ {4}/gm, ""), options), whole);
  assert.equal(extractCode("```python\n" + body + "```", options), whole);
  assert.equal(extractCode("return sum(xs)", options), `${prompt}    return sum(xs)\n`);
});

Deno.test("extractCode gives tabs of a body the prompt's indentation", () => {
  assert.equal(extractCode(body.replaceAll("    ", "\t"), options), whole);
});

Deno.test("extractCode cuts what a completion model writes after the body", () => {
  assert.equal(extractCode(`${body}\n\ndef other(x):\n    retu`, options), whole);
  assert.equal(extractCode(`${body}\n\nif __name__ == "__main__":\n    main()`, options), whole);
  const helped = "    return helper(xs)\n\n\ndef helper(xs):\n    return sum(xs)\n";
  assert.match(extractCode(helped, options), /def helper/);
});

Deno.test("extractCode adds imports of the prompt that the module leaves out", () => {
  const bare = whole.slice(whole.indexOf("def total"));
  assert.equal(extractCode(`Here:\n\`\`\`python\n${bare}\`\`\``, options), whole);
});

Deno.test("extractCode leaves out prose around code without a fence", () => {
  const reply =
    `Sure! Here is the solution:\n\n${whole}\nThis function adds all the numbers of the list.\n`;
  assert.equal(extractCode(reply, options), whole);
});

Deno.test("extractCode keeps fences and tags that are part of the program", () => {
  const code = 'def f():\n    """ Gives\n    ```\n    x\n    ```\n    """\n    return "<think>"\n';
  assert.equal(extractCode(code, { entryPoint: "f" }), code);
  assert.equal(extractCode("Here:\n```python\n" + code + "```\nDone.", { entryPoint: "f" }), code);
});

Deno.test("extractCode of a reply without code is empty", () => {
  assert.equal(extractCode("", options), "");
  assert.equal(extractCode("I am sorry, I cannot help with that.", options), "");
  const draft = "<think>\nMaybe\n```python\ndef add(a, b):\n    return a - b\n```\nno, I sho";
  assert.equal(extractCode(draft, options), "");
});

/** Every way in which models wrap a module that is right. */
const moduleShapes: Record<string, (code: string) => string> = {
  bare: (code) => code,
  fence: (code) => `\`\`\`python\n${code}\n\`\`\``,
  "fence without a language": (code) => `\`\`\`\n${code}\n\`\`\``,
  "tilde fence": (code) => `~~~py\n${code}\n~~~`,
  "fence that is never closed": (code) => `Here it is:\n\`\`\`python\n${code}`,
  "fence in prose": (code) =>
    `Certainly! Here's a solution that works:\n\n\`\`\`python\n${code}\n\`\`\`\n\nIt runs in O(n). Note that 3 cases matter.`,
  "several fences": (code) =>
    `Install:\n\n\`\`\`bash\npip install numpy\n\`\`\`\n\n\`\`\`python\n${code}\n\`\`\`\n\nOutput:\n\n\`\`\`text\n42\n\`\`\`\n`,
  "fence in a list": (code) =>
    `1. The code:\n\n   \`\`\`python\n${code.replace(/^(?=.)/gm, "   ")}\n   \`\`\``,
  "prose without a fence": (code) =>
    `Here is the code you asked for:\n\n${code}\n\nThis works because it is simple.`,
  "closing fence only": (code) => `${code}\n\`\`\`\n\nThis prints 42. Note that 3 cases matter.`,
  "an example in a fence after it": (code) =>
    `Here is the function:\n\n${code}\n\nUse it like this:\n\n\`\`\`python\nprint(1)\n\`\`\`\n`,
  "a block of output after it": (code) => `${code}\n\nOutput:\n\`\`\`\n42\n\`\`\`\n`,
  thinking: (code) =>
    `<think>\nMaybe\n\`\`\`python\nx = 1\n\`\`\`\nno.\n</think>\n\n\`\`\`python\n${code}\n\`\`\``,
  "closing think tag only": (code) => `Let me see.\n</think>\n\`\`\`python\n${code}\n\`\`\``,
  "Windows line ends": (code) =>
    `Here:\r\n\`\`\`python\r\n${code.replaceAll("\n", "\r\n")}\r\n\`\`\`\r\n`,
};

const bodyShapes: Record<string, (body: string) => string> = {
  bare: (body) => body,
  fence: (body) => `\`\`\`python\n${body}\n\`\`\``,
  "first line stripped": (body) => body.trimStart(),
  "closing fence only": (body) =>
    `${body}\n\`\`\`\n\nFor example:\n\`\`\`python\nprint(1)\n\`\`\`\n`,
  "Windows line ends": (body) => body.replaceAll("\n", "\r\n"),
  "another function after it": (body) => `${body}\n\ndef zzz_other(x):\n    return [`,
};

/** Python's verdict whether two programs have the same syntax tree. */
function differing(pairs: { name: string; a: string; b: string }[]): string[] {
  const script = `
import ast, json, sys
for pair in json.load(sys.stdin):
    try:
        same = ast.dump(ast.parse(pair["a"])) == ast.dump(ast.parse(pair["b"]))
    except SyntaxError as error:
        same = False
    if not same:
        print(pair["name"])
`;
  const input = JSON.stringify(pairs);
  return execFileSync("python3", ["-c", script], { input, maxBuffer: 1 << 28 }).toString().split(
    "\n",
  ).filter(Boolean);
}

Deno.test({
  ...needs("data", "python"),
  name: "extractCode gives back every canonical solution from every shape",
  fn: async () => {
    const pairs: Parameters<typeof differing>[0] = [];
    for (const set of ["starter", "humaneval", "mbpp", "bigcodebench"]) {
      const tasks = await loadTasks(set);
      // A part of the largest set: all of it takes a minute.
      const every = Deno.env.get("TRACELAB_REQUIRE") === "whole"
        ? 1
        : Math.ceil(tasks.length / 170);
      for (const task of tasks.filter((_, i) => i % every === 0)) {
        const { complete } = task.prompt;
        const { entryPoint, canonical: code } = task;
        for (const [shape, wrap] of Object.entries(moduleShapes)) {
          const a = extractCode(wrap(code!), { prompt: complete, entryPoint });
          pairs.push({ name: `${task.id}: ${shape}`, a, b: code! });
        }
        if (!complete) continue;
        for (const [shape, wrap] of Object.entries(bodyShapes)) {
          const a = extractCode(wrap(code!.slice(complete.length)), {
            prompt: complete,
            entryPoint,
          });
          pairs.push({ name: `${task.id}: body, ${shape}`, a, b: code! });
        }
      }
    }
    assert.deepEqual(differing(pairs), []);
  },
});
