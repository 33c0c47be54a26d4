import assert from "node:assert/strict";
import { parseStarterTask } from "./parseStarterTask.ts";
import { Task } from "../task.ts";

const source = `# topic: dates
# difficulty: easy

# %% prompt
from datetime import date


def is_may(day: date) -> bool:
    """Say whether a day is in May ("\\\\n" is a line break).

    >>> is_may(date(2024, 5, 1))
    True
    """
# %% solution
    return day.month == 5

# %% visible
day = date(2024, 5, 1)
assert is_may(day)

# %% base
def test_base_may(self):
    self.assertTrue(is_may(date(2024, 5, 31)))

# %% plus
def test_plus_june(self):
    self.assertFalse(is_may(date(2024, 6, 1)))

# %% wrong always (passes base)
# why: looks at nothing
def is_may(day):
    return True

# %% wrong never
# why: looks at nothing
def is_may(day):
    return False
`;

Deno.test("parseStarterTask reads every cell", () => {
  const task = Task.parse(parseStarterTask("is_may", source));
  assert.equal(task.id, "starter/is_may");
  assert.equal(task.entryPoint, "is_may");
  assert(task.prompt.complete!.endsWith('True\n    """\n'));
  assert(task.canonical!.endsWith('"""\n    return day.month == 5\n'));
  assert.deepEqual(task.visible, {
    kind: "asserts",
    asserts: ["assert is_may(day)"],
    setup: "from datetime import date\n\n\nday = date(2024, 5, 1)",
  });
  assert.equal(
    task.hidden.kind === "unittest" && task.hidden.code,
    `import unittest
from datetime import date


class TestCases(unittest.TestCase):
    def test_base_may(self):
        self.assertTrue(is_may(date(2024, 5, 31)))

    def test_plus_june(self):
        self.assertFalse(is_may(date(2024, 6, 1)))
`,
  );
  assert.deepEqual(task.metadata.base, ["test_base_may"]);
  assert.deepEqual(task.metadata.plus, ["test_plus_june"]);
});

Deno.test("parseStarterTask makes a unittest of visible test methods", () => {
  const methods = source.replace(
    /day = date.+\nassert.+\n/,
    "def test_visible_example(self):\n    self.assertTrue(is_may(date(2024, 5, 1)))\n",
  );
  assert.deepEqual(parseStarterTask("is_may", methods).visible, {
    kind: "unittest",
    code: `import unittest
from datetime import date


class TestCases(unittest.TestCase):
    def test_visible_example(self):
        self.assertTrue(is_may(date(2024, 5, 1)))
`,
  });
});

Deno.test("parseStarterTask puts the docstring's text and the signature in the instruct prompt", () => {
  assert.equal(
    parseStarterTask("is_may", source).prompt.instruct,
    `Write the Python function \`is_may\`.

Say whether a day is in May ("\\n" is a line break).

>>> is_may(date(2024, 5, 1))
True

Write self-contained code that starts with:
\`\`\`python
from datetime import date


def is_may(day: date) -> bool:
\`\`\`
`,
  );
});

Deno.test("parseStarterTask puts the prompt's imports in front of wrong solutions", () => {
  assert.deepEqual(parseStarterTask("is_may", source).metadata.wrong, [
    {
      name: "always",
      why: "looks at nothing",
      code: "from datetime import date\n\n\ndef is_may(day):\n    return True\n",
      passesBase: true,
    },
    {
      name: "never",
      why: "looks at nothing",
      code: "from datetime import date\n\n\ndef is_may(day):\n    return False\n",
      passesBase: false,
    },
  ]);
});

Deno.test("parseStarterTask reads a source with Windows line ends as the same task", () => {
  assert.deepEqual(
    parseStarterTask("is_may", source.replaceAll("\n", "\r\n")),
    parseStarterTask("is_may", source),
  );
});

Deno.test("parseStarterTask names what is missing", () => {
  const without = (text: string) => () => parseStarterTask("is_may", source.replace(text, ""));
  assert.throws(without("# topic: dates"), { message: "is_may.py: no topic" });
  assert.throws(without("# %% base"), { message: "is_may.py: 0 cells 'base'" });
  assert.throws(without("    return day.month == 5"), {
    message: "is_may.py: the cell 'solution' is empty",
  });
  assert.throws(without("# why: looks at nothing"), {
    message: "is_may.py: 'wrong always (passes base)' does not say why",
  });
  assert.throws(() => parseStarterTask("is_may", source + "# %% extra\nx\n"), {
    message: "is_may.py: unknown cell 'extra'",
  });
});
