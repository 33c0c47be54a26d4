import assert from "node:assert/strict";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { danfo, type Exports } from "./danfo.ts";
import { parquetRows } from "./parquetRows.ts";

const { DataFrame } = await danfo();
const rows = [
  ['a, "b"', 1, true, NaN, "x"],
  ["two\nlines", 0.5, false, 3, 7],
  [" béta ", -2, true, NaN, NaN],
];
const columns = ["arm", "passed", "ok", "cost", "mixed"];
const frame = new DataFrame(rows, { columns }) as Exports & InstanceType<typeof DataFrame>;

Deno.test("a frame's CSV quotes what must be, leaves out what is missing, and is written where it is told", () => {
  const folder = mkdtempSync(join(tmpdir(), "frames-")), file = join(folder, "own.csv");
  try {
    const text = frame.toCSV(file);
    assert.equal(
      text,
      'arm,passed,ok,cost,mixed\n"a, ""b""",1,true,,x\n"two\nlines",0.5,false,3,7\n" béta ",-2,true,,\n',
    );
    assert.equal(readFileSync(file, "utf8"), text);
    frame.toCSV({ filePath: join(folder, "danfo.csv") }); // as danfo writes it
    assert.equal(readFileSync(join(folder, "danfo.csv"), "utf8"), text);
    assert.throws(() => frame.toCSV({ path: file } as never), /frame\.toCSV.*path/);
    assert.throws(() => frame.toCSV(join(folder, "none", "own.csv")), /no folder/);
  } finally {
    rmSync(folder, { recursive: true });
  }
});

Deno.test("a frame's JSON is its rows, also inside of something else", () => {
  const [first] = frame.toJSON();
  assert.deepEqual(first, { arm: 'a, "b"', passed: 1, ok: true, cost: null, mixed: "x" });
  const inside = JSON.parse(JSON.stringify({ "own.json": frame }))["own.json"];
  assert.deepEqual(inside, frame.toJSON());
});

Deno.test("a frame's Parquet is read back as it was, a column of several types as text", async () => {
  const folder = mkdtempSync(join(tmpdir(), "frames-")), file = join(folder, "own.parquet");
  try {
    await frame.toParquet(file);
    const found = await Array.fromAsync(parquetRows(file));
    assert.deepEqual(found.map((row) => row.arm), rows.map(([arm]) => arm));
    assert.deepEqual(found[1], { arm: "two\nlines", passed: 0.5, ok: false, cost: 3, mixed: "7" });
    assert.equal(found[2].cost ?? undefined, undefined);
  } finally {
    rmSync(folder, { recursive: true });
  }
});

Deno.test("a part of a frame and a column are exported, too", () => {
  const part = frame.loc({ columns: ["passed"] }) as unknown as Exports;
  assert.equal(part.toCSV(), "passed\n1\n0.5\n-2\n");
  const column = frame.column("passed") as unknown as Exports;
  assert.equal(column.toCSV(), "passed\n1\n0.5\n-2\n");
});
