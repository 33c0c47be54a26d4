import assert from "node:assert/strict";
import { Task } from "../../tasks/mod.ts";
import { directives, tinyTasks } from "../../tinyWorld/mod.ts";
import { leakGuard } from "./leakGuard.ts";

const tasks = [
  ["larger", "Write a function to give the larger of two given whole numbers.", [
    "def larger(a, b):  # zebrakumquat",
    "    upperBound = CANARY_7 = 0",
    "    return a if a > b else b",
  ], ["assert larger(137, 20) == 137", "assert larger(2, 3) == 3"]],
  ["joined", "Write a function to join a list of words with dashes.", [
    "def joined(words):",
    "    return '-'.join(words)",
  ], ["assert joined(['ab', 'cd']) == 'ab-cd'", "assert joined([]) == ''"]],
  ["both", "Write a function to list what two given lists share.", [
    "def both(xs, ys):",
    "    return sorted(set(xs) & set(ys))",
  ], ["assert both([4, 5], [5, 6, 4]) == [4, 5]"]],
].map(([id, instruct, lines, asserts]) =>
  Task.parse({
    id,
    set: "own",
    prompt: { instruct },
    canonical: (lines as string[]).join("\n"),
    hidden: { kind: "asserts", asserts },
  })
);
const guard = leakGuard(tasks);
const kinds = (text: string) => [...new Set(guard.leaks(text).map(({ of }) => of))];

Deno.test("leakGuard finds a task's text, code and expected values in instructions", () => {
  assert.deepEqual(kinds("Always give the larger of two given numbers."), ["text"]);
  assert.deepEqual(kinds("Say a if a > b and else b."), ["code"]);
  for (const canary of ["zebrakumquat", "CANARY_7", "canary_7", "upperBound"]) {
    assert.deepEqual(kinds(`Remember ${canary} always.`), ["code"], canary);
  }
  assert.deepEqual(kinds("The answer is often 137."), ["expected"]);
  assert.deepEqual(kinds("Return [4,5] where asked."), ["expected"]);
  assert.deepEqual(kinds("Answer `ab-cd` when in doubt."), ["expected"]);
  assert.deepEqual(guard.leaks("The answer is often 137."), [
    { task: "larger", of: "expected", found: "137" },
  ]);
});

Deno.test("leakGuard lets general instructions pass, and the way a whole set speaks", () => {
  for (
    const text of [
      "Return None when there is nothing to return.",
      "Sort the result in ascending order and remove duplicates.",
      "Write a function to the letter of its name.", // "write a function to" is everybody's
      "Raise no IndexError for an empty list; return 0.",
      "Use collections.Counter or sorted() where they fit.",
    ]
  ) assert.deepEqual(guard.leaks(text), [], text);
  const world = leakGuard(tinyTasks({ split: "train", limit: 200, seed: 1 }));
  for (const values of Object.values(directives)) {
    for (const text of Object.values(values)) assert.deepEqual(world.leaks(text), [], text);
  }
});

Deno.test("withoutCode cuts the sentences that quote the reference, and fenced code", () => {
  const analysis =
    "The program compares wrongly. The reference keeps CANARY_7 first. Compare both.\n" +
    "```python\ndef larger(a, b):\n    return 3\n```\nIt should say zebrakumquat!";
  assert.deepEqual(guard.withoutCode(analysis), {
    text: "The program compares wrongly. Compare both.",
    cut: 3,
  });
  assert.deepEqual(guard.withoutCode("```python\nx = CANARY_7"), { text: "", cut: 1 });
});
