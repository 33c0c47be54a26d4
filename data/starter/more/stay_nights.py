# topic: intervals
# difficulty: easy

# %% prompt
def stay_nights(stays: list) -> int:
    """Add up the nights of hotel stays given as (arrival, departure) days.

    >>> stay_nights([(3, 5), (10, 11)])
    3
    """
# %% solution
    return sum(departure - arrival for arrival, departure in stays)

# %% visible
assert stay_nights([(3, 5), (10, 11)]) == 3

# %% base
def test_base_one(self):
    self.assertEqual(stay_nights([(1, 8)]), 7)

def test_base_two(self):
    self.assertEqual(stay_nights([(1, 2), (4, 6)]), 3)

# %% plus
def test_plus_same_stay_twice(self):
    self.assertEqual(stay_nights([(1, 3), (1, 3)]), 4)

def test_plus_none(self):
    self.assertEqual(stay_nights([]), 0)

def test_plus_left_the_same_day(self):
    self.assertEqual(stay_nights([(4, 4)]), 0)

# %% wrong counts_days
# why: counts both the first and the last day
def stay_nights(stays):
    return sum(departure - arrival + 1 for arrival, departure in stays)

# %% wrong at_least_one (passes base)
# why: every stay has at least one night
def stay_nights(stays):
    return sum(max(1, departure - arrival) for arrival, departure in stays)
