# topic: sets
# difficulty: easy

# %% prompt
def things_to_buy(recipe: list, kitchen: list) -> int:
    """Count the things of a recipe that are not in the kitchen.

    A thing that the recipe names twice counts twice.

    >>> things_to_buy(["egg", "milk", "rice"], ["milk", "salt"])
    2
    """
# %% solution
    return sum(thing not in kitchen for thing in recipe)

# %% visible
assert things_to_buy(["egg", "milk", "rice"], ["milk", "salt"]) == 2

# %% base
def test_base_one(self):
    self.assertEqual(things_to_buy(["a", "c"], ["a", "b"]), 1)

def test_base_none(self):
    self.assertEqual(things_to_buy(["a"], ["a", "b"]), 0)

# %% plus
def test_plus_named_twice(self):
    self.assertEqual(things_to_buy(["a", "a", "b"], ["b"]), 2)

def test_plus_empty_kitchen(self):
    self.assertEqual(things_to_buy(["a", "b"], []), 2)

def test_plus_nothing_needed(self):
    self.assertEqual(things_to_buy([], ["a"]), 0)

# %% wrong in_kitchen
# why: counts the things that are there
def things_to_buy(recipe, kitchen):
    return sum(thing in kitchen for thing in recipe)

# %% wrong different_things (passes base)
# why: counts a thing once
def things_to_buy(recipe, kitchen):
    return len(set(recipe) - set(kitchen))
