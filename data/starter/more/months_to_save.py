# topic: simulation
# difficulty: easy

# %% prompt
def months_to_save(price: int, saved: int, monthly: int) -> int:
    """Count the months until a bike can be paid.

    `saved` coins are there already, and `monthly` coins are added each month.

    >>> months_to_save(100, 20, 30)
    3
    """
# %% solution
    months = 0
    while saved < price:
        saved += monthly
        months += 1
    return months

# %% visible
assert months_to_save(100, 20, 30) == 3

# %% base
def test_base_left_over(self):
    self.assertEqual(months_to_save(10, 0, 4), 3)

def test_base_one_month(self):
    self.assertEqual(months_to_save(5, 1, 9), 1)

# %% plus
def test_plus_exactly(self):
    self.assertEqual(months_to_save(90, 30, 30), 2)

def test_plus_rich_already(self):
    self.assertEqual(months_to_save(10, 50, 5), 0)
    self.assertEqual(months_to_save(10, 10, 5), 0)

# %% wrong forgets_saved
# why: starts with nothing
def months_to_save(price, saved, monthly):
    return (price - 1) // monthly

# %% wrong one_more (passes base)
# why: saves a month too long when it fits exactly
def months_to_save(price, saved, monthly):
    return max(0, price - saved) // monthly + 1
