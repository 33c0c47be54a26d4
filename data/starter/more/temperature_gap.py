# topic: numbers
# difficulty: easy

# %% prompt
def temperature_gap(days: list) -> int:
    """Return the difference between the warmest and the coldest day. There is at least one day.

    >>> temperature_gap([12, 7, 19])
    12
    """
# %% solution
    return max(days) - min(days)

# %% visible
assert temperature_gap([12, 7, 19]) == 12

# %% base
def test_base_warm(self):
    self.assertEqual(temperature_gap([20, 30]), 10)

def test_base_three(self):
    self.assertEqual(temperature_gap([3, 1, 2]), 2)

# %% plus
def test_plus_below_zero(self):
    self.assertEqual(temperature_gap([-5, 4]), 9)
    self.assertEqual(temperature_gap([-9, -2]), 7)

def test_plus_one_day(self):
    self.assertEqual(temperature_gap([8]), 0)

# %% wrong first_and_last
# why: compares the first and the last day
def temperature_gap(days):
    return abs(days[-1] - days[0])

# %% wrong starts_at_zero (passes base)
# why: takes 0 for the warmest where all are colder
def temperature_gap(days):
    warmest = 0
    for day in days:
        warmest = max(warmest, day)
    return warmest - min(days)
