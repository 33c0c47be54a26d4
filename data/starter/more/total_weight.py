# topic: collections
# difficulty: easy

# %% prompt
def total_weight(parcels: list) -> int:
    """Add up the weights of parcels given as (name, weight) pairs.

    >>> total_weight([("box", 5), ("tube", 2)])
    7
    """
# %% solution
    return sum(weight for _, weight in parcels)

# %% visible
assert total_weight([("box", 5), ("tube", 2)]) == 7

# %% base
def test_base_two(self):
    self.assertEqual(total_weight([("a", 10), ("b", 20)]), 30)

def test_base_one(self):
    self.assertEqual(total_weight([("a", 4)]), 4)

# %% plus
def test_plus_same_name_twice(self):
    self.assertEqual(total_weight([("a", 4), ("a", 3)]), 7)

def test_plus_none(self):
    self.assertEqual(total_weight([]), 0)

# %% wrong by_name (passes base)
# why: a name given twice counts once
def total_weight(parcels):
    return sum(dict(parcels).values())

# %% wrong first_only
# why: takes the weight of the first parcel
def total_weight(parcels):
    return parcels[0][1]
