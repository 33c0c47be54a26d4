# topic: numbers
# difficulty: easy

# %% prompt
def largest_swing(days: list) -> int:
    """Return the largest difference between the high and the low temperature of a day.

    `days` holds a (low, high) pair for each day; without days the result is 0.

    >>> largest_swing([(7, 12), (-1, 9), (3, 4)])
    10
    """
# %% solution
    return max((high - low for low, high in days), default=0)

# %% visible
assert largest_swing([(7, 12), (-1, 9), (3, 4)]) == 10

# %% base
def test_base_two(self):
    self.assertEqual(largest_swing([(1, 3), (2, 9)]), 7)

def test_base_one(self):
    self.assertEqual(largest_swing([(10, 25)]), 15)

# %% plus
def test_plus_below_zero(self):
    self.assertEqual(largest_swing([(-9, -2), (0, 5)]), 7)

def test_plus_none(self):
    self.assertEqual(largest_swing([]), 0)

def test_plus_always_the_same(self):
    self.assertEqual(largest_swing([(4, 4)]), 0)

# %% wrong over_all_days
# why: subtracts the lowest low of all days from the highest high
def largest_swing(days):
    return max(high for _, high in days) - min(low for low, _ in days)

# %% wrong needs_days (passes base)
# why: raises without days
def largest_swing(days):
    return max(high - low for low, high in days)
