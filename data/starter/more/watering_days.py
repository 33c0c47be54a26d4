# topic: dates
# difficulty: easy

# %% prompt
def watering_days(first: int, every: int, last: int) -> list:
    """List the days of a month on which a plant is watered.

    It is watered on day `first`, then every `every` days, up to and including day `last`.

    >>> watering_days(2, 3, 11)
    [2, 5, 8, 11]
    """
# %% solution
    return list(range(first, last + 1, every))

# %% visible
assert watering_days(2, 3, 11) == [2, 5, 8, 11]

# %% base
def test_base_every_week(self):
    self.assertEqual(watering_days(1, 7, 30), [1, 8, 15, 22, 29])

def test_base_every_second_day(self):
    self.assertEqual(watering_days(4, 2, 9), [4, 6, 8])

# %% plus
def test_plus_last_day_counts(self):
    self.assertEqual(watering_days(10, 10, 30), [10, 20, 30])

def test_plus_too_late(self):
    self.assertEqual(watering_days(20, 5, 10), [])

def test_plus_only_once(self):
    self.assertEqual(watering_days(5, 9, 5), [5])

# %% wrong without_last (passes base)
# why: leaves out the last day
def watering_days(first, every, last):
    return list(range(first, last, every))

# %% wrong counts_from_zero
# why: lists multiples of the distance
def watering_days(first, every, last):
    return [day for day in range(first, last + 1) if day % every == 0]
