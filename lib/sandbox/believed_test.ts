import assert from "node:assert/strict";
import { believed } from "./believed.ts";

const said = { status: "passed", guarantee: "apart", tests: [], wallMs: 1 };
const trace = { version: 1, events: [], total: 0, dropped: 0, values: [], lines: {} };

Deno.test("believed takes a verdict of the right shape, with or without its trace", () => {
  assert.equal(believed(said, "native").status, "passed");
  assert.equal(believed(said, "native").stdoutBytes, 0);
  assert.deepEqual(believed({ ...said, trace }, "wasm").trace, trace);
});

Deno.test("believed drops a trace that is none and keeps the verdict", () => {
  for (const odd of [null, 3, [], {}, { ...trace, version: 2 }, { ...trace, events: [{}] }]) {
    assert.deepEqual(believed({ ...said, trace: odd }, "native"), believed(said, "native"));
  }
});

Deno.test("believed gives killed for anything else: never an exception, never passed", () => {
  const odd = [
    undefined,
    null,
    3,
    "passed",
    [],
    [said],
    { ...said, status: "won" },
    {
      ...said,
      wallMs: null,
    },
    { ...said, tests: [{ status: "passed" }] },
    { ...said, stdout: 3 },
  ];
  for (const answer of odd) assert.equal(believed(answer, "native").status, "killed");
});
