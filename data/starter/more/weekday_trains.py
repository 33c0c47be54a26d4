# topic: sets
# difficulty: easy

# %% prompt
def weekday_trains(weekdays: set, sundays: set) -> int:
    """Count the trains that run on weekdays but not on Sundays.

    >>> weekday_trains({"A", "B", "C"}, {"B", "D"})
    2
    """
# %% solution
    return len(weekdays - sundays)

# %% visible
assert weekday_trains({"A", "B", "C"}, {"B", "D"}) == 2

# %% base
def test_base_some(self):
    self.assertEqual(weekday_trains({1, 2}, {2, 3}), 1)

def test_base_nothing_shared(self):
    self.assertEqual(weekday_trains({1, 2}, {3}), 2)

# %% plus
def test_plus_same(self):
    self.assertEqual(weekday_trains({1, 2}, {1, 2}), 0)

def test_plus_more_on_sundays(self):
    self.assertEqual(weekday_trains({1}, {2, 3, 4}), 1)

def test_plus_sets_are_not_changed(self):
    weekdays = {1, 2}
    weekday_trains(weekdays, {2})
    self.assertEqual(weekdays, {1, 2})

# %% wrong either
# why: counts trains that run on only one kind of day
def weekday_trains(weekdays, sundays):
    return len(weekdays ^ sundays)

# %% wrong changes_the_set (passes base)
# why: removes trains from the given set
def weekday_trains(weekdays, sundays):
    weekdays -= sundays
    return len(weekdays)
