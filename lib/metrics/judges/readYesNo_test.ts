import assert from "node:assert/strict";
import { readYesNo } from "./readYesNo.ts";

const answers: [string, boolean][] = [
  ["Yes", true],
  [" no.\n", false],
  ["NO", false],
  ["**Yes**", true],
  ['"No"', false],
  ["`Yes`.", true],
  ["Yes!", true],
  ["Yes, there are no faults", true],
  ["Yes: there are no faults.", true],
  ["Yes - it sorts.", true],
  ["Yes, it is.\nNo faults were found.", true],
  ["Yes it is right.", true],
  ["No, the edge fails.", false],
  ["No. The analysis finds a fault.", false],
  ["No it is not.", false],
  ["No\n\nThe edge fails.", false],
  ["The edge fails.\nNo", false],
  ["There is no doubt that the edge fails.\nNo", false],
  ["All holds.\nAnswer: Yes", true],
  ["All holds.\n**Final answer:** Yes", true],
  ["The answer is no.", false],
  ["Based on the analysis, the answer is: Yes", true],
  ["Therefore: No", false],
  ["No\nThe edge fails.", false],
  ["Yes\n\n- It sorts.", true],
  ["<think>no, or yes?</think>Yes", true],
  ["Yes</s>", true],
];

const none = [
  "",
  "Yesterday",
  "None of it holds",
  "Nothing",
  "No-one can tell",
  "No one can tell",
  "Yes or No",
  "No or Yes",
  "No/Yes",
  "Yes / No",
  "Yes|No",
  "Yes No",
  "No Yes",
  "Yes and no.",
  "No and yes",
  "Yes, or no",
  "Yes, no",
  "Yes (or no)",
  "Yes\nNo",
  "Yes: no faults\nNo: faults",
  "No. Wait, Yes.",
  "No. Wait, yes it is right.",
  "Yes. Wait, no.",
  "Yes. Wait, no it is wrong.",
  "Yes. But the edge fails.\nNo",
  "Yes, but the edge fails.",
  "Yes. However, the edge fails.",
  "Yes, if the list is sorted",
  "Yes if sorted",
  "No, unless it is sorted",
  "It depends: yes if sorted",
  "No issues were found, the program is right.",
  "No faults were found.",
  "No errors; the program is right.",
  "No doubt: it is right.",
  "No idea.",
  "No verdict is possible.",
  "No problem!",
  "No comment",
  "No.of faults: 0",
  "No. 1 rule",
  "No\nissues were found.",
  "Not yes",
  "Neither yes nor no",
  "Answer: No issues",
  "Answer: Yes or No",
  "No matter what, it is right.",
  "Yes?",
  "Is it right? Yes or No: Yes",
  "<think>Yes",
  "Yes<think>or",
  "```\nYes\n```",
  "> Yes",
];

Deno.test("yes and no are read as the first word or the last line", () => {
  for (const [text, expected] of answers) {
    const said = readYesNo(text);
    assert.equal(said?.correct, expected, text);
    assert.match(text.slice(said!.from, said!.to), /^(?:yes|no)$/i);
  }
});

Deno.test("no is no answer in other words, and yes with no is none", () => {
  for (const text of none) assert.equal(readYesNo(text), undefined, text);
});
