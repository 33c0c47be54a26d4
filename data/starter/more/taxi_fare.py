# topic: numbers
# difficulty: easy

# %% prompt
def taxi_fare(km: int) -> int:
    """Return the fare of a taxi: 4 euros and 2 euros for each kilometre.

    >>> taxi_fare(10)
    24
    """
# %% solution
    return 4 + 2 * km

# %% visible
assert taxi_fare(10) == 24

# %% base
def test_base_short(self):
    self.assertEqual(taxi_fare(1), 6)

def test_base_long(self):
    self.assertEqual(taxi_fare(50), 104)

# %% plus
def test_plus_no_way(self):
    self.assertEqual(taxi_fare(0), 4)

def test_plus_far(self):
    self.assertEqual(taxi_fare(1000), 2004)

# %% wrong no_base
# why: forgets the 4 euros
def taxi_fare(km):
    return 2 * km

# %% wrong free_when_standing (passes base)
# why: no kilometre costs nothing
def taxi_fare(km):
    return 4 + 2 * km if km else 0
