# topic: text
# difficulty: easy

# %% prompt
def long_names(names: list, width: int) -> list:
    """Return the names that are longer than `width` characters, in the order given.

    >>> long_names(["Bo", "Alexandra", "Wilhelm"], 5)
    ['Alexandra', 'Wilhelm']
    """
# %% solution
    return [name for name in names if len(name) > width]

# %% visible
assert long_names(["Bo", "Alexandra", "Wilhelm"], 5) == ['Alexandra', 'Wilhelm']

# %% base
def test_base_some(self):
    self.assertEqual(long_names(["a", "abc", "abcd"], 2), ["abc", "abcd"])

def test_base_none(self):
    self.assertEqual(long_names(["a", "b"], 3), [])

# %% plus
def test_plus_exactly_the_width(self):
    self.assertEqual(long_names(["abc", "abcd"], 3), ["abcd"])

def test_plus_empty_name(self):
    self.assertEqual(long_names(["", "x"], 0), ["x"])

# %% wrong not_shorter (passes base)
# why: keeps names of exactly the width
def long_names(names, width):
    return [name for name in names if len(name) >= width]

# %% wrong short_ones
# why: keeps the short names
def long_names(names, width):
    return [name for name in names if len(name) <= width]
