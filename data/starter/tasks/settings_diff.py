# topic: collections
# difficulty: medium

# %% prompt
def settings_diff(old: dict, new: dict) -> dict:
    """Say what changed between two versions of some settings.

    Return {"added": …, "removed": …, "changed": …}, each a sorted list of keys. A key whose
    value is None exists all the same. Values of different types are different, even when
    Python calls them equal, as 1 and True or 1 and 1.0.

    >>> settings_diff({"a": 1, "b": 2}, {"b": 3, "c": None})
    {'added': ['c'], 'removed': ['a'], 'changed': ['b']}
    """
# %% solution
    def same(a, b):
        return type(a) is type(b) and a == b

    return {
        "added": sorted(new.keys() - old.keys()),
        "removed": sorted(old.keys() - new.keys()),
        "changed": sorted(k for k in old.keys() & new.keys() if not same(old[k], new[k])),
    }

# %% visible
assert settings_diff({"a": 1, "b": 2}, {"b": 3, "c": None}) == {"added": ["c"], "removed": ["a"], "changed": ["b"]}

# %% base
def test_base_no_difference(self):
    self.assertEqual(settings_diff({"x": 1}, {"x": 1}), {"added": [], "removed": [], "changed": []})

def test_base_all_kinds(self):
    self.assertEqual(settings_diff({"x": 1, "y": 2}, {"y": 5, "z": 1}),
                     {"added": ["z"], "removed": ["x"], "changed": ["y"]})

def test_base_sorted(self):
    self.assertEqual(settings_diff({}, {"c": 1, "a": 1, "b": 1})["added"], ["a", "b", "c"])

# %% plus
def test_plus_none_is_a_value(self):
    self.assertEqual(settings_diff({"x": None}, {}), {"added": [], "removed": ["x"], "changed": []})
    self.assertEqual(settings_diff({}, {"x": None}), {"added": ["x"], "removed": [], "changed": []})
    self.assertEqual(settings_diff({"x": None}, {"x": 0}), {"added": [], "removed": [], "changed": ["x"]})

def test_plus_types_differ(self):
    self.assertEqual(settings_diff({"x": 1, "y": 1}, {"x": True, "y": 1.0})["changed"], ["x", "y"])

# %% wrong get_is_none (passes base)
# why: uses get(), which cannot tell None from a missing key
def settings_diff(old, new):
    return {
        "added": sorted(k for k in new if old.get(k) is None),
        "removed": sorted(k for k in old if new.get(k) is None),
        "changed": sorted(k for k in old if k in new and old[k] != new[k]),
    }

# %% wrong plain_equality (passes base)
# why: 1 equals True in Python, so a change of type goes unseen
def settings_diff(old, new):
    return {
        "added": sorted(set(new) - set(old)),
        "removed": sorted(set(old) - set(new)),
        "changed": sorted(k for k in set(old) & set(new) if old[k] != new[k]),
    }
