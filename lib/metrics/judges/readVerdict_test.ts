import assert from "node:assert/strict";
import {
  logOddsOf,
  readMark,
  readTaxonomy,
  readYesNo,
  taxonomyScore,
  unfinished,
} from "./readVerdict.ts";

const marks: [string, boolean | undefined][] = [
  ["It sorts. [[Correct]]", true],
  ["**[[Incorrect]]**.", false],
  ["[[INCORRECT]]", false],
  ["At first [[Correct]], but the edge fails.\n[[Incorrect]]", false],
  ["The answer is [[Correct]] since all holds.", true],
  ["", undefined],
  ["Correct", undefined],
  ["[[Correct", undefined],
  ["[Correct]", undefined],
  ["[[Correct]] or [[Incorrect]]", undefined],
  ["I end with `[[Correct]]` or `[[Incorrect]]`.", undefined],
  ["Choose [[Correct]] or [[Incorrect]]: [[Correct]]", true],
  ["[[Correct]] here, [[Incorrect]] there, who knows", undefined],
  ["[[Maybe]]", undefined],
  ["<think>surely [[Incorrect]]</think>[[Correct]]", true],
  ["<think>surely [[Correct]]", undefined],
];

Deno.test("a mark is read where it is one, and never made of what is none", () => {
  for (const [text, expected] of marks) assert.equal(readMark(text)?.correct, expected, text);
});

const answers: [string, boolean | undefined][] = [
  ["Yes", true],
  [" no.\n", false],
  ["**Yes**", true],
  ["Yes, there are no faults", true],
  ["The edge fails.\nNo", false],
  ["All holds.\nAnswer: Yes", true],
  ["", undefined],
  ["Yesterday", undefined],
  ["None of it holds", undefined],
  ["No-one can tell", undefined],
  ["Yes or No", undefined],
  ["Yes. But the edge fails.\nNo", undefined],
  ["It depends: yes if sorted", undefined],
  ["<think>Yes", undefined],
];

Deno.test("Yes and No are read at the start or on the last line, and not both ways", () => {
  for (const [text, expected] of answers) assert.equal(readYesNo(text)?.correct, expected, text);
});

const one = (severity: string) => `[{"inconsistency": "i", "severity": "${severity}"}]`;
const lists: [string, number | undefined][] = [
  ["[]", 1],
  ['{"inconsistencies": []}', 1],
  [one("Negligible"), 1],
  [one("small"), 0.95],
  [one("Major"), 0.5],
  [one("Fatal"), 0],
  [`\`\`\`json\n{"inconsistencies": ${one("Major")}}\n\`\`\``, 0.5],
  [`Here it is: ${one("Major")}`, 0.5],
  ["", undefined],
  ["No inconsistencies.", undefined],
  [one("Huge"), undefined],
  [one("Major").slice(0, -2), undefined],
  ['[{"severity": "Major"}]', undefined],
  ['{"faults": []}', undefined],
  ["[1, 2]", undefined],
  ["null", undefined],
];

Deno.test("a taxonomy is JSON of its shape with its severities, and nothing else", () => {
  for (const [text, expected] of lists) {
    const list = readTaxonomy(text);
    assert.equal(list && taxonomyScore(list), expected, text);
  }
});

Deno.test("a taxonomy's score is never below 0", () => {
  const faults = ["Fatal", "Major", "Small"] as const;
  assert.equal(taxonomyScore(faults.map((severity) => ({ inconsistency: "", severity }))), 0);
});

Deno.test("a reply that did not end by itself is no verdict", () => {
  const outcomes = ["stop", "length", "refusal", "content_filter", "reasoning_only"]
    .map((finishReason) => unfinished({ finishReason }));
  assert.deepEqual(outcomes, [undefined, "truncated", "unparsed", "unparsed", "unparsed"]);
});

Deno.test("log-odds are those of the tokens that spell the verdict", () => {
  const reply = {
    text: "So [[Incorrect]]",
    logprobs: [["So [[", -2], ["In", Math.log(0.9)], ["correct", 0], ["]]", -1]].map((
      [token, logprob],
    ) => ({ token: String(token), logprob: Number(logprob) })),
  };
  const odds = logOddsOf(reply, readMark(reply.text)!)!;
  assert(Math.abs(odds + Math.log(9)) < 1e-9, `${odds}`);
  assert.equal(logOddsOf({ ...reply, text: "else" }, readMark(reply.text)!), undefined);
  assert.equal(logOddsOf({ text: reply.text }, readMark(reply.text)!), undefined);
  const sure = logOddsOf(
    { text: "Yes", logprobs: [{ token: "Yes", logprob: 0 }] },
    readYesNo("Yes")!,
  );
  assert(sure! > 36 && sure! < 37);
});
