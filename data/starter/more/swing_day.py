# topic: numbers
# difficulty: easy

# %% prompt
def swing_day(days: list) -> int:
    """Return the number of the day on which the temperature changed most, counted from 1.

    `days` holds a (low, high) pair for each day. Of several such days, the first counts; without
    days the result is 0.

    >>> swing_day([(7, 12), (-1, 9), (3, 4)])
    2
    """
# %% solution
    if not days:
        return 0
    swings = [high - low for low, high in days]
    return swings.index(max(swings)) + 1

# %% visible
assert swing_day([(7, 12), (-1, 9), (3, 4)]) == 2

# %% base
def test_base_two(self):
    self.assertEqual(swing_day([(1, 3), (2, 9)]), 2)

def test_base_one(self):
    self.assertEqual(swing_day([(10, 25)]), 1)

# %% plus
def test_plus_below_zero(self):
    self.assertEqual(swing_day([(0, 5), (-9, -2)]), 2)

def test_plus_none(self):
    self.assertEqual(swing_day([]), 0)

def test_plus_first_of_several(self):
    self.assertEqual(swing_day([(4, 4), (1, 6), (2, 7)]), 2)

# %% wrong from_zero
# why: counts days from 0
def swing_day(days):
    swings = [high - low for low, high in days]
    return swings.index(max(swings)) if swings else 0

# %% wrong last_of_several (passes base)
# why: takes the last of several days
def swing_day(days):
    best, day = -1, 0
    for number, (low, high) in enumerate(days, 1):
        if high - low >= best:
            best, day = high - low, number
    return day

# %% wrong needs_days (passes base)
# why: raises without days
def swing_day(days):
    swings = [high - low for low, high in days]
    return swings.index(max(swings)) + 1
