# topic: collections
# difficulty: easy

# %% prompt
def every_other(lamps: list) -> list:
    """Return every second lamp of a street, starting with the first.

    >>> every_other(["a", "b", "c", "d", "e"])
    ['a', 'c', 'e']
    """
# %% solution
    return lamps[::2]

# %% visible
assert every_other(["a", "b", "c", "d", "e"]) == ['a', 'c', 'e']

# %% base
def test_base_four(self):
    self.assertEqual(every_other([1, 2, 3, 4]), [1, 3])

def test_base_three(self):
    self.assertEqual(every_other(["x", "y", "z"]), ["x", "z"])

# %% plus
def test_plus_none_and_one(self):
    self.assertEqual(every_other([]), [])
    self.assertEqual(every_other([7]), [7])

def test_plus_equal_lamps(self):
    self.assertEqual(every_other([5, 5, 5, 6]), [5, 5])

# %% wrong starts_second
# why: starts with the second lamp
def every_other(lamps):
    return lamps[1::2]

# %% wrong by_index_of (passes base)
# why: looks lamps up by value, so equal ones are mixed up
def every_other(lamps):
    return [lamp for lamp in lamps if lamps.index(lamp) % 2 == 0]
