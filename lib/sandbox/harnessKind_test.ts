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
      "the test passes a socket, which cannot leave its process",
      "the test uses an object of type Node after its program has ended",
      "the test asks an object of type Money with __eq__ of its own about its own data",
      "the test sets sys.argv in its process, which the program's does not see",
    ],
    "broken test": ["the test does not compile: invalid syntax", "TestCases has no test methods"],
    other: ["the lane was lost twice: gone", "", "something new"],
  };
  for (const [kind, reasons] of Object.entries(kinds)) {
    for (const reason of reasons) assert.equal(harnessKind(reason), kind, reason);
  }
  assert.equal(harnessKind(undefined), "other");
});
