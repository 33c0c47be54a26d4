# topic: collections
# difficulty: easy

# %% prompt
def unique_visitors(visits: list) -> int:
    """Count the different visitors of a museum. A visitor may appear several times.

    >>> unique_visitors(["Ann", "Bo", "Ann"])
    2
    """
# %% solution
    return len(set(visits))

# %% visible
assert unique_visitors(["Ann", "Bo", "Ann"]) == 2

# %% base
def test_base_some_twice(self):
    self.assertEqual(unique_visitors(["a", "b", "a", "b"]), 2)

def test_base_all_different(self):
    self.assertEqual(unique_visitors(["a", "b", "c"]), 3)

# %% plus
def test_plus_nobody(self):
    self.assertEqual(unique_visitors([]), 0)

def test_plus_not_side_by_side(self):
    self.assertEqual(unique_visitors(["a", "b", "c", "a"]), 3)

def test_plus_case_matters(self):
    self.assertEqual(unique_visitors(["Jo", "jo"]), 2)

# %% wrong all_visits
# why: counts visits
def unique_visitors(visits):
    return len(visits)

# %% wrong ignores_case (passes base)
# why: takes names that differ in case for one
def unique_visitors(visits):
    return len({name.lower() for name in visits})
