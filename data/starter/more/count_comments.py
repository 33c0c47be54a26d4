# topic: text
# difficulty: easy

# %% prompt
def count_comments(lines: list) -> int:
    """Tell how many lines of a program are comments, which have "#" as their first character.

    >>> count_comments(["# hello", "x = 1", "# end"])
    2
    """
# %% solution
    return sum(line.startswith("#") for line in lines)

# %% visible
assert count_comments(["# hello", "x = 1", "# end"]) == 2

# %% base
def test_base_some(self):
    self.assertEqual(count_comments(["#a", "b", "#c", "#"]), 3)

def test_base_none(self):
    self.assertEqual(count_comments(["a", "b"]), 0)

# %% plus
def test_plus_sign_in_the_middle(self):
    self.assertEqual(count_comments(["x = 1 # one", "#"]), 1)

def test_plus_empty_lines(self):
    self.assertEqual(count_comments(["", "#", ""]), 1)

# %% wrong anywhere (passes base)
# why: counts lines that hold the sign anywhere
def count_comments(lines):
    return sum("#" in line for line in lines)

# %% wrong first_line
# why: stops after the first comment
def count_comments(lines):
    return 1 if any(line.startswith("#") for line in lines) else 0
