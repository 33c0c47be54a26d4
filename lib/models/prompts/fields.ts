/** What an intent says, as text for the holes of its prompt. */
import { signatureOf, type Task, type Test } from "../../tasks/mod.ts";
import type { Demonstration, Feedback, Intent } from "../intent.ts";
import { fenceFor } from "./fenceFor.ts";
import type { Fields } from "./template.ts";
import { withSubtasks } from "./withSubtasks.ts";

/** Every hole that a prompt may have; those an intent does not fill stay `undefined`. */
const none = {
  task: undefined,
  signature: undefined,
  entryPoint: undefined,
  tests: undefined,
  head: undefined,
  plan: undefined,
  directives: undefined,
  demonstrations: undefined,
  code: undefined,
  feedback: undefined,
  errorClass: undefined,
  reference: undefined,
  analyses: undefined,
  analysis: undefined,
  count: undefined,
  reply: undefined,
  problem: undefined,
} satisfies Fields;

/** The fields of an intent. */
export function fieldsOf(intent: Intent): Fields {
  if (intent.kind === "optimise") {
    return {
      ...none,
      directives: numbered(intent.directives),
      analyses: intent.analyses.length
        ? intent.analyses.map((text, i) => `Analysis ${i + 1}:\n${text.trim()}`).join("\n\n")
        : undefined,
      count: String(intent.count ?? 10),
      reply: intent.refused && (intent.refused.reply.trim() || "(nothing)"),
      problem: intent.refused?.problem,
    };
  }
  const { task } = intent;
  const fields: Fields = { ...none, ...taskFields(intent, task) };
  if ("code" in intent) fields.code = intent.code?.trim() || undefined;
  if ("feedback" in intent) fields.feedback = feedbackText(intent.feedback);
  if ("reference" in intent) fields.reference = intent.reference?.trim();
  if (intent.kind === "solve") {
    fields.plan = holdsPlan(intent.prompt, intent.plan ?? []) ? undefined : numbered(intent.plan);
    fields.directives = numbered(intent.directives);
    fields.demonstrations = demonstrationText(intent.demonstrations);
    fields.head = head(task, intent);
  }
  if (intent.kind === "rewrite") fields.errorClass = intent.errorClass;
  if (intent.kind === "edgeTests") fields.count = String(intent.count ?? 5);
  if (intent.kind === "judge") {
    fields.analysis = intent.analysis?.trim();
    // Who is shown no program, and then one that is right, judges that.
    fields.code ??= "(nothing)";
  }
  return fields;
}

function taskFields(intent: Intent, task: Task): Fields {
  const { complete, instruct } = task.prompt;
  const form = intent.kind === "solve" ? intent.form : undefined;
  const own = form === "instruct" ? instruct ?? complete : complete ?? instruct;
  const text = (intent.kind === "solve" && intent.prompt) || own || "";
  const signature = signatureIn(task);
  // Of an expression such as `Solution().f` the last name.
  const called = task.entryPoint?.match(/[\p{L}_][\p{L}\p{N}_]*$/u)?.[0];
  const named = called !== undefined && text.includes(called);
  return {
    task: text.trim(),
    entryPoint: task.entryPoint,
    // A rewritten prompt often loses the signature, and with it the task (TRACE: 50 of 50 to 18 of 50).
    signature: signature && !text.includes(signature) ? signature : undefined,
    // MBPP's texts do not name the function: its examples do.
    tests: named ? undefined : testText(task.visible),
  };
}

const numbered = (lines?: string[]) =>
  lines?.length ? lines.map((line, i) => `${i + 1}. ${line.trim()}`).join("\n") : undefined;

const demonstrationText = (shown?: Demonstration[]) =>
  shown?.length
    ? shown.map(({ task, code }) => {
      const fence = fenceFor(code);
      return `${task.trim()}\n${fence}python\n${code.trim()}\n${fence}`;
    }).join("\n\n")
    : undefined;

const feedbackText = (feedback?: Feedback) =>
  feedback &&
  [`${feedback.kind}: ${feedback.message}`.trim(), feedback.trace?.trim()]
    .filter(Boolean).join("\n");

/** The entry point's signature, as the task's own prompt has it. */
function signatureIn({ prompt, entryPoint }: Task): string | undefined {
  if (!entryPoint) return undefined;
  for (const text of [prompt.complete, prompt.instruct]) {
    const signature = text && signatureOf(text, entryPoint);
    if (signature) return signature;
  }
}

/** What a base model continues: signature and docstring, with a rewritten prompt or a plan in it. */
function head(task: Task, intent: Extract<Intent, { kind: "solve" }>): string | undefined {
  const { prompt, plan } = intent;
  const own = task.prompt.complete;
  const rewritten = prompt && task.entryPoint && prompt.includes(`def ${task.entryPoint}`);
  const text = rewritten ? prompt : prompt && own ? `"""\n${prompt}\n"""\n${own}` : own;
  return text && plan?.length && !holdsPlan(text, plan) ? withSubtasks(text, plan) : text;
}

/** Whether a prompt has the steps in it already: a plan is printed once. */
const holdsPlan = (prompt: string | undefined, plan: string[]) =>
  plan.every((step, i) => prompt?.includes(`${i + 1}. ${step.trim()}`));

/** Visible tests as a reader would write them. */
function testText(test?: Test): string | undefined {
  switch (test?.kind) {
    case "asserts":
      return test.asserts.join("\n");
    case "check":
    case "unittest":
      return test.code.trim();
    case "stdio":
      return test.cases.map(({ input, output }) => `Input:\n${input}\nOutput:\n${output}`)
        .join("\n\n");
    case "call":
      return `Arguments: ${test.inputs}\nResults: ${test.outputs}`;
    case "inputs":
      return `Arguments: ${test.base}`;
    default:
      return undefined;
  }
}
