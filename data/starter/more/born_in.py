# topic: dates
# difficulty: easy

# %% prompt
def born_in(people: list, month: int) -> list:
    """Return the names of the people born in a month, in the order given.

    Each person is a (name, year, month, day) tuple.

    >>> born_in([("Ann", 1990, 5, 2), ("Bo", 1985, 7, 9)], 7)
    ['Bo']
    """
# %% solution
    return [name for name, _, born, _ in people if born == month]

# %% visible
assert born_in([("Ann", 1990, 5, 2), ("Bo", 1985, 7, 9)], 7) == ['Bo']

# %% base
def test_base_some(self):
    self.assertEqual(born_in([("a", 2000, 1, 2), ("b", 2000, 2, 1), ("c", 1999, 1, 5)], 1),
                     ["a", "c"])

def test_base_none(self):
    self.assertEqual(born_in([("a", 2000, 1, 2)], 12), [])

# %% plus
def test_plus_day_is_no_month(self):
    self.assertEqual(born_in([("a", 2000, 3, 8), ("b", 2000, 8, 3)], 8), ["b"])

def test_plus_same_name(self):
    self.assertEqual(born_in([("a", 2000, 4, 8), ("a", 2001, 4, 3)], 4), ["a", "a"])

# %% wrong sorted_names (passes base)
# why: returns different names only, sorted
def born_in(people, month):
    return sorted({person[0] for person in people if person[2] == month})

# %% wrong looks_at_day
# why: compares the day
def born_in(people, month):
    return [person[0] for person in people if person[3] == month]
