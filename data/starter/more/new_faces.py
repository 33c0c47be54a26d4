# topic: collections
# difficulty: easy

# %% prompt
def new_faces(yesterday: list, today: list) -> int:
    """Count the visitors of today who were not there yesterday; each person counts once.

    >>> new_faces(["Ann", "Bo"], ["Bo", "Cy", "Cy"])
    1
    """
# %% solution
    return len(set(today) - set(yesterday))

# %% visible
assert new_faces(["Ann", "Bo"], ["Bo", "Cy", "Cy"]) == 1

# %% base
def test_base_some(self):
    self.assertEqual(new_faces(["a"], ["a", "b", "c"]), 2)

def test_base_none(self):
    self.assertEqual(new_faces(["a", "b"], ["b", "a"]), 0)

# %% plus
def test_plus_twice(self):
    self.assertEqual(new_faces([], ["a", "a", "b"]), 2)

def test_plus_nobody_today(self):
    self.assertEqual(new_faces(["a"], []), 0)

# %% wrong counts_visits (passes base)
# why: counts a person as often as they came
def new_faces(yesterday, today):
    return sum(name not in yesterday for name in today)

# %% wrong all_of_today
# why: counts everybody of today
def new_faces(yesterday, today):
    return len(set(today))
