import assert from "node:assert/strict";
import { directives } from "../../tinyWorld/mod.ts";
import { holdsCode, readInstructions } from "./instructions.ts";

const list = (count: number, text = "Check the input.") =>
  Array.from({ length: count }, (_, i) => `${i + 1}. ${text.replace("the", `the ${i}th`)}`).join(
    "\n",
  );

Deno.test("readInstructions reads numbered, bulleted and JSON lists, and nothing around them", () => {
  const two = ["Handle empty input.", "Return a list, not a tuple."];
  for (
    const reply of [
      "1. Handle empty input.\n2. Return a list, not a tuple.",
      "Here they are:\n\n1) Handle empty\n   input.\n2) Return a list, not a tuple.\n\nGood luck!",
      "- Handle empty input.\n* Return a list, not a tuple.",
      "**1. Handle empty input.**\n**2. Return a list, not a tuple.**",
      '```json\n["Handle empty input.", "Return a list, not a tuple."]\n```',
      "<think>1. Hm</think>1. Handle empty input.\n2. Return a list, not a tuple.\n2. Return a list, not a tuple.",
    ]
  ) assert.deepEqual(readInstructions(reply), { instructions: two }, reply);
  for (const values of Object.values(directives)) {
    for (const text of Object.values(values)) {
      assert.deepEqual(readInstructions(`1. ${text}`).instructions, [text]);
    }
  }
});

Deno.test("readInstructions says what is wrong: prose, too many, too long, code, nothing", () => {
  const problem = (reply: string) => readInstructions(reply).problem;
  assert.equal(
    problem("You should be careful with empty lists. Then all is well."),
    "no numbered list",
  );
  assert.equal(problem(list(14)), "more than 10 instructions (14)");
  assert.equal(problem(list(10)), undefined);
  assert.equal(problem("1. One. Two. Three."), "instruction 1: more than 2 sentences");
  assert.equal(problem("1. Round down, e.g. 2.5 to 2. Do so always."), undefined);
  assert.equal(problem("```python\ndef f(x):\n    return x\n```"), "code");
  assert.equal(problem("1. Fine.\n2. Begin with `def f(x):`."), "instruction 2: code");
  assert.equal(problem(""), "an empty reply");
  assert.equal(problem("<think>so</think>\n"), "an empty reply");
  assert.equal(
    problem("1. \n2. "),
    "instruction 1: Too small: expected string to have >=1 characters",
  );
  assert.equal(problem("[]"), "no instructions (0)");
});

Deno.test("holdsCode tells programs and pieces of them from words with names in them", () => {
  const code = [
    "return max(xs, default=0)",
    "Use sorted(xs) first.",
    "x = 1",
    "total += n",
    "if x == 0",
    "Take xs[0].",
    "Use lambda x: x.",
    "for x in xs:",
    "import re",
    "```\npass\n```",
  ];
  for (const text of code) assert(holdsCode(text), text);
  const words = [
    "Return None (not an empty list) when there is nothing to return.",
    "Use `sorted()` and the built-in max() where they fit.",
    "Import what you need, for instance `math` or `re`.",
    "Return a value; do not print it.",
    "If the input is empty: return 0.",
    "Keep the function's name and its parameters.",
    "Handle lists (empty ones too) with care.",
    "For each pair (a, b), compare both.",
  ];
  for (const text of words) assert(!holdsCode(text), text);
});
