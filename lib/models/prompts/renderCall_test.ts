import assert from "node:assert/strict";
import { Task } from "../../tasks/mod.ts";
import { type DialectName, dialects } from "../dialects.ts";
import type { Intent } from "../intent.ts";
import { withSubtasks } from "./withSubtasks.ts";
import { renderCall, type RenderOptions } from "./renderCall.ts";
import { fill, templateHash } from "./template.ts";

const task = Task.parse({
  id: "own/1",
  set: "own",
  prompt: {
    complete: "import math\n\ndef area(r: float = math.sqrt(2)) -> float:\n" +
      '    """Area of a circle.\n\n    Returns:\n    - float: the area\n    """\n',
    instruct: "Write the area of a circle.",
  },
  entryPoint: "area",
  visible: { kind: "asserts", asserts: ["assert area(0) == 0"] },
  hidden: { kind: "asserts", asserts: ["assert area(1) == 3.14159  # hidden"] },
  canonical: "# canonical",
});
const feedback = {
  kind: "AssertionError",
  message: "area(0) gave 1, expected 0",
  trace: "line 3: r = 0",
};
const code = "def area(r):\n    return 1";

const intents: Intent[] = [
  { kind: "solve", task, plan: ["square it", "times pi"], directives: ["be exact"] },
  { kind: "plan", task, code, feedback },
  { kind: "rewrite", task, code, feedback, errorClass: "Logical" },
  { kind: "repair", task, code, feedback },
  { kind: "edgeTests", task, code, count: 3 },
  { kind: "analyse", task, code, feedback, reference: "def area(r): ..." },
  { kind: "optimise", directives: ["be exact"], analyses: ["it was wrong"], count: 7 },
  { kind: "judge", task, code, reference: "def area(r): ..." },
  { kind: "judge", task, code, protocol: "analyse" },
  { kind: "judge", task, code, protocol: "summarise", analysis: "all is well" },
  { kind: "judge", task, code, protocol: "taxonomy" },
];

function render(intent: Intent, options: RenderOptions = {}) {
  const call = renderCall({ intent }, { dialect: dialects.chat }, options);
  const { messages, text } = call.prompt;
  return { ...call, text: text ?? messages!.map(({ content }) => content).join("\n\n") };
}

for (const dialect of Object.keys(dialects) as DialectName[]) {
  Deno.test(`${dialect} renders every intent whole, with its fields and without what is hidden`, () => {
    for (const intent of intents) {
      const { text } = render(intent, { dialect });
      assert(!/\{\{|\}\}|undefined|\[object/.test(text), text);
      assert(!/hidden|canonical/.test(text), text);
      if ("feedback" in intent) assert(text.includes(feedback.message), text);
      if ("code" in intent && !("protocol" in intent && intent.protocol === "summarise")) {
        assert(text.includes(code), text);
      }
    }
  });
}

Deno.test("solve has plan and directives in words, and leaves out the paragraphs it has no fields for", () => {
  const { text } = render({ kind: "solve", task, plan: ["square it"], directives: ["be exact"] });
  assert.match(text, /Follow these instructions:\n1\. be exact/);
  assert.match(text, /Work in these steps:\n1\. square it/);
  const bare = render({ kind: "solve", task }).text;
  assert(!/instructions:|steps:|It must pass|It starts with/.test(bare), bare);
  assert(bare.endsWith(task.prompt.complete!.trim()));
});

Deno.test("the instruct form, and a rewritten prompt, keep the signature", () => {
  const signature = "def area(r: float = math.sqrt(2)) -> float:";
  const instruct = render({ kind: "solve", task, form: "instruct" }).text;
  assert(
    instruct.includes(`Write the area of a circle.\n\nIt starts with:\n${signature}`),
    instruct,
  );
  const rewritten = render({ kind: "solve", task, prompt: "Compute the circle's area." }).text;
  assert(
    rewritten.includes(`Compute the circle's area.\n\nIt starts with:\n${signature}`),
    rewritten,
  );
  assert(!rewritten.includes("Area of a circle."));
});

Deno.test("a task whose text does not name its function shows the visible tests", () => {
  const { text } = render({ kind: "solve", task: { ...task, prompt: { instruct: "Circles." } } });
  assert.match(text, /It must pass:\nassert area\(0\) == 0/);
});

Deno.test("a base model continues the task's own text, byte for byte, and stops after the function", () => {
  const { prompt, sampling } = render({ kind: "solve", task }, { dialect: "completion" });
  assert.deepEqual(prompt, { text: task.prompt.complete });
  assert.deepEqual(sampling.stop, ["\nclass ", "\ndef ", "\nif ", "\nprint("]);
  assert.deepEqual(
    render({ kind: "solve", task }, { dialect: "completion", stop: ["#"] }).sampling.stop,
    [
      "#",
    ],
  );
});

Deno.test("a plan that the prompt holds already is printed once", () => {
  const plan = ["Square it.", "Times pi."];
  const prompt = withSubtasks(task.prompt.complete!, plan);
  const count = (text: string) => text.split("1. Square it.").length - 1;
  for (const dialect of ["completion", "alpaca"] as const) {
    const { text } = render({ kind: "solve", task, plan, prompt }, { dialect });
    assert.equal(count(text!), 1, dialect);
    assert.equal(count(render({ kind: "solve", task, plan }, { dialect }).text!), 1, dialect);
  }
});

Deno.test("for a base model the plan becomes a block of the docstring, before Returns", () => {
  const { text } = render({ kind: "solve", task, plan: ["square it", "times pi"] }, {
    dialect: "completion",
  });
  assert(
    text.includes("\n    Subtasks:\n    1. square it\n    2. times pi\n\n    Returns:\n"),
    text,
  );
  const short = { ...task, prompt: { complete: 'def area(r):\n    """Area."""\n' } };
  assert.equal(
    render({ kind: "solve", task: short, plan: ["square it"] }, { dialect: "completion" }).text,
    'def area(r):\n    """Area.\n\n    Subtasks:\n    1. square it\n    """\n',
  );
});

Deno.test("alpaca and mistral are the forms those models were trained on", () => {
  const alpaca = render(intents[1], { dialect: "alpaca" }).text;
  assert.match(alpaca, /^Below is an instruction.*\n\n### Instruction:\n[^]*\n\n### Response:\n$/);
  assert.match(render(intents[1], { dialect: "mistral" }).text, /^\[INST\] [^]* \[\/INST\]$/);
});

Deno.test("a prompt is replaced by a text, a template or a function, and its hash tells", () => {
  const usual = render({ kind: "solve", task });
  const text = render({ kind: "solve", task }, { prompts: { solve: "Do {{task}}" } });
  assert.equal(text.text, `Do ${task.prompt.complete!.trim()}`);
  assert.equal(text.promptHash, templateHash({ user: "Do {{task}}" }));
  assert.notEqual(text.promptHash, usual.promptHash);
  const made = render({ kind: "solve", task }, {
    prompts: { solve: (intent) => ({ system: intent.kind, user: "{{entryPoint}}" }) },
  });
  assert.equal(made.text, "solve\n\narea");
  const judge = render({ kind: "judge", task, code, protocol: "mine" }, {
    prompts: { "judge:mine": "Is {{code}} right?" },
  });
  assert.equal(judge.promptName, "judge:mine");
  assert.throws(() => render({ kind: "judge", task, code, protocol: "mine" }), {
    message: "unknown prompt: judge:mine",
  });
});

Deno.test("sampling is the request's, else the user's, else the engine's", () => {
  const engine = {
    dialect: dialects.chat,
    defaults: { temperature: 0.1, topP: 0.9, maxTokens: 5 },
  };
  const { sampling } = renderCall({ intent: intents[0], temperature: 0.7 }, engine, {
    topP: 0.5,
    temperature: 0.3,
  });
  assert.deepEqual(sampling, { temperature: 0.7, topP: 0.5, maxTokens: 5 });
});

Deno.test("a misspelt hole is an error, and so is an unknown dialect", () => {
  assert.throws(() => fill("{{taks}}", { task: "x" }), {
    message: "unknown field in a prompt: {{taks}}",
  });
  assert.throws(() => fill("{{constructor}}", {}), /field in a prompt: \{\{constructor\}\}/);
  assert.throws(() => render(intents[0], { dialect: "latin" as DialectName }), {
    message: "unknown dialect: latin (there are chat, completion, alpaca, mistral)",
  });
});

Deno.test("a value may hold braces, dollars and blank lines", () => {
  assert.equal(
    fill("A:\n{{a}}\n\nB: {{b}}", { a: "x\n\n{{b}} $1", b: undefined }),
    "A:\nx\n\n{{b}} $1",
  );
});
