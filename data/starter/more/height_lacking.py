# topic: collections
# difficulty: easy

# %% prompt
def height_lacking(heights: dict, least: int) -> dict:
    """Return how many cm each child that is too small lacks to the least height.

    `heights` maps names to heights in cm. Children who are tall enough are not in the result.

    >>> height_lacking({"Mia": 130, "Ben": 118}, 120)
    {'Ben': 2}
    """
# %% solution
    return {name: least - height for name, height in heights.items() if height < least}

# %% visible
assert height_lacking({"Mia": 130, "Ben": 118}, 120) == {'Ben': 2}

# %% base
def test_base_some(self):
    self.assertEqual(height_lacking({"b": 150, "a": 140, "c": 100}, 120), {"c": 20})

def test_base_none(self):
    self.assertEqual(height_lacking({"a": 130}, 120), {})

# %% plus
def test_plus_exactly(self):
    self.assertEqual(height_lacking({"a": 120, "b": 119}, 120), {"b": 1})

def test_plus_nobody(self):
    self.assertEqual(height_lacking({}, 120), {})

# %% wrong zero_lacking (passes base)
# why: lists who is exactly tall enough
def height_lacking(heights, least):
    return {name: least - height for name, height in heights.items() if height <= least}

# %% wrong the_heights
# why: returns the heights
def height_lacking(heights, least):
    return {name: height for name, height in heights.items() if height < least}
