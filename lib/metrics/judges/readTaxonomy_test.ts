import assert from "node:assert/strict";
import { prompts } from "../../models/mod.ts";
import { inconsistencyClasses } from "./inconsistencyClasses.ts";
import { readTaxonomy, taxonomyScore } from "./readTaxonomy.ts";

const one = (severity: string, more = {}) =>
  JSON.stringify([{ inconsistency: "i", severity, ...more }]);
const fence = (body: string, info = "json") => `\`\`\`${info}\n${body}\n\`\`\``;
const listed = (list: string) => `{"inconsistencies": ${list}}`;

const lists: [string, number][] = [
  ["[]", 1],
  [" \n[]\n", 1],
  [listed("[]"), 1],
  [one("Negligible"), 1],
  ['[{"inconsistency": "None", "severity": "Negligible"}]', 1],
  ['[{"class": "None", "inconsistency": "", "severity": "Negligible"}]', 1],
  [one("small"), 0.95],
  [one("Major"), 0.5],
  [one("Fatal"), 0],
  [one("Major", { class: "Logic error" }), 0.5],
  [one("Fatal", { class: "6. function or variable not defined" }), 0],
  [listed(one("Small", { class: "Edge case not handled" })), 0.95],
  [fence(listed(one("Major"))), 0.5],
  [fence("[]"), 1],
  [fence("[]", ""), 1],
  [fence("[]").slice(0, -3), 1],
  ["```json []```", 1],
  [`Here it is: ${one("Major")}`, 0.5],
  [`It crashes.\n\n${one("Fatal")}`, 0],
  [`Inconsistencies: []`, 1],
  [`Here is the JSON list:\n\n${fence("[]")}`, 1],
  [`The program returns [] for no input, as asked.\n\n${fence("[]")}`, 1],
  [`It is a Major fault.\n${fence(one("Major"))}`, 0.5],
  [
    `The program:\n${fence("def f(x=[]):\n    return []", "python")}\n\n${fence(one("Small"))}`,
    0.95,
  ],
  [`The program:\n${fence("x = []", "python")}\nsorts nothing.\n${one("Major")}`, 0.5],
  [`<think>${one("Fatal")}</think>\n${one("Small")}`, 0.95],
];

const none = [
  "",
  "No inconsistencies.",
  one("Huge"),
  one("Major").slice(0, -2),
  '[{"severity": "Major"}]',
  '{"faults": []}',
  "[1, 2]",
  "null",
  "{}",
  "The function must return [] for an empty input, and returns None.",
  "The function must return []",
  "For an empty list it should return:\n[]",
  `For an empty list it should return:\n${fence("[]")}`,
  "def f(x=[]): mutable default: Fatal",
  "x = []",
  'Example: {"inconsistencies": []} is what I would say if it were right; it is not.',
  'Example: {"inconsistencies": []}',
  `For example:\n${fence(one("Fatal"))}`,
  `I would say\n${one("Fatal")}`,
  `${fence(listed("[]"))}\n${fence(one("Fatal"))}`,
  `${fence(one("Fatal"))}\n${fence(listed("[]"))}`,
  `${fence("[]")}\n\n${one("Fatal")}`,
  `${one("Small")}\n${one("Fatal")}`,
  `${fence("[]")} but the code crashes, Fatal`,
  `${fence("[]")}\nBut the code crashes.`,
  `[]\nBut the code crashes.`,
  `The code crashes: Fatal.\n${fence("[]")}`,
  `It has a major fault.\n${fence(one("Small"))}`,
  `{"inconsistencies": [], "faults": ${one("Fatal")}}`,
  `{"inconsistencies": [], "inconsistencies": ${one("Fatal")}}`,
  '[{"inconsistency": "i", "severity": "Negligible", "severity": "Fatal"}]',
  one("Negligible", { faults: [{ severity: "Fatal" }] }),
  one("Negligible", { class: "Logic error" }),
  one("Major", { class: "Something else" }),
  '[{"inconsistency": "None", "severity": "Fatal"}]',
  `[{"inconsistency": "None", "severity": "Negligible"}, ${one("Fatal").slice(1)}`,
  fence("# []", "python"),
  fence("[]", "python"),
  "The list is []",
  "The result is []",
  "Result: []",
  "The output of the program is: []",
  "I cannot list them: []",
  fence('"""[]"""', "python"),
  `<think>[]`,
  `[]<think>or not`,
];

Deno.test("a taxonomy is JSON of its shape with its severities, alone or at the reply's end", () => {
  for (const [text, expected] of lists) {
    const list = readTaxonomy(text);
    assert.equal(list && taxonomyScore(list), expected, text);
  }
});

Deno.test("prose, examples and contradictions are no taxonomy", () => {
  for (const text of none) assert.equal(readTaxonomy(text), undefined, text);
});

Deno.test("an inconsistency has its class where the judge names it, as the catalogue writes it", () => {
  assert.deepEqual(readTaxonomy(one("major", { class: "logic ERROR" })), [
    { class: "Logic error", inconsistency: "i", severity: "Major" },
  ]);
  assert.deepEqual(readTaxonomy(one("Major")), [{ inconsistency: "i", severity: "Major" }]);
});

Deno.test("the prompt has the catalogue: every class with its severity", () => {
  for (const [name, severity] of Object.entries(inconsistencyClasses)) {
    assert(prompts.judgeTaxonomy.system!.includes(`- ${name}: ${severity}\n`), name);
  }
});

Deno.test("a taxonomy's score is never below 0", () => {
  const faults = ["Fatal", "Major", "Small"] as const;
  assert.equal(taxonomyScore(faults.map((severity) => ({ inconsistency: "", severity }))), 0);
});
