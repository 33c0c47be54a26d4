import assert from "node:assert/strict";
import { withoutReasoning } from "./withoutReasoning.ts";

Deno.test("withoutReasoning takes out every block, in any form", () => {
  assert.equal(withoutReasoning("<think>a</think>b"), "b");
  assert.equal(withoutReasoning("First.\n<THINKING>a</THINKING>\nb"), "First.\nb");
  assert.equal(withoutReasoning("[THINK]a[/THINK]b"), "b");
  assert.equal(withoutReasoning("a\n</think>\nb"), "b");
  assert.equal(
    withoutReasoning(
      "<|channel|>analysis<|message|>a<|end|><|start|>assistant<|channel|>final<|message|>b<|return|>",
    ),
    "b",
  );
});

Deno.test("withoutReasoning leaves nothing of reasoning that was cut off", () => {
  for (
    const text of ["<think>a", "[THINK]a", "<|channel|>analysis<|message|>a", "analysisWe try a"]
  ) {
    assert.equal(withoutReasoning(text), "", text);
  }
  assert.equal(withoutReasoning("b\n<think>a"), "b\n");
});

Deno.test("withoutReasoning knows a tag that is only spoken of", () => {
  assert.equal(withoutReasoning("<think>I end with `</think>`.</think>b"), "b");
  const code = 'x = data[reasoning]\ny = "<think>"\n';
  assert.equal(withoutReasoning(code), code);
  assert.equal(
    withoutReasoning("```python\nx = 1  # <think>\n```\n"),
    "```python\nx = 1  # <think>\n```\n",
  );
});
