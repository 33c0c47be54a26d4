import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { gunzipSync } from "node:zlib";
import { random } from "../../base/mod.ts";
import { Status, Verdict } from "../../sandbox/mod.ts";
import { loadTasks } from "../../tasks/mod.ts";
import { dataFolder, needs } from "../../testing/needs.ts";
import { comparePrograms } from "./comparePrograms.ts";
import { exportPreferences } from "./exportPreferences.ts";
import { preferencePairs, type SampledProgram } from "./preferencePairs.ts";

const verdict = (status: string, more: object = {}) =>
  Verdict.parse({ status, guarantee: "apart", engine: "native", cpuMs: 1, wallMs: 1, ...more });
const program = (
  completion: string,
  status: string,
  more: Partial<SampledProgram> = {},
): SampledProgram => ({
  taskId: "own/1",
  prompt: "Double x.",
  completion,
  verdict: verdict(status),
  ...more,
});

Deno.test({
  ...needs("data"),
  name:
    "the two recorded files give 52 success-against-worse pairs, 46 and 6, in any order of the input",
  fn: async () => {
    const prompts = new Map(
      (await loadTasks("humaneval")).map(({ id, prompt }) => [id, prompt.complete!]),
    );
    const programs = ["gpt-3.5-turbo-0613", "codellama"].flatMap((model) => {
      const file = `${dataFolder}/recorded-humaneval-${model}.jsonl.gz`;
      const lines = gunzipSync(readFileSync(file)).toString().split("\n").filter(Boolean);
      return lines.map((line) => {
        const { task_id, solution, is_solved } = JSON.parse(line);
        return {
          model,
          ...program(solution, is_solved ? "passed" : "failed"),
          taskId: task_id,
          prompt: prompts.get(task_id)!,
        };
      });
    });
    assert.equal(programs.length, 328);
    const pairs = preferencePairs(programs);
    const by = (model: string) =>
      pairs.filter(({ taskId, chosen }) =>
        programs.some((one) =>
          one.model === model && one.taskId === taskId && one.completion === chosen
        )
      ).length;
    assert.deepEqual(
      [pairs.length, by("gpt-3.5-turbo-0613"), by("codellama")],
      [52, 46, 6],
    );
    assert(
      pairs.every(({ chosenOutcome, rule }) => chosenOutcome === "S_succ" && rule === "outcome"),
    );
    for (const seed of [1, 2, 3]) {
      assert.deepEqual(preferencePairs(random(seed).shuffle(programs)), pairs);
    }
  },
});

Deno.test("pairs are the full cross product of what is better and worse, whatever the order of the input", () => {
  const draw = random(3);
  const programs = Array.from(
    { length: 40 },
    (_, i) =>
      program(`return ${draw.integer(0, 9)}`, draw.pick(Status.options), {
        taskId: `own/${i % 3}`,
      }),
  );
  const pairs = preferencePairs(programs);
  let expected = 0;
  programs.forEach((a, i) =>
    programs.slice(i + 1).forEach((b) => {
      if (a.taskId !== b.taskId || [a, b].some((one) => one.verdict.status === "harness")) return;
      expected += Math.abs(comparePrograms(a, b).order);
    })
  );
  assert.equal(pairs.length, expected);
  for (const distinct of [false, true]) {
    const first = preferencePairs(programs, { distinct });
    for (const seed of [1, 2, 3]) {
      assert.deepEqual(preferencePairs(random(seed).shuffle(programs), { distinct }), first);
    }
  }
});

Deno.test("a pair says both outcomes, traces, drawn tokens and what decided", () => {
  const trace = { version: 1, events: [], total: 0, dropped: 0, values: [], lines: { 1: 1 } };
  const [pair] = preferencePairs([
    program("x * 3", "error", { verdict: verdict("error", { trace }) }),
    program("x * 2", "passed", { completionIds: [5, 6] }),
  ]);
  assert.deepEqual(pair, {
    taskId: "own/1",
    prompt: "Double x.",
    chosen: "x * 2",
    rejected: "x * 3",
    chosenIds: [5, 6],
    chosenOutcome: "S_succ",
    rejectedOutcome: "S_err",
    rejectedTrace: trace,
    rule: "outcome",
  });
});

Deno.test("one program in other clothes counts once, by its worst outcome; a text in it is its own", () => {
  const bare = 'def f(x):\n    return "# " + x\n';
  const dressed = 'def f(x):\n    """Says it."""\n\n    # so\n    return "# " + x  # here\n';
  const other = 'def f(x):\n    return "#" + x\n';
  const worse = program("def f(x):\n    pass\n", "error");
  const programs = [
    program(bare, "passed"),
    program(dressed, "passed"),
    program(other, "passed"),
    worse,
  ];
  assert.equal(preferencePairs(programs).length, 3);
  assert.equal(preferencePairs(programs, { distinct: true }).length, 2);
  const flaky = [program(bare, "passed"), program(dressed, "failed"), worse];
  assert.deepEqual(
    preferencePairs(flaky, { distinct: true }).map(({ chosenOutcome }) => chosenOutcome),
    ["S_fail_test"],
  );
});

Deno.test("the same program is the same sequence of tokens, docstrings apart, and no other one is", () => {
  const count = (...codes: string[]) =>
    preferencePairs(codes.map((code, i) => program(code, i ? "failed" : "passed")), {
      distinct: true,
    }).length;
  const same = [
    ["x=1\n", "x  =  1  # one\n"],
    ["def f(x):\n  return x\n", "def f( x ) :\n\t\treturn x"],
    [
      "def f(x):\n    return x\n",
      'def f(\n    x,\n):  # more\n    """Doc."""\n    return x\n'
        .replace("x,", "x"),
    ],
    ["import a\n", '"""A module."""\n\nimport a\n'],
    ["class A:\n    n = 1\n", "class A:\n    # first\n    'Doc ' \"more\"\n\n    n = 1\n"],
    ["if x:\n    y = (1 +\n         2)\n", "if x:\r\n  y = (1 + 2)\r\n"],
    ["y = 1 + \\\n    2\n", "y = 1 + 2\n"],
  ];
  for (const codes of same) assert.equal(count(...codes), 0, codes.join("\n---\n"));
  const f = (sign: string) =>
    `def f(x):\n    """doc"""  # noqa\n    y = x ${sign} 1\n    return y\n\ndef g(x):\n    """doc"""\n    return x\n`;
  const other = [
    [f("+"), f("-")],
    ['def f():\n    return """a\n\nb"""\n', 'def f():\n    return """a\nb"""\n'],
    ['s = """a \nb"""\n', 's = """a\nb"""\n'],
    ['s = "abc\\\n# def"\n', 's = "abc\\\n# xyz"\n'],
    ["if a:\n    b()\n    c()\n", "if a:\n    b()\nc()\n"],
    ["a = b > = c\n", "a = b >= c\n"],
    ["x = notin\n", "x = not in\n"],
    ["def f():\n    'one'\n    return f.__doc__\n", "def f():\n    'two'\n    return f.__doc__\n"],
    ["x = 'a'\n'b'\n", "x = 'a' 'b'\n"],
    ["x = 1; y = 2\n", "x = 1\ny = 3\n"],
  ];
  for (const codes of other) assert.equal(count(...codes), 1, codes.join("\n---\n"));
});

Deno.test("of programs that are one, the worst stands, in any order of the input", () => {
  const raised = (completion: string, type: string, more: Partial<SampledProgram> = {}) =>
    program(completion, "error", {
      verdict: verdict("error", { error: { type, message: "" } }),
      ...more,
    });
  const programs = [
    raised("a", "KeyError"),
    raised("a", "IndexError"),
    raised("b", "TypeError"),
    raised("a ", "KeyError", { completionIds: [2] }),
    raised("a", "KeyError", { completionIds: [1] }),
  ];
  const first = preferencePairs(programs, { distinct: true });
  assert.deepEqual(first.map(({ chosen, rejected }) => [chosen, rejected]), [["b", "a "]]);
  for (let seed = 1; seed < 30; seed++) {
    assert.deepEqual(
      preferencePairs(random(seed).shuffle(programs), { distinct: true }),
      first,
    );
  }
});

Deno.test("other prompts of a task are other groups, and an empty prompt is refused", () => {
  const programs = [program("a", "passed"), program("b", "failed", { prompt: "Twice x." })];
  assert.deepEqual(preferencePairs(programs), []);
  assert.throws(() => preferencePairs([program("a", "passed", { prompt: " " })]), {
    name: "RangeError",
    message: "own/1: a pair needs its prompt, and it is empty",
  });
});

Deno.test("preferences are exported as trl's explicit prompts and as preferred outputs", () => {
  const prompt = "def f(x):\n";
  const pairs = [{ prompt, chosen: `${prompt}    return 2 * x\n`, rejected: "    return x\n" }];
  const [{ chosen, rejected }] = pairs;
  assert.deepEqual(exportPreferences(pairs, { format: "plain" }), [
    { prompt, chosen: "    return 2 * x\n", rejected },
  ]);
  const said = (content: string) => [{ role: "assistant", content }];
  assert.deepEqual(exportPreferences(pairs), [
    { prompt: [{ role: "user", content: prompt }], chosen: said(chosen), rejected: said(rejected) },
  ]);
  assert.deepEqual(exportPreferences(pairs, { format: "preferred", system: "Be brief." }), [{
    input: {
      messages: [{ role: "system", content: "Be brief." }, { role: "user", content: prompt }],
    },
    preferred_output: said(chosen),
    non_preferred_output: said(rejected),
  }]);
  assert.throws(() => exportPreferences(pairs, { format: "csv" as "plain" }), {
    name: "RangeError",
    message: "'format' must be one of plain, conversational, preferred: csv",
  });
  assert.throws(() => exportPreferences(pairs, { format: "plain", system: "x" }), /no place for/);
});
