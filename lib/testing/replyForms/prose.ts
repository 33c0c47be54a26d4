/** Prose around code without a fence. */
import { each, type Form } from "./form.ts";

const after = [
  "1. It takes the arguments.\n2. It returns (the result).",
  "> Note: it is O(n).",
  "- It works.\n- It is short.",
  "* It works for all inputs.",
  "This function returns what was asked (see above).",
  "Explanation:\nThe code above loops, and it's simple.",
  "Note that this doesn't handle None; it's fine.",
  "Output: 42",
  '"It works", I said.',
  "Time complexity: O(n).",
  "Let me know if you need anything else!",
  "---\n\nHope this helps :)",
  "I hope it's what you want (it should be).",
  "The result is x = 5, for instance.",
];
export const prose: Record<string, Form> = {
  ...each(
    after,
    (p) => `${JSON.stringify(p)} after bare code`,
    (p) => ({ code }) => `${code.trimEnd()}\n\n${p}`,
  ),
  ...each(
    after.slice(0, 8),
    (p) => `${JSON.stringify(p)} right after bare code`,
    (p) => ({ code }) => `${code.trimEnd()}\n${p}`,
  ),
  ...each(
    [
      "Here is the code:",
      "Sure! I'd do it like this (in Python):",
      "Certainly.",
      "Here's a solution [not tested]:",
      "# Solution\n\nTo solve it, we're looking at each case:",
      "The function (as asked",
      "Answer:",
      "1. First, the code:",
    ],
    (p) => `${JSON.stringify(p)} before bare code`,
    (p) => ({ code }) => `${p}\n\n${code}`,
  ),
  "both": ({ code }) =>
    `Here you go (I think it's right):\n\n${code}\n\nIt isn't long, and doesn't need "imports".`,
};
