# topic: text
# difficulty: easy

# %% prompt
def cut_names(names: list, width: int) -> list:
    """Return the names in their order, each cut to its first `width` characters.

    >>> cut_names(["Bo", "Alexandra", "Wilhelm"], 5)
    ['Bo', 'Alexa', 'Wilhe']
    """
# %% solution
    return [name[:width] for name in names]

# %% visible
assert cut_names(["Bo", "Alexandra", "Wilhelm"], 5) == ['Bo', 'Alexa', 'Wilhe']

# %% base
def test_base_some(self):
    self.assertEqual(cut_names(["a", "abc", "abcd"], 2), ["a", "ab", "ab"])

def test_base_short_names(self):
    self.assertEqual(cut_names(["x", "yz"], 8), ["x", "yz"])

# %% plus
def test_plus_equal_afterwards(self):
    self.assertEqual(cut_names(["anna", "anne", "ann"], 3), ["ann", "ann", "ann"])

def test_plus_no_width(self):
    self.assertEqual(cut_names(["abc"], 0), [""])

def test_plus_no_names(self):
    self.assertEqual(cut_names([], 4), [])

# %% wrong drops_long
# why: leaves long names out
def cut_names(names, width):
    return [name for name in names if len(name) <= width]

# %% wrong drops_empty (passes base)
# why: leaves out names of which nothing is left
def cut_names(names, width):
    return [name[:width] for name in names if name[:width]]
