import assert from "node:assert/strict";
import { Task } from "../../tasks/mod.ts";
import { keepSignature } from "./keepSignature.ts";

const task = Task.parse({
  id: "t/1",
  set: "t",
  entryPoint: "task_func",
  hidden: { kind: "run" },
  prompt: {
    complete: 'import re\nimport os\ndef task_func(a, b=[1, 2]):\n    """Add."""\n',
    instruct: "Add two numbers.",
  },
});

Deno.test("a rewrite that lost the signature gets it back, with the imports", () => {
  const { prompt, mended } = keepSignature(task, "Add a to b and return the sum.");
  assert.deepEqual(mended, ["signature"]);
  assert.match(prompt, /import re\nimport os\ndef task_func\(a, b=\[1, 2\]\):/);
});

Deno.test("a rewrite that kept the signature is left as it is", () => {
  const reply = "Add.\n```\nimport re\nimport os\ndef task_func(a, b=[1, 2]):\n```";
  assert.deepEqual(keepSignature(task, reply), { prompt: reply, mended: [] });
});

Deno.test("code in a rewrite is removed", () => {
  const { prompt, mended } = keepSignature(
    task,
    "Do this:\n```python\ndef task_func(a, b):\n    return a + b\n```",
  );
  assert.deepEqual(mended, ["code", "signature"]);
  assert(!prompt.includes("return a + b"));
});

Deno.test("an echo or an empty reply leaves the prompt as it was, and says so", () => {
  assert.deepEqual(keepSignature(task, " Add two\nnumbers. "), {
    prompt: "Add two numbers.",
    mended: ["echo"],
  });
  assert.deepEqual(keepSignature(task, ""), { prompt: "Add two numbers.", mended: ["empty"] });
  assert.deepEqual(keepSignature(task, "```python\nx = 1\n    y = 2\n```").mended, [
    "code",
    "empty",
  ]);
});
