import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { dirname } from "node:path";
import { needs, venvPython } from "../../testing/needs.ts";
import { loadTasks } from "../../tasks/mod.ts";
import { sandbox } from "../openSandbox.ts";
import { programOf } from "../programOf.ts";
import { programOfCase, readCases, scriptOfCase } from "./readCases.ts";

const cases = readCases("numpy.json");
const python = dirname(dirname(venvPython));

Deno.test({
  ...needs("science"),
  name: "plain Python says of NumPy's values what the cases say that it does",
  fn: () => {
    // NumPy takes its time to load.
    for (const one of cases.filter((_, index) => index % 4 === 1)) {
      const { status } = spawnSync(venvPython, ["-I", "-W", "ignore", "-c", scriptOfCase(one)], {
        input: "",
      });
      assert.equal(status === 0, one.plain === "passed", one.id);
    }
  },
});

for (const profile of ["plain", "science"] as const) {
  Deno.test({
    ...needs("science", "namespaces"),
    name: `NumPy's scalars, truth values and arrays are judged as plain Python does (${profile})`,
    fn: async () => {
      await using engine = await sandbox({ engine: "native", profile, python, lanes: 1 });
      for (const one of cases) {
        // The second time the calls may be sent ahead.
        for (const seed of [0, 1]) {
          const { status, reason, error } = await engine.run({ ...programOfCase(one), seed });
          const shown = `${one.id}: ${status} ${reason ?? ""} ${JSON.stringify(error ?? {})}`;
          assert.notEqual(status, "harness", shown);
          assert.equal(status === "passed", one.plain === "passed", shown);
        }
      }
    },
  });
}

Deno.test({
  ...needs("science", "namespaces", "data"),
  name: "HumanEval/53 takes NumPy's sum for what it is, and a wrong one for wrong",
  fn: async () => {
    const task = (await loadTasks("humaneval")).find(({ id }) => id === "HumanEval/53")!;
    await using engine = await sandbox({ engine: "native", python, lanes: 1 });
    for (const [sum, status] of [["np.add(x, y)", "passed"], ["np.add(x, x)", "failed"]]) {
      const code = `import numpy as np\n\ndef add(x, y):\n    return ${sum}\n`;
      assert.equal((await engine.run(programOf({ task, completion: { code } }))).status, status);
    }
  },
});
