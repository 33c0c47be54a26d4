import assert from "node:assert/strict";
import { mbppPlus } from "./mbppPlus.ts";
import { Row } from "../reading/row.ts";

/** The hidden test of a row of MBPP+ with these argument lists. */
function hidden(id: number, entryPoint: string, inputs: unknown[] = [[1]]) {
  const row = {
    task_id: `Mbpp/${id}`,
    prompt: "",
    entry_point: entryPoint,
    canonical_solution: `def ${entryPoint}(*_): pass\n`,
    assertion: `assert ${entryPoint}(1) == 1`,
    atol: 0,
    base_input: inputs,
    plus_input: {},
  };
  const { hidden } = mbppPlus(new Row(JSON.stringify(row), "row"));
  assert(hidden.kind === "inputs");
  return hidden;
}

const base = (id: number, inputs: unknown[]) => JSON.parse(hidden(id, "f", inputs).base);

Deno.test("mbppPlus gives each task of EvalPlus's special list its oracle, and others none", () => {
  const oracles = {
    not_none: ["check_str", "text_match_three", "text_starta_endb"],
    any_order: [
      "similar_elements",
      "find_char_long",
      "common_in_nested_lists",
      "extract_singly",
      "larg_nnum",
      "intersection_array",
      "find_dissimilar",
      "Diff",
    ],
    anything: ["are_equivalent"],
    zero_too: ["sum_div"],
    surface_area: ["surface_Area"],
    digit_distance: ["digit_distance_nums"],
  };
  for (const [oracle, names] of Object.entries(oracles)) {
    for (const name of names) assert.equal(hidden(9999, name).oracle, oracle, name);
  }
  assert.equal(hidden(9999, "find_zero").oracle, undefined);
});

Deno.test("mbppPlus writes back the types that its plain JSON lost, by task", () => {
  assert.deepEqual(base(9999, [[[1, 2], "x"]]), [[[1, 2], "x"]]);
  assert.deepEqual(base(2, [[[3, 4], [5]]]), [[{ t: [3, 4] }, { t: [5] }]]);
  assert.deepEqual(base(63, [[[[1, 2], [3]]]]), [[[{ t: [1, 2] }, { t: [3] }]]]);
  assert.deepEqual(base(75, [[[[6, 24]], 6]]), [[[{ t: [6, 24] }], 6]]);
  assert.deepEqual(base(106, [[[5], [9, 10]]]), [[[5], { t: [9, 10] }]]);
  assert.deepEqual(base(115, [[[[1, 2], [], {}]]]), [[[{ s: [1, 2] }, {}, {}]]]);
  assert.deepEqual(base(124, [["4", "1j"]]), [[4, { c: [0, 1] }]]);
  assert.deepEqual(base(250, [[[1, 2], 3]]), [[{ t: [1, 2] }, 3]]);
  assert.deepEqual(base(259, [[[[1], [2]]]]), [[{ t: [{ t: [1] }, { t: [2] }] }]]);
  assert.deepEqual(base(278, [[[1, [2]]]]), [[{ t: [1, { t: [2] }] }]]);
  assert.deepEqual(base(722, [[{ a: [6.2, 70] }, 6]]), [[{ a: { t: [6.2, 70] } }, 6]]);
  assert.deepEqual(base(252, [["1+2j"]]), [[{ c: [1, 2] }]]);
  assert.deepEqual(base(580, [[[1, [2, [3]]]]]), [[{ t: [1, { t: [2, { t: [3] }] }] }]]);
});

Deno.test("mbppPlus takes an empty object for no plus inputs", () => {
  assert.equal(hidden(9999, "f").plus, "[]");
});
