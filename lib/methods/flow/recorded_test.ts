/** Programs that real models wrote, with the verdicts that their authors published. */
import assert from "node:assert/strict";
import { model } from "../../engines/mod.ts";
import { sandbox } from "../../sandbox/mod.ts";
import { loadTasks } from "../../tasks/mod.ts";
import { dataFolder, needs } from "../../testing/needs.ts";
import { base } from "./base.ts";

for (const [name, solved] of [["gpt-3.5-turbo-0613", 121], ["codellama", 81]] as const) {
  Deno.test({
    ...needs("data"),
    name: `the recorded programs of ${name} solve ${solved} of 164 HumanEval tasks, as published`,
    fn: async () => {
      await using python = await sandbox();
      await using coder = model(`recorded:${dataFolder}/recorded-humaneval-${name}.jsonl.gz`);
      let passed = 0;
      for await (
        const { verdict } of base({ tasks: await loadTasks("humaneval"), coder, python })
      ) {
        if (verdict?.status === "passed") passed++;
      }
      assert.equal(passed, solved);
    },
  });
}
