/**
 * MBPP+ (EvalPlus). Its file is plain JSON, so tuples, sets and complex numbers are written back by
 * task, as `evalplus/data/mbpp.py` (v0.3.1) does; special oracles as `evalplus/eval/_special_oracle.py`.
 */
import { z } from "zod";
import { jsonFields, jsonItems } from "../../base/mod.ts";
import type { Row } from "../reading/row.ts";
import { Task } from "../task.ts";
import { complexText, floatText, setText, tupleText, wireText } from "../reading/wireText.ts";

const shape = {
  task_id: z.string(),
  prompt: z.string(),
  entry_point: z.string(),
  canonical_solution: z.string(),
  assertion: z.string().default(""),
  atol: z.number(),
};

/** JSON text of a value to JSON text of another. */
type Change = (text: string) => string;

const list = (items: string[]) => `[${items.join(", ")}]`;
const tuple: Change = (text) => tupleText(jsonItems(text));
const each = (change: Change): Change => (text) => list(jsonItems(text).map(change));
const first = (change: Change): Change => (text) => {
  const [head, ...rest] = jsonItems(text);
  return list([change(head), ...rest]);
};
const second = (change: Change): Change => (text) => {
  const [head, next, ...rest] = jsonItems(text);
  return list([head, change(next), ...rest]);
};
const deepTuple: Change = (text) =>
  text.startsWith("[") ? tupleText(jsonItems(text).map(deepTuple)) : text;
const tupleIfList: Change = (text) => text.startsWith("[") ? tuple(text) : text;
const dictOfTuples: Change = (text) => {
  const fields = [...jsonFields(text)];
  return `{${fields.map(([key, value]) => `${JSON.stringify(key)}: ${tuple(value)}`).join(", ")}}`;
};
/** `set(item) if item is a list and not empty else {}`. */
const setOrDict: Change = (text) => {
  if (!text.startsWith("[")) return "{}";
  const items = jsonItems(text);
  return items.length ? setText(items) : "{}";
};

/** By task number: how one argument list is changed. */
const changes: [ids: number[], change: Change][] = [
  // deno-fmt-ignore
  [[2, 116, 132, 143, 222, 261, 273, 394, 399, 421, 424, 429, 470, 560, 579, 596, 616, 630, 726, 740,
    744, 809], each(tuple)],
  // deno-fmt-ignore
  [[63, 64, 70, 94, 120, 237, 272, 299, 400, 409, 417, 438, 473, 614, 780], each(each(tuple))],
  [[75, 413, 444, 753], first(each(tuple))],
  [[106, 750], second(tuple)],
  [[115], each(each(setOrDict))],
  // Both arguments are strings in the file.
  [[124], (text) => {
    const [angle, number] = jsonItems(text).map((item) => String(JSON.parse(item)));
    return list([floatText(angle), complexText(number)]);
  }],
  [[250, 405, 446, 617, 720, 763, 808], first(tuple)],
  [[259, 401, 445], each((text) => tupleText(jsonItems(text).map(tuple)))],
  [[278], each((text) => tupleText(jsonItems(text).map(tupleIfList)))],
  [[307], first(tuple)],
  [[722], first(dictOfTuples)],
  [[252], each((text) => complexText(String(JSON.parse(text))))],
  [[580, 615, 791], each(deepTuple)],
];

const oracles: [name: string, entryPoints: string[]][] = [
  ["not_none", ["check_str", "text_match_three", "text_starta_endb"]],
  ["any_order", [
    "similar_elements",
    "find_char_long",
    "common_in_nested_lists",
    "extract_singly",
    "larg_nnum",
    "intersection_array",
    "find_dissimilar",
    "Diff",
  ]],
  ["anything", ["are_equivalent"]],
  ["zero_too", ["sum_div"]],
  ["surface_area", ["surface_Area"]],
  ["digit_distance", ["digit_distance_nums"]],
];

/**
 * A task of a row of `MbppPlus.jsonl`.
 *
 * @example
 * ```ts
 * import { mbppPlus, Row } from "tracelab/tasks";
 * const text = JSON.stringify({
 *   task_id: "Mbpp/3", prompt: "Write f.", entry_point: "f", canonical_solution: "def f(x): return x",
 *   assertion: "assert f(1) == 1", contract: "", base_input: [[1]], plus_input: [[2]], atol: 0,
 * });
 * mbppPlus(new Row(text, "own.jsonl:1")).id; // "Mbpp/3"
 * ```
 */
export function mbppPlus(row: Row): Task {
  const fields = row.read(shape);
  const number = Number(fields.task_id.split("/").at(-1));
  const change = changes.find(([ids]) => ids.includes(number))?.[1];
  const inputs = (name: string) => {
    // An empty `plus_input` is `{}` for some tasks.
    const text = row.text(name);
    const items = text.startsWith("[") ? jsonItems(text) : [];
    return list(change ? items.map(change) : items.map(wireText));
  };
  const asserts = fields.assertion.split("\n").filter((line) => line.startsWith("assert "));
  return Task.parse({
    id: fields.task_id,
    set: "mbpp+",
    prompt: { instruct: fields.prompt },
    entryPoint: fields.entry_point,
    visible: asserts.length ? { kind: "asserts", asserts: asserts.slice(0, 1) } : undefined,
    hidden: {
      kind: "inputs",
      reference: fields.canonical_solution,
      base: inputs("base_input"),
      plus: inputs("plus_input"),
      atol: fields.atol,
      oracle: oracles.find(([, names]) => names.includes(fields.entry_point))?.[0],
    },
    canonical: fields.canonical_solution,
  });
}
