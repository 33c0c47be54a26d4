# topic: text
# difficulty: easy

# %% prompt
def first_letters(lines: list) -> str:
    """Return the first letters of all lines of a poem, joined to one word.

    Empty lines are skipped.

    >>> first_letters(["sun is up", "every day", "ants walk"])
    'sea'
    """
# %% solution
    return "".join(line[0] for line in lines if line)

# %% visible
assert first_letters(["sun is up", "every day", "ants walk"]) == "sea"

# %% base
def test_base_three_lines(self):
    self.assertEqual(first_letters(["dogs", "old", "tea"]), "dot")

def test_base_one_line(self):
    self.assertEqual(first_letters(["xylophone"]), "x")

# %% plus
def test_plus_empty_lines(self):
    self.assertEqual(first_letters(["", "up", "", "so"]), "us")

def test_plus_no_lines(self):
    self.assertEqual(first_letters([]), "")

# %% wrong every_line (passes base)
# why: raises for an empty line
def first_letters(lines):
    return "".join(line[0] for line in lines)

# %% wrong capitals
# why: writes the word in capitals
def first_letters(lines):
    return "".join(line[:1].upper() for line in lines)
