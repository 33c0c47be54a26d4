import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { z } from "zod";
import { loadTasks, Task } from "../tasks/mod.ts";
import { dataFolder, needs } from "../testing/needs.ts";
import { scripted } from "./scripted.ts";
import { dialects, type Request, solve } from "../models/mod.ts";
import { model } from "./model.ts";

const task = Task.parse({
  id: "own/1",
  set: "own",
  prompt: { complete: 'def add(a, b):\n    """Add."""\n' },
  entryPoint: "add",
  hidden: { kind: "run" },
});

async function withFolder(work: (folder: string) => Promise<void>) {
  const folder = mkdtempSync(join(tmpdir(), "recorded-"));
  try {
    await work(folder);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

Deno.test("HumanEval's sample rows are matched by task, and the i-th row is the i-th sample", () =>
  withFolder(async (folder) => {
    const file = join(folder, "samples.jsonl.gz");
    const rows = [
      { task_id: "own/1", completion: "    return a + b\n" },
      { task_id: "own/2", completion: "    return 0\n" },
      { task_id: "own/1", solution: "def add(a, b):\n    return b + a\n" },
    ];
    writeFileSync(file, gzipSync(rows.map((row) => JSON.stringify(row)).join("\n")));
    await using replay = model(`recorded:${file}`);
    const codes: string[] = [];
    for await (const { completion } of replay.generate([solve(task, { samples: 2 })])) {
      codes.push(completion.code);
      assert.equal(completion.model, `recorded:${file}`);
    }
    assert.deepEqual(codes, [
      task.prompt.complete + "    return a + b\n",
      "def add(a, b):\n    return b + a\n",
    ]);
    await assert.rejects(replay.ask({ intent: { kind: "plan", task } }), { name: "ModelError" });
    await assert.rejects(async () => {
      for await (const _ of replay.generate([solve(task, { samples: 3 })]));
    }, { message: /holds no solve of own\/1, sample 2/ });
  }));

Deno.test("sample rows are read as score reads them: ids of any form, NaN, fences; a cut line is told", () =>
  withFolder(async (folder) => {
    const file = join(folder, "samples.jsonl");
    const rows = [
      '{"task_id": "OWN/1", "completion": "    return a + b\\n", "logprob": NaN}',
      '{"task_id": 1, "solution": "```python\\ndef add(a, b):\\n    return b + a\\n```"}',
      '{"task_id": "1", "solution": "def add(a, b: Optional[int]):\\n    return 1\\n"}',
    ];
    writeFileSync(file, rows.join("\n") + "\n");
    await using replay = model(`recorded:${file}`);
    const codes: string[] = [];
    for await (const { completion } of replay.generate([solve(task, { samples: 3 })])) {
      codes.push(completion.code);
    }
    assert.deepEqual(codes, [
      task.prompt.complete + "    return a + b\n",
      "def add(a, b):\n    return b + a\n",
      "from typing import Optional\ndef add(a, b: Optional[int]):\n    return 1\n",
    ]);
    writeFileSync(file, rows.join("\n").slice(0, -9));
    await using cut = model(`recorded:${file}`);
    await assert.rejects(cut.ask(solve(task)), /^TaskSetError: samples\.jsonl:3: /);
  }));

Deno.test({
  ...needs("data"),
  name: "programs that real models wrote are replayed as they were published",
  fn: async () => {
    const tasks = await loadTasks("humaneval");
    for (const name of ["codellama", "gpt-3.5-turbo-0613"]) {
      await using replay = model(`recorded:${dataFolder}/recorded-humaneval-${name}.jsonl.gz`);
      let count = 0;
      for await (const { task, completion } of replay.generate(tasks.map((each) => solve(each)))) {
        assert(completion.code.includes(`def ${task.entryPoint}`), completion.code);
        count++;
      }
      assert.equal(count, 164);
    }
  },
});

Deno.test("JSON replies are replayed with their repair; a dialect of one's own must be given again", () =>
  withFolder(async (folder) => {
    const store = join(folder, "store.jsonl");
    const own = { name: "own", render: dialects.chat.render };
    const request: Request = {
      intent: { kind: "judge", task, code: "pass" },
      schema: z.object({ right: z.boolean() }),
      samples: 2,
    };
    const judge = scripted(["no", '{"right":false}', '{"right":true}'], { store, dialect: own });
    for await (const _ of judge.generate([request]));
    await judge.close();
    await using replay = model(`recorded:${store}`, { dialect: own });
    const values = [];
    for await (const { completion } of replay.generate([request])) values.push(completion.json);
    assert.deepEqual(values, [{ right: false }, { right: true }]);
    await using without = model(`recorded:${store}`);
    await assert.rejects(without.ask(request), {
      message: "recorded with the dialect own: pass it in the options",
    });
  }));

Deno.test("a replay finds what was recorded under two versions of a prompt", () =>
  withFolder(async (folder) => {
    const store = join(folder, "store.jsonl");
    for (const version of ["first", "second"]) {
      const coder = scripted([version], { store, prompts: { solve: `${version}: {{task}}` } });
      await coder.ask(solve(version === "first" ? task : { ...task, id: "own/2", prompt: {} }));
      await coder.close();
    }
    await using replay = model(`recorded:${store}`);
    assert.equal((await replay.ask(solve(task))).text, "first");
    assert.equal((await replay.ask(solve({ ...task, id: "own/2", prompt: {} }))).text, "second");
  }));

Deno.test("sample rows are known by their fields, in any order and behind a byte order mark", () =>
  withFolder(async (folder) => {
    const file = join(folder, "samples.jsonl"), long = `    return a + b  # ${"y".repeat(1 << 17)}`;
    for (
      const [start, row] of [
        ["", { completion: long, task_id: "own/1" }],
        ["\ufeff", { task_id: "own/1", completion: long }],
      ] as const
    ) {
      writeFileSync(file, start + JSON.stringify(row));
      await using replay = model(`recorded:${file}`);
      assert.equal((await replay.ask(solve(task))).text, long);
    }
  }));
