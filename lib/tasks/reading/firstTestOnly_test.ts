import assert from "node:assert/strict";
import { firstTestOnly } from "./firstTestOnly.ts";

const module = `import unittest
TEXT = """
    def test_in_a_string(self):
"""
class TestCases(unittest.TestCase):
    def setUp(self):
        self.x = 1
    def test_one(self):
        self.assertEqual(f(1), '''
not indented
''')
    @patch("a")
    @patch("b")
    def test_two(self, a, b):
        self.assertEqual(f(2), "secret")
    def helper(self):
        return 3
    async def test_three(self):
        pass
if __name__ == "__main__":
    unittest.main()`;

Deno.test("firstTestOnly keeps the first test, helpers, set-up and what follows the class", () => {
  const visible = firstTestOnly(module)!;
  for (const kept of ["setUp", "test_one", "not indented", "helper", "unittest.main()"]) {
    assert(visible.includes(kept), kept);
  }
  for (const hidden of ["test_two", "secret", "@patch", "test_three"]) {
    assert(!visible.includes(hidden), hidden);
  }
});

Deno.test("firstTestOnly of one test or none is undefined", () => {
  assert.equal(firstTestOnly("class TestCases:\n    def test_a(self):\n        pass"), undefined);
  assert.equal(firstTestOnly(""), undefined);
});
