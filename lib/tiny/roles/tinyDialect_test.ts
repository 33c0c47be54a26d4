import assert from "node:assert/strict";
import { tinyTasks } from "../../tinyWorld/mod.ts";
import { mergeDirectives } from "./mergeDirectives.ts";
import { replyText } from "./replyText.ts";
import { bodyIn, tinyPrompt } from "./tinyDialect.ts";

const [task] = tinyTasks({ limit: 1, steps: 3, seed: 4 });
const text = task.prompt.complete!.match(/"""(.*)\n/)![1];
const parameters = task.prompt.complete!.match(/\((.*)\)/)![1];
const whole = `<solve>${parameters}<text>${text}<answer>`;

Deno.test("complete and instruct prompts read the same", () => {
  assert.equal(tinyPrompt({ kind: "solve", task }), whole);
  assert.equal(tinyPrompt({ kind: "solve", task, form: "instruct" }), whole);
});

Deno.test("a plan is taken from the intent or from a Subtasks block", () => {
  const prompt = task.prompt.complete!.replace(
    / {4}"""\n$/,
    '\n    Subtasks:\n    1. Take the words.\n    2. join them\n    """\n',
  );
  const asked = tinyPrompt({ kind: "solve", task, prompt });
  assert.equal(asked, tinyPrompt({ kind: "solve", task, plan: ["Take the words.", "join them"] }));
  assert(asked.includes("<steps>take the words\njoin them<answer>"), asked);
});

Deno.test("a rewritten prompt with its signature is read without the frame", () => {
  const prompt =
    "Take the words and join them.\nYou should write self-contained code starting with:\n```\ndef f(words):\n```";
  assert.equal(
    tinyPrompt({ kind: "solve", task, form: "instruct", prompt }),
    "<solve>words<text>Take the words and join them.<answer>",
  );
});

Deno.test("code and feedback lose what the model cannot read", () => {
  const code = task.canonical!;
  const asked = tinyPrompt({
    kind: "repair",
    task,
    code,
    feedback: { kind: "Logical", message: "f([]) raised IndexError: no on line 7." },
  });
  assert(asked.endsWith("<feedback>f([]) raised IndexError: no<answer>"), asked);
  assert(asked.includes(`<code>${bodyIn(code)}<feedback>`), asked);
  assert(!bodyIn(code).includes('"""') && bodyIn(code).startsWith("    "));
});

Deno.test("a written program is whole: prompt and body together", () => {
  const reply = replyText({ kind: "solve", task }, bodyIn(task.canonical!));
  assert.equal(reply, task.canonical);
});

Deno.test("merged directives follow the votes, and a held one yields to two", () => {
  const zero = "Return 0 when there is nothing to return.";
  const none = "Return None when there is nothing to return.";
  assert.deepEqual(mergeDirectives([], [zero, "Take care."]), [zero]);
  assert.deepEqual(mergeDirectives([none], [zero]), [none]);
  assert.deepEqual(mergeDirectives([none], [zero, zero]), [zero]);
});
