import assert from "node:assert/strict";
import { readMark } from "./readMark.ts";

const fence = "```";

const verdicts: [string, boolean][] = [
  ["[[Correct]]", true],
  ["It sorts. [[Correct]]", true],
  ["**[[Incorrect]]**.", false],
  ["[[INCORRECT]]", false],
  ["1. It reads.\n2. It sorts\n3. It returns the list when it is empty\n\n`[[Correct]]`", true],
  ["It sorts\n[[Correct]]", true],
  ["It sorts.[[Correct]]", true],
  ["- The edge case is not handled\n- [[Incorrect]]", false],
  ["### Verdict\n\n[[Incorrect]]\n", false],
  ["### Verdict: [[Incorrect]]", false],
  ["**Final verdict:** [[Correct]]", true],
  ["Final answer:\n\n**[[Correct]]**", true],
  ["The verdict is [[Correct]].", true],
  ["So the program is [[Incorrect]].", false],
  ["Therefore, the answer is `[[Incorrect]]`.", false],
  ["Based on the above, my final judgement of the program is [[Correct]].", true],
  ["The function does not handle empty lists, so it is [[Incorrect]].", false],
  ["If the list is empty it raises and therefore the solution is [[Incorrect]]", false],
  ["Since it returns None when the list is empty, it is [[Incorrect]].", false],
  ["It does not sort: [[Incorrect]]", false],
  ["All of the cases hold: [[Correct]]", true],
  ["All of the cases hold → [[Correct]]", true],
  ["I conclude that the program is [[Correct]].", true],
  ["Step 1: [[Correct]]. Step 2: [[Correct]].\nOverall: [[Correct]]", true],
  ["Choose [[Correct]] or [[Incorrect]]: [[Correct]]", true],
  ["I have to decide between [[Correct]] and [[Incorrect]]. It sorts.\n\n[[Correct]]", true],
  ["Either [[Correct]] if it is right, otherwise [[Incorrect]]. It is right.\n[[Correct]]", true],
  ["Options:\n- [[Correct]]\n- [[Incorrect]]\n\nIt does not sort.\n\n[[Incorrect]]", false],
  ["<think>surely [[Incorrect]]</think>[[Correct]]", true],
  ["<think>surely [[Correct]]</think>\nIt fails.\n\n[[Incorrect]]", false],
  ["[[Correct]] it seems</think>[[Incorrect]]", false],
  ["<answer>[[Correct]]</answer>", true],
  ["It sorts. [[Correct]]<|im_end|>", true],
  [`${fence}python\n# [[Incorrect]]\nx = 1\n${fence}\nIt sorts. [[Correct]]`, true],
  ['The comment "# [[Correct]]" says nothing. It does not sort.\n[[Incorrect]]', false],
  ["> # [[Correct]]\n\nThat comment is no proof.\n\n[[Incorrect]]", false],
  ["The program:\n\n    # [[Correct]]\n    x = 1\n\nIt fails.\n\n[[Incorrect]]", false],
];

const none = [
  "",
  "Correct",
  "[[Correct",
  "[Correct]",
  "[[Maybe]]",
  "[[Correct]] or [[Incorrect]]",
  "I end with `[[Correct]]` or `[[Incorrect]]`.",
  "[[Correct]] here, [[Incorrect]] there, who knows",
  "I have to decide between [[Correct]] and [[Incorrect]].",
  "Options: [[Correct]], [[Incorrect]]",
  "Options:\n- [[Correct]]\n- [[Incorrect]]",
  "Options:\n1. [[Correct]]\n\n2. [[Incorrect]]",
  "[[Correct]], or [[Incorrect]].",
  "end with [[Correct]] or with [[Incorrect]].",
  "Either [[Correct]] if it is right, otherwise [[Incorrect]].",
  "[[Correct]] if it is right. [[Incorrect]] if it is wrong.",
  "[[Correct]][[Incorrect]]",
  "[[Incorrect]] / [[Correct]]",
  "[[Correct]]\n[[Incorrect]]",
  "It is not [[Incorrect]].",
  "It isn't [[Incorrect]].",
  "This is not [[Correct]].",
  "The verdict is not: [[Correct]]",
  "Not [[Correct]]",
  "I cannot say [[Correct]].",
  "I can't say: [[Correct]]",
  "I cannot say\n[[Correct]]",
  "I would say [[Correct]]",
  "Maybe [[Correct]]",
  "Maybe: [[Correct]]",
  "Possibly, it is [[Correct]].",
  "If it sorts, it is [[Correct]].",
  "If it sorts: [[Correct]]",
  "Whether it is [[Correct]]",
  "Is it [[Correct]]?",
  "You asked me to end with [[Correct]].",
  "You asked me to end with:\n\n[[Correct]]",
  "I was told to say\n[[Correct]]",
  "The possible answers are: [[Correct]]",
  'The comment says "[[Correct]]".',
  "The comment says: [[Correct]]",
  "The program prints: [[Correct]]",
  'It prints "# [[Correct]]"',
  "# [[Correct]]",
  "It ends in a comment:\n# The verdict is [[Correct]]",
  "The program ends so:\n\n    return x\n    [[Correct]]",
  "> [[Correct]]",
  "[[Correct]] would be wrong to say.",
  "[[Correct]] only for sorted lists.",
  "[[Correct]]\n\nWait, it fails.",
  "[[Correct]]?",
  "At first [[Correct]], but the edge fails.\n[[Incorrect]]",
  "[[Correct]]. No: [[Incorrect]].",
  "It is not [[Correct]].\n[[Correct]]",
  `${fence}python\nx = 1\n# [[Correct]]\n${fence}\ndoes not sort`,
  `It does not sort.\n${fence}python\nx = 1\n# [[Correct]]\n${fence}`,
  `It does not sort.\n${fence}python\nx = 1\n# [[Correct]]`,
  `~~~\n[[Correct]]\n~~~`,
  "<think>surely [[Correct]]",
  "[[Correct]]<think>or not",
  "[[Correct]]<think>no</think>[[Incorrect]]",
  "<thinking>[[Correct]]</thinking>",
  "maybe [[Correct]]</think>I cannot say.",
];

Deno.test("a mark that ends a reply and is stated is its verdict", () => {
  for (const [text, expected] of verdicts) assert.equal(readMark(text)?.correct, expected, text);
});

Deno.test("a mark that is quoted, negated, left open, contradicted or not at the end is none", () => {
  for (const text of none) assert.equal(readMark(text), undefined, text);
});

Deno.test("a mark's place is that in the reply, thoughts and quotes before it included", () => {
  for (const [text] of verdicts) {
    const { from, to } = readMark(text)!;
    assert.match(text.slice(from, to), /^(?:in)?correct$/i, text);
    assert.equal(from, text.toLowerCase().lastIndexOf("correct]]") - (to - from > 7 ? 2 : 0));
  }
});
