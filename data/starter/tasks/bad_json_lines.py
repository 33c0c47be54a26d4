# topic: csv and json
# difficulty: easy

# %% prompt
import json


def bad_json_lines(text: str) -> list:
    """Check a file of JSON lines and return the numbers of its bad lines, counted from 1.

    A good line is one JSON object. Lines of spaces only are skipped, but counted. Lines end
    with "\\n" or "\\r\\n". NaN and Infinity are not JSON.

    >>> bad_json_lines('{"a": 1}\\n[2]\\n\\n{"b": }\\n')
    [2, 4]
    """
# %% solution
    def refuse(name):
        raise ValueError(f"not JSON: {name}")

    bad = []
    for number, line in enumerate(text.split("\n"), start=1):
        if not line.strip():
            continue
        try:
            good = isinstance(json.loads(line, parse_constant=refuse), dict)
        except ValueError:
            good = False
        if not good:
            bad.append(number)
    return bad

# %% visible
assert bad_json_lines('{"a": 1}\n[2]\n\n{"b": }\n') == [2, 4]

# %% base
def test_base_all_good(self):
    self.assertEqual(bad_json_lines('{"a": 1}\n{"b": [1, 2]}\n'), [])

def test_base_broken_line(self):
    self.assertEqual(bad_json_lines('{"a": 1}\n{"a": 1\n{"a": 2}'), [2])

def test_base_not_an_object(self):
    self.assertEqual(bad_json_lines('1\n{"a": 1}\n"text"'), [1, 3])

# %% plus
def test_plus_blank_lines_are_counted(self):
    self.assertEqual(bad_json_lines('\n  \n{"a": }\n'), [3])

def test_plus_windows_line_ends(self):
    self.assertEqual(bad_json_lines('{"a": 1}\r\n\r\n{}\r\n'), [])

def test_plus_nan_is_not_json(self):
    self.assertEqual(bad_json_lines('{"a": NaN}\n{"a": "NaN"}\n{"a": -Infinity}'), [1, 3])

def test_plus_unusual_separators_do_not_end_a_line(self):
    self.assertEqual(bad_json_lines('{"a": "one\u2028two"}\n{}'), [])

def test_plus_two_objects_on_a_line(self):
    self.assertEqual(bad_json_lines('{} {}\n'), [1])

# %% wrong any_json
# why: accepts lists, numbers and texts
def bad_json_lines(text):
    bad = []
    for n, line in enumerate(text.split("\n"), 1):
        if line.strip():
            try:
                json.loads(line)
            except ValueError:
                bad.append(n)
    return bad

# %% wrong skips_before_counting (passes base)
# why: removes blank lines first, so the numbers after them are too small
def bad_json_lines(text):
    bad = []
    for n, line in enumerate([l for l in text.split("\n") if l.strip()], 1):
        try:
            if not isinstance(json.loads(line), dict):
                bad.append(n)
        except ValueError:
            bad.append(n)
    return bad

# %% wrong splitlines (passes base)
# why: str.splitlines also breaks at U+2028, and NaN is accepted
def bad_json_lines(text):
    bad = []
    for n, line in enumerate(text.splitlines(), 1):
        if line.strip():
            try:
                if not isinstance(json.loads(line), dict):
                    bad.append(n)
            except ValueError:
                bad.append(n)
    return bad
