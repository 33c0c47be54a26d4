# topic: collections
# difficulty: easy

# %% prompt
def merge_phones(old: dict, new: dict) -> dict:
    """Return one phone list made of two; where both have a name, the number of `new` counts.

    The given dicts are not changed.

    >>> merge_phones({"Ann": 1, "Bo": 2}, {"Bo": 5, "Cy": 3})
    {'Ann': 1, 'Bo': 5, 'Cy': 3}
    """
# %% solution
    return {**old, **new}

# %% visible
assert merge_phones({"Ann": 1, "Bo": 2}, {"Bo": 5, "Cy": 3}) == {'Ann': 1, 'Bo': 5, 'Cy': 3}

# %% base
def test_base_different_names(self):
    self.assertEqual(merge_phones({"a": 1}, {"b": 2}), {"a": 1, "b": 2})

def test_base_same_name(self):
    self.assertEqual(merge_phones({"a": 1}, {"a": 9}), {"a": 9})

# %% plus
def test_plus_empty_lists(self):
    self.assertEqual(merge_phones({}, {"a": 1}), {"a": 1})
    self.assertEqual(merge_phones({"a": 1}, {}), {"a": 1})

def test_plus_old_list_is_not_changed(self):
    old = {"a": 1}
    merge_phones(old, {"b": 2})
    self.assertEqual(old, {"a": 1})

# %% wrong updates_old (passes base)
# why: changes the old list
def merge_phones(old, new):
    old.update(new)
    return old

# %% wrong old_counts
# why: keeps the old number
def merge_phones(old, new):
    return {**new, **old}
