import assert from "node:assert/strict";
import { withSubtasks } from "./withSubtasks.ts";

Deno.test("the Subtasks block stands before Returns:", () => {
  const prompt =
    'def f(x):\n    """\n    Double x.\n\n    Returns:\n    - int: the double\n    """\n';
  assert.equal(
    withSubtasks(prompt, ["Multiply.", "Return."]),
    'def f(x):\n    """\n    Double x.\n\n    Subtasks:\n    1. Multiply.\n    2. Return.\n\n    Returns:\n    - int: the double\n    """\n',
  );
});

Deno.test("without Returns: the block stands at the docstring's end, which is opened up if it is one line", () => {
  assert.equal(
    withSubtasks('def f(x):\n    """Double x."""\n', ["Multiply."]),
    'def f(x):\n    """Double x.\n\n    Subtasks:\n    1. Multiply.\n    """\n',
  );
});

Deno.test("an instruct prompt gets the block at its end", () => {
  assert.equal(withSubtasks("Double x.", ["Multiply."]), "Double x.\n\nSubtasks:\n1. Multiply.\n");
});
