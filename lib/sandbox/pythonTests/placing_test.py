import ast
import unittest

from python.instrument import Reading, imports
from python.placing import Placing, top_imports, unbound

CLASS = "import unittest\nclass TestCases(unittest.TestCase):\n    def test_a(self):\n        "


def why(body, head="", program="def f(x): return x\n"):
    return Placing(ast.parse(head + CLASS + body + "\n")).why(program)


class PlacingTest(unittest.TestCase):
    def test_plain_data_is_judged_apart_whatever_is_imported_and_not_used(self):
        self.assertIsNone(why("self.assertEqual(f(1), 1)"))
        self.assertIsNone(why("self.assertEqual(f(1), 1)", "import os, pandas as pd\nfrom unittest.mock import patch\n"))
        self.assertIsNone(why("self.assertAlmostEqual(f(1), math.pi)", "import math\n"))
        self.assertIsNone(why("random.seed(3); self.assertEqual(f(1), 1)", "import random\n"))
        self.assertIsNone(why("self.x = 1; self.assertEqual(f(self.x), 1)"))

    def test_what_a_test_does_to_its_process_keeps_it_beside_the_program(self):
        self.assertEqual(why("open('a')"), "files")
        self.assertEqual(why("os.listdir()", "import os\n"), "files and the system")
        self.assertEqual(why("patch('a.b')", "from unittest.mock import patch\n"), "patches")
        self.assertEqual(why("unittest.mock.patch('a.b')", "import unittest.mock\n"), "patches")
        self.assertEqual(why("time.time = 3", "import time\n"), "patches")
        self.assertEqual(why("numpy.random.seed(1)", "import numpy\n"), "seeds")
        self.assertEqual(why("pd.DataFrame()", "import pandas as pd\n"), "objects of pandas")
        self.assertEqual(why("self.assertLogs()"), "warnings and logs")
        self.assertEqual(why("exec('1')"), "the module's names")

    def test_a_known_name_means_its_library_whatever_the_program_has_under_it(self):
        self.assertEqual(why("pd.DataFrame()", program="import pandas as pd\n"), "objects of pandas")
        self.assertIsNone(why("self.assertEqual(f(1), np.pi)", program="import os as np\ndef f(x): pass\n"))
        self.assertIsNone(why("self.assertEqual(f(1), math.pi)", program="import os as math\ndef f(x): pass\n"))

    def test_what_a_program_imports_counts_only_where_nothing_else_binds_the_name(self):
        self.assertEqual(top_imports("from math import pi\nimport os.path\n"), {"pi": "math.pi", "os": "os"})
        self.assertEqual(top_imports("from math import pi\npi = 3\n"), {})
        self.assertEqual(top_imports("from math import pi\ndef f():\n    global pi\n"), {})
        self.assertEqual(top_imports("def f(:"), {})

    def test_a_program_is_given_the_tests_imports_that_it_lacks(self):
        self.assertEqual(unbound("def f(x):\n    return np.array(x, y)\nimport os\n"), {"np", "y"})
        placing = Placing(ast.parse("import numpy as np\nfrom a import b as c\n" + CLASS + "f(1)\n"))
        self.assertEqual(placing.lent("def f(x): return np, c, d\n"), "from a import b as c\nimport numpy as np")


class ReadingTest(unittest.TestCase):
    def test_skips_and_expected_failures_are_those_that_the_source_declares(self):
        text = CLASS + "self.skipTest('no')\n    @unittest.expectedFailure\n    def test_b(self): pass\n    def test_c(self): pass\n"
        reading = Reading(text)
        self.assertEqual([reading.names, reading.skips, reading.expected], [["test_a", "test_b", "test_c"], ["test_a"], ["test_b"]])
        helper = "import unittest\ndef maybe():\n    raise unittest.SkipTest\n" + CLASS + "maybe()\n"
        self.assertEqual(Reading(helper).skips, ["test_a"])
        self.assertEqual(Reading(CLASS + "f(1)\n").skips, [])

    def test_test_methods_of_bases_in_the_module_count(self):
        text = "class M:\n    def test_m(self): pass\n" + CLASS.replace("unittest.TestCase", "M, unittest.TestCase") + "f(1)\n"
        self.assertEqual(Reading(text).names, ["test_a", "test_m"])

    def test_only_what_is_patched_or_assigned_to_may_change(self):
        self.assertEqual(Reading(CLASS + "patch('builtins.open'); sys.stdout = 'len'\n").patched, ["open", "stdout"])

    def test_imports_are_dotted_and_those_that_may_be_no_modules_marked(self):
        tree = ast.parse("import os.path\nfrom unittest import mock\n")
        self.assertEqual(imports(tree), [["os.path", True], ["unittest", True], ["unittest.mock", False]])

    def test_a_failing_line_is_looked_up_in_the_judges_text(self):
        reading = Reading(CLASS + "f(1)\n")
        self.assertEqual([reading.line(4), reading.line(99)], ["f(1)", ""])


if __name__ == "__main__":
    unittest.main()
