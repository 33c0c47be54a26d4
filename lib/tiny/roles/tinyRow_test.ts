import assert from "node:assert/strict";
import { solve } from "../../models/mod.ts";
import { tinyTasks } from "../../tinyWorld/mod.ts";
import { Task } from "../../tasks/mod.ts";
import { replyText } from "./replyText.ts";
import { tinyRow } from "./tinyRow.ts";

const task = Task.parse(tinyTasks({ limit: 3 })[2]);
const answers = {
  solve: "    return sum(nums)\n",
  repair: "    if not nums:\n        return 0\n    return max(nums)\n",
  plan: "take the items of nums\nreturn the sum",
  edgeTests: "f([])\nf([1, 2])",
  judge: "right",
};
const intents = {
  solve: solve(task).intent,
  repair: { kind: "repair", task, code: "", feedback: { kind: "failed", message: "" } },
  plan: { kind: "plan", task },
  edgeTests: { kind: "edgeTests", task },
  judge: { kind: "judge", task, code: "" },
} as const;

Deno.test("a row teaches the answer that the embedded model gave, for every kind of intent", () => {
  for (const [kind, answer] of Object.entries(answers)) {
    const intent = intents[kind as keyof typeof intents];
    const text = replyText(intent, answer);
    assert.equal(tinyRow(intent, { text }).completion, answer, kind);
  }
  const wrong = replyText(intents.judge, "wrong");
  assert.equal(tinyRow(intents.judge, { text: wrong }).completion, "wrong");
});

Deno.test("a row of another model's reply has its program's body and its plan's steps", () => {
  const code = `def f(nums):\n    """Sum."""\n    return sum(nums)\n`;
  const text = `Here:\n\`\`\`python\n${code}\`\`\``;
  assert.equal(tinyRow(intents.solve, { text, code }).completion, "    return sum(nums)\n");
  const plan = "The plan:\n 1) Take the items.\n\n2. Return the sum \nLogic: AND";
  assert.equal(tinyRow(intents.plan, { text: plan }).completion, "Take the items.\nReturn the sum");
});

Deno.test("a row keeps the tokens that were drawn", () => {
  const row = tinyRow(intents.solve, { text: "    return 1\n", tokenIds: [3, 4] });
  assert.deepEqual(row.completionIds, [3, 4]);
  assert.match(row.prompt, /^<solve>.*<answer>$/s);
});
