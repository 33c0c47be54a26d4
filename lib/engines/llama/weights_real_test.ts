/** The real model, where `TRACELAB_MODELS` has it; minutes on two cores. */
import assert from "node:assert/strict";
import process from "node:process";
import { solve } from "../../models/mod.ts";
import { sandbox } from "../../sandbox/mod.ts";
import { loadTasks } from "../../tasks/mod.ts";
import { needs } from "../../testing/needs.ts";
import { model } from "../mod.ts";

/** `TRACELAB_PROMPTS=40` for more. */
const count = Number(process.env.TRACELAB_PROMPTS ?? 16);
const uri = "gguf:qwen2.5-coder-0.5b";

Deno.test({
  ...needs("llama", "weights"),
  name: "three tasks for real: asked, written, judged",
  async fn() {
    const tasks = (await loadTasks("starter")).slice(0, 3);
    await using coder = model(uri, { store: false, context: 2048 });
    await using python = await sandbox();
    const statuses: string[] = [];
    const requests = tasks.map((task) => solve(task, { maxTokens: 200 }));
    for await (const { verdict, completion } of python.judge(coder.generate(requests))) {
      assert(completion.code.includes("def "), completion.text);
      assert(completion.usage.completionTokens! > 5);
      statuses.push(verdict.status);
    }
    assert.equal(statuses.length, 3);
    assert(!statuses.includes("harness"), statuses.join());
  },
});

Deno.test({
  ...needs("llama", "weights"),
  name: `${count} prompts, sixteen at a time and one at a time: the same replies, token by token`,
  async fn() {
    const tasks = (await loadTasks("starter")).slice(0, count);
    const run = async (concurrency: number) => {
      const all: string[] = [];
      // Short prompts: most of the time would go to reading them.
      const prompts = { solve: "Write the Python function {{entryPoint}}, with a docstring." };
      await using coder = model(uri, { store: false, context: 512, concurrency, prompts });
      const requests = tasks.map((task) => solve(task, { maxTokens: 20 }));
      for await (const { task, completion } of coder.generate(requests)) {
        all[tasks.indexOf(task)] = completion.text;
      }
      return all;
    };
    assert.deepEqual(await run(16), await run(1));
  },
});
