# topic: dates
# difficulty: easy

# %% prompt
def total_hours(days: dict) -> int:
    """Add up the hours that somebody worked. `days` maps the names of days to hours.

    >>> total_hours({"Mon": 8, "Tue": 6})
    14
    """
# %% solution
    return sum(days.values())

# %% visible
assert total_hours({"Mon": 8, "Tue": 6}) == 14

# %% base
def test_base_two_days(self):
    self.assertEqual(total_hours({"Mon": 1, "Fri": 2}), 3)

def test_base_one_day(self):
    self.assertEqual(total_hours({"Sun": 7}), 7)

# %% plus
def test_plus_equal_days(self):
    self.assertEqual(total_hours({"Mon": 8, "Tue": 8, "Wed": 8}), 24)

def test_plus_no_days(self):
    self.assertEqual(total_hours({}), 0)

# %% wrong days_worked
# why: counts the days
def total_hours(days):
    return len(days)

# %% wrong different_hours (passes base)
# why: counts equal hours once
def total_hours(days):
    return sum(set(days.values()))
