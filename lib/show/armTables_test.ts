import assert from "node:assert/strict";
import { z } from "zod";
import { attempt } from "../runs/mod.ts";
import { Verdict } from "../sandbox/mod.ts";
import { armsTable } from "./armsTable.ts";
import { displayData } from "./display.ts";
import type { Displayable } from "./displayable.ts";
import { pairedTable } from "./pairedTable.ts";
import { TABLE_TYPE } from "./table.ts";

const Named = z.object({ name: z.string(), rows: z.array(z.record(z.string(), z.unknown())) });
const named = async (made: Displayable) => Named.parse((await displayData(made))[TABLE_TYPE]);

const made = (arm: string, taskId: string, status: string) =>
  attempt({
    method: arm,
    taskId,
    verdict: Verdict.parse({ status, guarantee: "apart", engine: "native", cpuMs: 1, wallMs: 1 }),
  });
const attempts = [
  ...["a", "b"].map((task) => made("base", task, "failed")),
  made("resample", "a", "passed"),
  made("resample", "b", "failed"),
  ...["a", "b"].map((task) => made("adapt", task, "passed")),
];

Deno.test("armsTable has a row an arm, the control first", async () => {
  const { name, rows } = await named(armsTable(attempts, { control: "resample" }));
  assert.equal(name, "arms");
  assert.deepEqual(rows.map(({ arm }) => arm), ["resample", "base", "adapt"]);
  const text = String((await displayData(armsTable(attempts)))["text/plain"]);
  assert.match(text.split("\n")[0], /^arm +tasks +seeds +solved +passRatio/);
});

Deno.test("pairedTable sets every arm but the first control against every control", async () => {
  const { name, rows } = await named(pairedTable(attempts));
  assert.equal(name, "paired");
  assert.deepEqual(rows.map(({ arm, control }) => `${arm} - ${control}`), [
    "resample - base",
    "adapt - base",
    "adapt - resample",
  ]);
  assert.deepEqual(rows.map(({ gained, lost }) => [gained, lost]), [[1, 0], [2, 0], [1, 0]]);
  assert.throws(
    () => pairedTable(attempts, { controls: ["none"] }),
    /no attempt of the control none/,
  );
});
