# topic: dates
# difficulty: easy

# %% prompt
def days_to_hours(days: int, hours: int) -> int:
    """Return how many hours some days and hours are together.

    >>> days_to_hours(2, 5)
    53
    """
# %% solution
    return days * 24 + hours

# %% visible
assert days_to_hours(2, 5) == 53

# %% base
def test_base_one_day(self):
    self.assertEqual(days_to_hours(1, 1), 25)

def test_base_only_hours(self):
    self.assertEqual(days_to_hours(0, 7), 7)

# %% plus
def test_plus_only_days(self):
    self.assertEqual(days_to_hours(3, 0), 72)

def test_plus_more_than_a_day_of_hours(self):
    self.assertEqual(days_to_hours(1, 30), 54)

# %% wrong twelve
# why: takes a day for twelve hours
def days_to_hours(days, hours):
    return days * 12 + hours

# %% wrong hours_of_a_day (passes base)
# why: drops full days from the hours
def days_to_hours(days, hours):
    return days * 24 + hours % 24
