# topic: numbers
# difficulty: easy

# %% prompt
def loyalty_price(price: int, member: bool) -> int:
    """Return the price to pay: members pay 10 less, but never less than 0.

    >>> loyalty_price(50, True)
    40
    """
# %% solution
    return max(0, price - 10) if member else price

# %% visible
assert loyalty_price(50, True) == 40

# %% base
def test_base_member(self):
    self.assertEqual(loyalty_price(30, True), 20)

def test_base_no_member(self):
    self.assertEqual(loyalty_price(30, False), 30)

# %% plus
def test_plus_cheap(self):
    self.assertEqual(loyalty_price(4, True), 0)
    self.assertEqual(loyalty_price(4, False), 4)

def test_plus_exactly(self):
    self.assertEqual(loyalty_price(10, True), 0)

# %% wrong everybody
# why: everybody pays less
def loyalty_price(price, member):
    return max(0, price - 10)

# %% wrong negative (passes base)
# why: may be below zero
def loyalty_price(price, member):
    return price - 10 if member else price
