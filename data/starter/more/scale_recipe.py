# topic: numbers
# difficulty: easy

# %% prompt
def scale_recipe(recipe: dict, people: int, guests: int) -> dict:
    """Scale the grams of a recipe for `people` people to `guests` guests.

    Each amount is rounded to one decimal place.

    >>> scale_recipe({"flour": 300, "butter": 100}, 4, 6)
    {'flour': 450.0, 'butter': 150.0}
    """
# %% solution
    return {name: round(grams / people * guests, 1) for name, grams in recipe.items()}

# %% visible
assert scale_recipe({"flour": 300, "butter": 100}, 4, 6) == {'flour': 450.0, 'butter': 150.0}

# %% base
def test_base_double(self):
    self.assertEqual(scale_recipe({"rice": 200}, 2, 4), {"rice": 400.0})

def test_base_half(self):
    self.assertEqual(scale_recipe({"rice": 200, "salt": 3}, 2, 1),
                     {"rice": 100.0, "salt": 1.5})

# %% plus
def test_plus_rounded(self):
    self.assertEqual(scale_recipe({"salt": 1}, 3, 2), {"salt": 0.7})

def test_plus_nothing(self):
    self.assertEqual(scale_recipe({}, 2, 4), {})

def test_plus_unchanged_input(self):
    recipe = {"rice": 10}
    scale_recipe(recipe, 1, 3)
    self.assertEqual(recipe, {"rice": 10})

# %% wrong turned_round
# why: divides by the guests
def scale_recipe(recipe, people, guests):
    return {name: round(grams * people / guests, 1) for name, grams in recipe.items()}

# %% wrong never_rounds (passes base)
# why: leaves the long tail of digits
def scale_recipe(recipe, people, guests):
    return {name: grams / people * guests for name, grams in recipe.items()}
