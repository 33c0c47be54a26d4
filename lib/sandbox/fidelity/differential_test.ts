import assert from "node:assert/strict";
import { needs } from "../../testing/needs.ts";
import { sandbox } from "../openSandbox.ts";
import { differences } from "./differential.ts";

Deno.test({
  ...needs("python", "namespaces"),
  name: "generated programs over all kinds of values are judged as plain Python judges them",
  fn: async () => {
    await using python = await sandbox({ engine: "native", lanes: 1 });
    const { cases, passed, differ, declared } = await differences(python, { seed: 0, count: 150 });
    assert.deepEqual(differ, []);
    assert.equal(declared.size, 0, [...declared.keys()].join("\n"));
    // Tests that pass and tests that do not.
    assert.ok(passed > cases / 2 && passed < cases, `${passed} of ${cases} passed`);
  },
});
