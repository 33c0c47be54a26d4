# topic: parsing
# difficulty: easy

# %% prompt
def total_of_lines(text: str) -> int:
    """Add up the numbers of a text that has one integer on each line. Empty lines are skipped.

    >>> total_of_lines("3\\n\\n10\\n")
    13
    """
# %% solution
    return sum(int(line) for line in text.split("\n") if line.strip())

# %% visible
assert total_of_lines("3\n\n10\n") == 13

# %% base
def test_base_two_lines(self):
    self.assertEqual(total_of_lines("1\n2"), 3)

def test_base_one_line(self):
    self.assertEqual(total_of_lines("40"), 40)

# %% plus
def test_plus_empty_lines(self):
    self.assertEqual(total_of_lines("1\n\n\n2\n"), 3)

def test_plus_nothing(self):
    self.assertEqual(total_of_lines(""), 0)

def test_plus_negative(self):
    self.assertEqual(total_of_lines("-5\n2"), -3)

# %% wrong no_empty_lines (passes base)
# why: raises for empty lines
def total_of_lines(text):
    return sum(int(line) for line in text.split("\n"))

# %% wrong counts_lines
# why: counts the lines
def total_of_lines(text):
    return len(text.splitlines())
