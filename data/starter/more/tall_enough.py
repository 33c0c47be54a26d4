# topic: collections
# difficulty: easy

# %% prompt
def tall_enough(heights: dict, least: int) -> list:
    """Return the names of the children who are at least `least` cm tall, sorted.

    `heights` maps names to heights in cm.

    >>> tall_enough({"Mia": 130, "Ben": 118, "Ava": 125}, 120)
    ['Ava', 'Mia']
    """
# %% solution
    return sorted(name for name, height in heights.items() if height >= least)

# %% visible
assert tall_enough({"Mia": 130, "Ben": 118, "Ava": 125}, 120) == ['Ava', 'Mia']

# %% base
def test_base_some(self):
    self.assertEqual(tall_enough({"b": 150, "a": 140, "c": 100}, 120), ["a", "b"])

def test_base_none(self):
    self.assertEqual(tall_enough({"a": 100}, 120), [])

# %% plus
def test_plus_exactly(self):
    self.assertEqual(tall_enough({"a": 120, "b": 119}, 120), ["a"])

def test_plus_nobody(self):
    self.assertEqual(tall_enough({}, 120), [])

# %% wrong taller_only (passes base)
# why: leaves out who is exactly tall enough
def tall_enough(heights, least):
    return sorted(name for name in heights if heights[name] > least)

# %% wrong by_height
# why: sorts by height instead of by name
def tall_enough(heights, least):
    return sorted((n for n in heights if heights[n] >= least), key=lambda n: -heights[n])
