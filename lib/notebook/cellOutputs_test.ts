import assert from "node:assert/strict";
import { CellOutputs } from "./cellOutputs.ts";
import { type CodeCell, joined } from "./nbformat.ts";

const printed = (texts: string[]) => {
  const cell: CodeCell = {
    cell_type: "code",
    id: "a",
    metadata: {},
    source: "",
    outputs: [],
    execution_count: null,
  };
  const outputs = new CellOutputs();
  for (const text of texts) {
    outputs.apply(cell, { type: "stream", content: { name: "stdout", text } });
  }
  const [first] = cell.outputs;
  assert(cell.outputs.length === 1 && "text" in first);
  return first.text as string[];
};

Deno.test("a stream's text is kept as lines, however its messages cut them", () => {
  for (const text of ["a\nb\nc", "\n\n", "a", "a\n", "\r\nb\r\n", "x\n\ny\n"]) {
    const expected = text.split(/(?<=\n)/);
    assert.deepEqual(printed([text]), expected);
    assert.deepEqual(printed([...text]), expected);
    assert.deepEqual(printed(["", text, ""]), expected);
  }
});

Deno.test("messages are joined in time that grows with their number, in lines or in one", () => {
  for (const end of ["\n", ""]) {
    const took = (count: number) => {
      const began = performance.now();
      assert.equal(
        joined(printed(Array(count).fill(`0123456789${end}`))).length,
        count * (10 + end.length),
      );
      return performance.now() - began;
    };
    took(1000);
    const few = Math.max(took(10_000), 5), many = took(160_000);
    assert(many < 100 * few, `${few} ms, then ${many} ms`); // 256 times, were it their square
  }
});
