# topic: collections
# difficulty: easy

# %% prompt
def pets_of_kind(pets: list, kind: str) -> list:
    """Return the names of the pets of a kind. Each pet is a (name, kind) pair.

    >>> pets_of_kind([("Rex", "dog"), ("Tom", "cat"), ("Bo", "dog")], "dog")
    ['Rex', 'Bo']
    """
# %% solution
    return [name for name, its_kind in pets if its_kind == kind]

# %% visible
assert pets_of_kind([("Rex", "dog"), ("Tom", "cat"), ("Bo", "dog")], "dog") == ['Rex', 'Bo']

# %% base
def test_base_some(self):
    self.assertEqual(pets_of_kind([("a", "cat"), ("b", "dog")], "cat"), ["a"])

def test_base_none(self):
    self.assertEqual(pets_of_kind([("a", "cat")], "fish"), [])

# %% plus
def test_plus_a_name_is_no_kind(self):
    self.assertEqual(pets_of_kind([("dog", "cat"), ("x", "dog")], "dog"), ["x"])

def test_plus_part_of_a_kind(self):
    self.assertEqual(pets_of_kind([("a", "catfish"), ("b", "cat")], "cat"), ["b"])

# %% wrong all_names
# why: returns all names
def pets_of_kind(pets, kind):
    return [name for name, _ in pets]

# %% wrong part (passes base)
# why: a part of the kind is enough
def pets_of_kind(pets, kind):
    return [name for name, its_kind in pets if kind in its_kind]
