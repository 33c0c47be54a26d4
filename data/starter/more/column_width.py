# topic: text
# difficulty: easy

# %% prompt
def column_width(titles: list) -> int:
    """Return the width of a column: the length of its longest title plus 2, and at least 10.

    >>> column_width(["Dune", "Wuthering Heights"])
    19
    """
# %% solution
    return max([10] + [len(title) + 2 for title in titles])

# %% visible
assert column_width(["Dune", "Wuthering Heights"]) == 19

# %% base
def test_base_long(self):
    self.assertEqual(column_width(["abcdefghijkl", "abc"]), 14)

def test_base_short(self):
    self.assertEqual(column_width(["abc", "ab"]), 10)

# %% plus
def test_plus_none(self):
    self.assertEqual(column_width([]), 10)

def test_plus_near_the_least(self):
    self.assertEqual(column_width(["12345678"]), 10)
    self.assertEqual(column_width(["123456789"]), 11)

# %% wrong no_least
# why: forgets the least width
def column_width(titles):
    return max(len(title) for title in titles) + 2

# %% wrong adds_after (passes base)
# why: compares the length alone with the least width
def column_width(titles):
    longest = max(map(len, titles), default=0)
    return longest + 2 if longest >= 10 else 10
