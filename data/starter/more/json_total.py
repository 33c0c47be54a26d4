# topic: csv and json
# difficulty: easy

# %% prompt
import json


def json_total(text: str) -> int:
    """Add up the values of a JSON object whose values are integers.

    >>> json_total('{"a": 2, "b": 5}')
    7
    """
# %% solution
    return sum(json.loads(text).values())

# %% visible
assert json_total('{"a": 2, "b": 5}') == 7

# %% base
def test_base_two(self):
    self.assertEqual(json_total('{"x": 1, "y": 2}'), 3)

def test_base_one(self):
    self.assertEqual(json_total('{"x": 40}'), 40)

# %% plus
def test_plus_empty(self):
    self.assertEqual(json_total("{}"), 0)

def test_plus_negative(self):
    self.assertEqual(json_total('{"x": -4, "y": 1}'), -3)

def test_plus_digits_in_a_name(self):
    self.assertEqual(json_total('{"x9": 1}'), 1)

# %% wrong finds_digits (passes base)
# why: adds up all digits groups of the text
def json_total(text):
    import re
    return sum(map(int, re.findall(r"[0-9]+", text)))

# %% wrong counts
# why: counts the values
def json_total(text):
    return len(json.loads(text))
