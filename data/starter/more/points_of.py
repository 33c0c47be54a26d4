# topic: collections
# difficulty: easy

# %% prompt
def points_of(names: list, points: dict) -> list:
    """Return the points of each of the names; who is not in `points` has 0.

    >>> points_of(["Ann", "Bo"], {"Ann": 5})
    [5, 0]
    """
# %% solution
    return [points.get(name, 0) for name in names]

# %% visible
assert points_of(["Ann", "Bo"], {"Ann": 5}) == [5, 0]

# %% base
def test_base_all_there(self):
    self.assertEqual(points_of(["a", "b"], {"a": 1, "b": 2}), [1, 2])

def test_base_one_missing(self):
    self.assertEqual(points_of(["x", "a"], {"a": 3}), [0, 3])

# %% plus
def test_plus_named_twice(self):
    self.assertEqual(points_of(["a", "a"], {"a": 4}), [4, 4])

def test_plus_nobody(self):
    self.assertEqual(points_of([], {"a": 4}), [])

# %% wrong all_points
# why: returns all points
def points_of(names, points):
    return list(points.values())

# %% wrong each_once (passes base)
# why: gives the points of a name once
def points_of(names, points):
    return [points.get(name, 0) for name in dict.fromkeys(names)]
