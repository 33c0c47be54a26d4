# topic: dates
# difficulty: easy

# %% prompt
def is_open(hour: int, opens: int, closes: int) -> bool:
    """Tell whether a shop is open: from the hour it opens until before the hour it closes.

    >>> is_open(9, 8, 18)
    True
    """
# %% solution
    return opens <= hour < closes

# %% visible
assert is_open(9, 8, 18) == True

# %% base
def test_base_open(self):
    self.assertEqual(is_open(12, 9, 17), True)

def test_base_closed(self):
    self.assertEqual(is_open(7, 9, 17), False)
    self.assertEqual(is_open(20, 9, 17), False)

# %% plus
def test_plus_opening_hour(self):
    self.assertEqual(is_open(9, 9, 17), True)

def test_plus_closing_hour(self):
    self.assertEqual(is_open(17, 9, 17), False)

# %% wrong closing_included (passes base)
# why: is open in the hour it closes
def is_open(hour, opens, closes):
    return opens <= hour <= closes

# %% wrong only_opening
# why: never closes
def is_open(hour, opens, closes):
    return hour >= opens
