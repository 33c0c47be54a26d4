# topic: collections
# difficulty: easy

# %% prompt
def empty_drawers(drawers: dict) -> list:
    """Return the names of the drawers that hold nothing, in alphabetical order.

    `drawers` maps a drawer's name to the list of things in it.

    >>> empty_drawers({"top": ["pen"], "middle": [], "bottom": []})
    ['bottom', 'middle']
    """
# %% solution
    return sorted(name for name, things in drawers.items() if not things)

# %% visible
assert empty_drawers({"top": ["pen"], "middle": [], "bottom": []}) == ['bottom', 'middle']

# %% base
def test_base_one_empty(self):
    self.assertEqual(empty_drawers({"a": [], "b": ["cup"]}), ["a"])

def test_base_none_empty(self):
    self.assertEqual(empty_drawers({"a": ["x"], "b": ["y", "z"]}), [])

# %% plus
def test_plus_alphabetical(self):
    self.assertEqual(empty_drawers({"c": [], "a": [], "b": []}), ["a", "b", "c"])

def test_plus_holding_zero_or_an_empty_text(self):
    self.assertEqual(empty_drawers({"a": [0], "b": [""]}), [])

# %% wrong unsorted (passes base)
# why: gives them in the order of the dict
def empty_drawers(drawers):
    return [name for name in drawers if len(drawers[name]) == 0]

# %% wrong full_ones
# why: returns the drawers that hold something
def empty_drawers(drawers):
    return sorted(name for name in drawers if drawers[name])

# %% wrong falsy_things (passes base)
# why: a drawer that holds only zeros or empty texts counts as empty
def empty_drawers(drawers):
    return sorted(name for name in drawers if not any(drawers[name]))
