# topic: numbers
# difficulty: easy

# %% prompt
def discount_price(price: float, percent: float) -> float:
    """Return the price after a discount of some percent, rounded to two decimal places.

    >>> discount_price(80, 25)
    60.0
    """
# %% solution
    return round(price * (100 - percent) / 100, 2)

# %% visible
assert discount_price(80, 25) == 60.0

# %% base
def test_base_ten_percent(self):
    self.assertEqual(discount_price(50, 10), 45.0)

def test_base_half(self):
    self.assertEqual(discount_price(9, 50), 4.5)

# %% plus
def test_plus_rounded(self):
    self.assertEqual(discount_price(9.99, 33), 6.69)

def test_plus_none_and_all(self):
    self.assertEqual(discount_price(12, 0), 12.0)
    self.assertEqual(discount_price(12, 100), 0.0)

# %% wrong the_discount
# why: returns what is saved
def discount_price(price, percent):
    return round(price * percent / 100, 2)

# %% wrong one_place (passes base)
# why: rounds to one decimal place
def discount_price(price, percent):
    return round(price * (100 - percent) / 100, 1)
