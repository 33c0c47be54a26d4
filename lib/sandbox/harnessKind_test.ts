import assert from "node:assert/strict";
import { harnessKind } from "./harnessKind.ts";

Deno.test("harnessKind tells what is missing, what cannot be carried and what is broken apart", () => {
  const kinds: Record<string, string[]> = {
    "library missing": [
      "the library numpy is not installed here",
      "the test cannot import: No module named 'pandas'",
      "the test needs a library that is not installed here: numpy, scipy",
      "NLTK's corpus stopwords is not installed here",
    ],
    "not carried": [
      "the test passes a value that cannot cross: a socket",
      "the test uses an object of type Node after the program ended",
      "an object of type Money with __eq__ of its own",
    ],
    "broken test": ["the test does not compile: invalid syntax", "TestCases has no test methods"],
    other: ["the lane was lost twice: gone", "", "something new"],
  };
  for (const [kind, reasons] of Object.entries(kinds)) {
    for (const reason of reasons) assert.equal(harnessKind(reason), kind, reason);
  }
  assert.equal(harnessKind(undefined), "other");
});
