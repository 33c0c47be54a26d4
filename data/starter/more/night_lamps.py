# topic: collections
# difficulty: easy

# %% prompt
def night_lamps(lamps: list) -> list:
    """Return the lamps of a street that stay on at night: all but every third one.

    The third, the sixth, the ninth lamp and so on are switched off.

    >>> night_lamps(["a", "b", "c", "d", "e", "f"])
    ['a', 'b', 'd', 'e']
    """
# %% solution
    return [lamp for number, lamp in enumerate(lamps, 1) if number % 3 != 0]

# %% visible
assert night_lamps(["a", "b", "c", "d", "e", "f"]) == ['a', 'b', 'd', 'e']

# %% base
def test_base_four(self):
    self.assertEqual(night_lamps([1, 2, 3, 4]), [1, 2, 4])

def test_base_two(self):
    self.assertEqual(night_lamps(["x", "y"]), ["x", "y"])

# %% plus
def test_plus_none_and_three(self):
    self.assertEqual(night_lamps([]), [])
    self.assertEqual(night_lamps([7, 8, 9]), [7, 8])

def test_plus_equal_lamps(self):
    self.assertEqual(night_lamps([5, 5, 5, 6, 5]), [5, 5, 6, 5])

# %% wrong starts_with_first
# why: switches the first of three off
def night_lamps(lamps):
    return [lamp for number, lamp in enumerate(lamps) if number % 3 != 0]

# %% wrong by_value (passes base)
# why: switches off all lamps that equal the third one
def night_lamps(lamps):
    off = lamps[2::3]
    return [lamp for lamp in lamps if lamp not in off]
