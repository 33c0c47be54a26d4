import assert from "node:assert/strict";
import { sampleId, sampleProgram, sampleRow } from "./sampleProgram.ts";
import { Task } from "./task.ts";

const prompt = 'from typing import List\n\n\ndef f(xs: List[int]) -> int:\n    """ Sums. """\n';
const task = Task.parse({
  id: "own/7",
  set: "own",
  entryPoint: "f",
  prompt: { complete: prompt },
  hidden: { kind: "run" },
});
const body = "    return sum(xs)\n";
const whole = "def f(xs: List[int]):\n    return sum(xs)\n";
const program = (row: { completion?: string; solution?: string }) => sampleProgram(task, row);

Deno.test("sampleProgram takes what is a program as it stands", () => {
  assert.deepEqual(program({ completion: body }), { code: prompt + body, extracted: false });
  assert.deepEqual(program({ completion: whole }), { code: prompt + whole, extracted: false });
  const own = "def f(xs):\n    return sum(xs)  # done";
  assert.deepEqual(program({ solution: own }), { code: own, extracted: false });
  const wrong = "def f(xs):\n    return sum(xs\n";
  assert.deepEqual(program({ solution: wrong }), { code: wrong, extracted: false });
});

Deno.test("sampleProgram gives a solution the imports that it uses", () => {
  assert.equal(program({ solution: whole }).code, `from typing import List\n${whole}`);
  const optional = "def f(xs: Optional[int]):\n    return 1\n";
  assert.equal(program({ solution: optional }).code, `from typing import Optional\n${optional}`);
  const future = `from __future__ import annotations\n${whole}`;
  assert.equal(program({ solution: future }).code, future);
});

Deno.test("sampleProgram takes replies apart, in either field", () => {
  const replies = [
    `Here:\n\`\`\`python\n${body}\`\`\``,
    `<think>\nreturn 0?\n</think>\n${body}`,
    `${body.trimEnd()}<|im_end|>`,
    `${body.trimEnd()}\n\`\`\`\n\nThis sums.`,
  ];
  for (const reply of replies) {
    assert.deepEqual(
      program({ completion: reply }),
      { code: prompt + body, extracted: true },
      reply,
    );
    assert.equal(program({ solution: reply }).code, prompt + body, reply);
  }
  const fenced = program({ solution: `\`\`\`python\n${whole}\`\`\`` });
  assert.match(fenced.code, /^from typing import List\n+def f/);
  assert.deepEqual(program({ completion: "<think>\ndef f(xs): return 0\n" }).code, "");
});

Deno.test("sampleRow reads ids of any form and other fields that are no JSON", () => {
  assert.deepEqual(sampleRow('{"task_id": 17, "completion": "x", "logprob": NaN}', "a:1"), {
    id: "17",
    completion: "x",
    solution: undefined,
  });
  assert.equal(
    sampleRow('{"task_id": "Mbpp/17", "solution": "x", "completion": null}', "a").solution,
    "x",
  );
  assert.throws(() => sampleRow('{"task_id": "1", "completion": "x', "a.jsonl:3"), {
    name: "TaskSetError",
    message: /^a\.jsonl:3: /,
  });
  assert.throws(() => sampleRow('{"task_id": "1"}', "a:1"), /neither 'completion' nor 'solution'/);
});

Deno.test("sampleId finds the task of a row as sampleRow does, wherever it stands", () => {
  const rows: [text: string, id: string][] = [
    ['{"task_id": "HumanEval/0", "completion": "x"}', "HumanEval/0"],
    [' { "task_id":11,"completion":"x"}', "11"],
    ['{"completion": "x", "task_id": "a/1"}', "a/1"],
    ['{"task_id": "a\\u002f1", "completion": "x"}', "a/1"],
    ['{"task_id": "first", "completion": "x", "task_id": "last"}', "last"],
    ['{"task_id": "a/1", "completion": "print(\\"task_id\\")"}', "a/1"],
    ['{"task_id": "a/1", "completion": "x", "meta": {"task_id": "b"}}', "a/1"],
    ['{"meta": {"task_id": "b"}, "task_id": "a/1", "completion": "x", "nan": NaN}', "a/1"],
  ];
  for (const [text, id] of rows) {
    assert.equal(sampleId(text, "own.jsonl:1"), id, text);
    assert.equal(sampleRow(text, "own.jsonl:1").id, id, text);
  }
  for (const text of ['{"completion": "x"}', '{"task_id": [1]}', '{"task_id": "a', "3", ""]) {
    assert.throws(() => sampleId(text, "own.jsonl:1"), /^TaskSetError: own.jsonl:1: /, text);
  }
});
