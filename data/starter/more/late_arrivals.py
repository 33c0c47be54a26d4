# topic: dates
# difficulty: easy

# %% prompt
def late_arrivals(minutes: dict, limit: int) -> list:
    """Return the names of those who arrived more than `limit` minutes late.

    `minutes` maps names to minutes of delay; the names keep their order.

    >>> late_arrivals({"Ann": 3, "Bo": 12, "Cy": 8}, 5)
    ['Bo', 'Cy']
    """
# %% solution
    return [name for name, late in minutes.items() if late > limit]

# %% visible
assert late_arrivals({"Ann": 3, "Bo": 12, "Cy": 8}, 5) == ['Bo', 'Cy']

# %% base
def test_base_some(self):
    self.assertEqual(late_arrivals({"a": 1, "b": 9}, 4), ["b"])

def test_base_none(self):
    self.assertEqual(late_arrivals({"a": 1}, 4), [])

# %% plus
def test_plus_exactly(self):
    self.assertEqual(late_arrivals({"a": 4, "b": 5}, 4), ["b"])

def test_plus_early(self):
    self.assertEqual(late_arrivals({"a": -5, "b": 1}, 0), ["b"])

# %% wrong punctual
# why: returns the others
def late_arrivals(minutes, limit):
    return [name for name, late in minutes.items() if late <= limit]

# %% wrong at_least (passes base)
# why: takes those who are exactly that late
def late_arrivals(minutes, limit):
    return [name for name, late in minutes.items() if late >= limit]
