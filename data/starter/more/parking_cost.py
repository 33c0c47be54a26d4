# topic: numbers
# difficulty: easy

# %% prompt
def parking_cost(hours: int) -> int:
    """Return the cost of parking: 2 euros an hour, but never more than 15 euros.

    >>> parking_cost(3)
    6
    """
# %% solution
    return min(2 * hours, 15)

# %% visible
assert parking_cost(3) == 6

# %% base
def test_base_short(self):
    self.assertEqual(parking_cost(1), 2)

def test_base_five_hours(self):
    self.assertEqual(parking_cost(5), 10)

# %% plus
def test_plus_long(self):
    self.assertEqual(parking_cost(8), 15)
    self.assertEqual(parking_cost(24), 15)

def test_plus_near_the_limit(self):
    self.assertEqual(parking_cost(7), 14)

def test_plus_nothing(self):
    self.assertEqual(parking_cost(0), 0)

# %% wrong no_limit (passes base)
# why: goes on without a limit
def parking_cost(hours):
    return 2 * hours

# %% wrong at_least
# why: takes the limit for the least
def parking_cost(hours):
    return max(2 * hours, 15)
