/** What hands that know other libraries write: read where it is plain, else answered in a line. */
import assert from "node:assert/strict";
import { scripted } from "../engines/mod.ts";
import { mcnemar, summarize } from "../metrics/mod.ts";
import { solve } from "../models/mod.ts";
import { sandbox } from "../sandbox/mod.ts";
import { extractCode, Task } from "../tasks/mod.ts";
import { show } from "./mod.ts";

const task = Task.parse({ id: "own/1", set: "own", prompt: {}, hidden: { kind: "run" } });
const rate = { value: 1, low: 1, high: 1 };
const chart = show.passRates([{ arm: "base", rate }]);
const coder = scripted(() => "pass");

const guesses: [string, (() => unknown), RegExp][] = [
  [
    "show.table(summary)",
    () => show.table(summarize([]) as never),
    /show\.scoreRows\(summarize\(run\)\)/,
  ],
  ["show.table(undefined)", () => show.table(undefined as never), /a table is of rows/],
  ["show.chart(rows)", () => show.chart([{ x: 1 }] as never), /show\.chart\(\(Plot\) => /],
  [
    "show.run(name)",
    () => show.run("base-code" as never),
    /show\.run wants what `await record\(…\)`/,
  ],
  ["toPNG(2)", () => chart.toPNG(2 as never), /toPNG\("chart\.png", \{ scale: 2 \}\)/],
  ["toSVG({})", () => chart.toSVG({} as never), /the first is a file/],
  [
    "extractCode(completion)",
    () => extractCode({ text: "x" } as never),
    /extractCode\(completion\.text\)/,
  ],
  ["mcnemar(run, run)", () => mcnemar([] as never, [] as never), /compareArms\(run, "base"\)/],
];
for (const name of ["n", "num_samples", "num_return_sequences"]) {
  const ask = () => coder.ask({ ...solve(task), [name]: 3 });
  guesses.push([
    `ask({ ${name} })`,
    ask,
    new RegExp(`'${name}' is written samples`),
  ]);
}
for (const name of ["max_tokens", "max_new_tokens"]) {
  const ask = () => coder.ask(solve(task, { [name]: 3 }));
  guesses.push([`solve({ ${name} })`, ask, /is written maxTokens/]);
}

for (const [name, guess, says] of guesses) {
  Deno.test(`${name} is answered by what to write`, async () => {
    const { message } = await Promise.resolve().then(guess).then(
      () => assert.fail("nothing is said"),
      (error: Error) => error,
    );
    assert.match(message, says);
    assert.doesNotMatch(message, /\n/);
  });
}

Deno.test("run('print(1)') is answered by what to write", async () => {
  await using python = await sandbox({ lanes: 1 });
  await assert.rejects(python.run("print(1)" as never), /run\(\{ code: "print\(1\)" \}\)/);
});

Deno.test("a frame knows pandas' names, groups by one column, and says how a query is written", async () => {
  const rows = [{ arm: "a", n: 1 }, { arm: "b", n: 2 }, { arm: "a", n: 3 }];
  // deno-lint-ignore no-explicit-any
  const frame = await show.frame(rows) as any;
  assert.throws(() => frame.column("arm").value_counts(), /written valueCounts/);
  assert.throws(() => frame.to_csv(), /written toCSV/);
  assert.throws(() => frame.sort_values(), /written sortValues/);
  assert.deepEqual(frame.groupby("arm").sum().values, frame.groupby(["arm"]).sum().values);
  assert.throws(() => frame.query("arm == 'a'"), /query takes no text .*frame\.query\(/);
  assert.equal(frame.query(frame.column("arm").eq("a")).shape[0], 2);
});
