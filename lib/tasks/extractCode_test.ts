import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { needs } from "../testing/needs.ts";
import { lookalikes } from "../testing/lookalikes.ts";
import { replyCases } from "../testing/replyCases.ts";
import { bodyForms } from "../testing/replyForms/bodies.ts";
import { moduleForms } from "../testing/replyForms.ts";
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

Deno.test("extractCode takes a reply of one sign again and again", () => {
  assert.equal(extractCode("`".repeat(200_000), options), "");
  for (const mark of ["`", "~", "```\n", "(", '"""\n', "<think>", "\\"]) {
    extractCode(mark.repeat(20_000 / mark.length), options);
    const reply = `\`\`\`python\n${whole}\`\`\`\n${mark.repeat(10_000 / mark.length)}`;
    if (mark !== "<think>") assert.ok(extractCode(reply, options).startsWith(whole), mark);
  }
});

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

const own = `import math


def helper(a):
    """Rounds.

    >>> helper(1.5)
    1
    """
    return math.floor(a)


def add(a, b):
    # it's < or & "x"
    if a < b and (a & 1):
        return helper(a) + b
    return [a + b][0]
`;
const draft = (name: string) => `def ${name}(*args, **kwargs):\n    return None\n`;
const forms = Object.entries(moduleForms).flatMap(([kind, all]) =>
  Object.entries(all).map(([name, wrap]) => ({ name: `${kind}: ${name}`, wrap }))
);
const plainSpaces = (text: string) => text.replace(/[\u00a0\u3000]/g, " ");

Deno.test({
  ...needs("python"),
  name: "extractCode finds the program in every form of reply",
  fn: () => {
    assert.ok(forms.length >= 255, `${forms.length} forms`);
    const pairs = forms.map(({ name, wrap }) => {
      const reply = wrap({ code: own, name: "add", draft: draft("add") });
      return { name, a: plainSpaces(extractCode(reply, { entryPoint: "add" })), b: own };
    });
    assert.deepEqual(differing(pairs), []);
  },
});

/** Forms that the program's own text makes into something else. */
const mixed =
  /In \[|>>> |a patch|numbered|indented in a list|on a list's line|quoted|draft first|three attempts/;

Deno.test({
  ...needs("python"),
  name: "extractCode gives back programs that look like wrapped ones, from every form and bare",
  fn: () => {
    const pairs = Object.entries(lookalikes).flatMap(([title, code]) =>
      [{ name: "bare", wrap: (_: { code: string }) => code }, ...forms].filter(({ name }) =>
        !mixed.test(name)
      ).map(({ name, wrap }) => {
        const reply = wrap({ code, name: "wanted", draft: draft("wanted") });
        const a = plainSpaces(extractCode(reply, { entryPoint: "wanted" }));
        return { name: `${title}: ${name}`, a, b: code };
      })
    );
    assert.deepEqual(differing(pairs), []);
  },
});

for (const { name, reply, program, ...options } of replyCases) {
  Deno.test(`extractCode of a reply: ${name}`, () => {
    assert.equal(extractCode(reply, options), program);
  });
}

/** Each task takes so many forms; `TRACELAB_REQUIRE=whole` takes all. */
const formsATask = 5;

Deno.test({
  ...needs("data", "python"),
  name: "extractCode gives back every canonical solution from every shape",
  fn: async () => {
    const whole = Deno.env.get("TRACELAB_REQUIRE") === "whole";
    const seed = Number(Deno.env.get("TRACELAB_SEED") ?? 0);
    const pairs: Parameters<typeof differing>[0] = [];
    let next = seed * 31;
    for (const set of ["starter", "humaneval", "mbpp", "leetcode", "bigcodebench"]) {
      const tasks = await loadTasks(set);
      const every = whole ? 1 : Math.ceil(tasks.length / 100);
      for (const task of tasks.filter((_, i) => (i + seed) % every === 0)) {
        const { complete } = task.prompt;
        const { entryPoint, canonical: code } = task;
        const name = entryPoint?.match(/^\w+/)?.[0];
        if (!name) continue;
        const wrong = name === "Solution" ? "class Solution:\n    pass\n" : draft(name);
        const bodies = complete ? Object.entries(bodyForms) : [];
        for (let i = 0; i < (whole ? forms.length : formsATask); i++) {
          const form = forms[next++ % forms.length];
          const reply = form.wrap({ code: code!, name, draft: wrong });
          const a = extractCode(reply, { prompt: complete, entryPoint });
          pairs.push({
            name: `${task.id}: ${form.name}`,
            a: plainSpaces(a),
            b: plainSpaces(code!),
          });
        }
        for (let i = 0; i < (whole ? bodies.length : Math.min(2, bodies.length)); i++) {
          const [form, wrap] = bodies[next++ % bodies.length];
          const a = extractCode(wrap(code!.slice(complete!.length)), {
            prompt: complete,
            entryPoint,
          });
          pairs.push({
            name: `${task.id}: body, ${form}`,
            a: plainSpaces(a),
            b: plainSpaces(code!),
          });
        }
      }
    }
    assert.deepEqual(differing(pairs), []);
  },
});

Deno.test("extractCode reads a reply that goes on and on: the program before it is found, nothing is read a thousand times", () => {
  const prompt = 'def add(a, b):\n    """ Adds. """\n';
  const program = "def add(a, b):\n    return a + b\n";
  // A square of these lengths is minutes.
  for (const bit of ["\\\n", " ", "#\n", "(\n", "x = (\n", "@\n", "else:\n", "'''a\n", "1. "]) {
    const tail = bit.repeat(Math.ceil(20_000 / bit.length));
    const reply = `\`\`\`python\n${program}\`\`\`\n\n${tail}`;
    assert.equal(extractCode(reply, { prompt, entryPoint: "add" }), program, bit);
    assert.equal(typeof extractCode(tail, { prompt, entryPoint: "add" }), "string", bit);
  }
});

Deno.test("extractCode puts a bare method into the class that was asked for", () => {
  const prompt = "from typing import List\n\nclass Solution:\n" +
    '    def pair(self, nums: List[int], target: int) -> List[int]:\n        """ Finds. """\n';
  const ask = (reply: string) => extractCode(reply, { prompt, entryPoint: "Solution().pair" });
  const method = "def pair(self, nums: List[int], target):\n    return [0, 1]\n";
  const wanted = "from typing import List\n\n\nclass Solution:\n" +
    "    def pair(self, nums: List[int], target):\n        return [0, 1]\n";
  assert.equal(ask(`\`\`\`python\n${method}\`\`\`\n`), wanted);
  assert.equal(ask(method), wanted);
  const helper = "def other(x):\n    return x\n";
  assert.equal(
    ask(`Here:\n\n\`\`\`python\n${helper}\n${method}\`\`\`\n`),
    wanted.replace("class", `${helper}\nclass`),
  );
});

Deno.test("a body of one line with an escape in a string is code as it stands; a program sent as one line is not", () => {
  const options = { prompt: "def f(items):\n", entryPoint: "f" };
  for (const margin of ["", " ", "  ", "   ", "    ", "      "]) {
    for (
      const line of [
        'return "\\n".join("- " + item for item in items)',
        "return '\\n'.join(items)",
        'return items.split("\\n")[0]',
        'return f"{items}\\n\\t"',
      ]
    ) {
      // Any margin is Python's.
      const code = extractCode(margin + line, options).replace(/\n +/, "\n");
      assert.equal(code, `def f(items):\n${line}\n`);
    }
  }
  const sent = "def f(items):\\n    return '-'.join(items)";
  for (const reply of [sent, `"${sent}"`]) {
    assert.equal(extractCode(reply, options), "def f(items):\n    return '-'.join(items)\n");
  }
});
