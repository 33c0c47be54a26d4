# topic: sorting
# difficulty: easy

# %% prompt
def two_cheapest(prices: list) -> list:
    """Return the two lowest prices, the lower one first. There are at least two prices.

    >>> two_cheapest([8, 3, 5])
    [3, 5]
    """
# %% solution
    return sorted(prices)[:2]

# %% visible
assert two_cheapest([8, 3, 5]) == [3, 5]

# %% base
def test_base_three(self):
    self.assertEqual(two_cheapest([9, 1, 4]), [1, 4])

def test_base_two(self):
    self.assertEqual(two_cheapest([7, 6]), [6, 7])

# %% plus
def test_plus_equal_prices(self):
    self.assertEqual(two_cheapest([2, 5, 2]), [2, 2])

def test_plus_free(self):
    self.assertEqual(two_cheapest([3, 0, 1]), [0, 1])

# %% wrong first_two
# why: takes the first two prices
def two_cheapest(prices):
    return sorted(prices[:2])

# %% wrong different_prices (passes base)
# why: counts equal prices once
def two_cheapest(prices):
    return sorted(set(prices))[:2]
