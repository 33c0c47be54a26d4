import unittest

from python.surroundings import modules_changed
from python.trees import nodes_of, tree_of


class ModulesChangedTest(unittest.TestCase):
    def test_a_module_is_changed_where_a_test_can_reach_it(self):
        cases = {
            "import time\ntime.time = lambda: 1": ["time"],
            "import random as r\nr.random = None": ["random"],
            'with patch("time.sleep"):\n    f()': ["time"],
            'with mock.patch.object(json, "dumps"):\n    f()': [],
            "import json\nsetattr(json, 'dumps', None)": ["json"],
            # The same identifiers in other letters.
            'with ｐatch("time.sleep"):\n    f()': ["time"],
        }
        for text, modules in cases.items():
            self.assertEqual(modules_changed([text]), modules, text)

    def test_a_test_that_names_no_module_is_not_even_parsed(self):
        nodes_of.cache_clear()
        text = "def check(candidate):\n    assert candidate(1) == 2\n"
        self.assertEqual(modules_changed([text, "assert f("]), [])
        self.assertEqual(nodes_of.cache_info().misses, 0)
        self.assertIs(tree_of(text), tree_of(text))
