# topic: validation
# difficulty: easy

# %% prompt
def legal_bid(bid: int, highest: int, step: int) -> bool:
    """Tell whether a bid is legal: at least `step` above the highest bid so far.

    >>> legal_bid(120, 100, 10)
    True
    """
# %% solution
    return bid >= highest + step

# %% visible
assert legal_bid(120, 100, 10) == True

# %% base
def test_base_enough(self):
    self.assertEqual(legal_bid(50, 20, 5), True)

def test_base_too_low(self):
    self.assertEqual(legal_bid(21, 20, 5), False)

# %% plus
def test_plus_exactly(self):
    self.assertEqual(legal_bid(25, 20, 5), True)

def test_plus_one_less(self):
    self.assertEqual(legal_bid(24, 20, 5), False)

# %% wrong more_than_step (passes base)
# why: wants more than the step
def legal_bid(bid, highest, step):
    return bid > highest + step

# %% wrong any_higher
# why: takes any higher bid
def legal_bid(bid, highest, step):
    return bid > highest
