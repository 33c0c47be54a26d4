# topic: numbers
# difficulty: easy

# %% prompt
def race_points(places: list) -> int:
    """Add up a driver's points: 5 for a first place, 3 for a second, 1 for a third, else 0.

    >>> race_points([1, 4, 3])
    6
    """
# %% solution
    return sum({1: 5, 2: 3, 3: 1}.get(place, 0) for place in places)

# %% visible
assert race_points([1, 4, 3]) == 6

# %% base
def test_base_all_good_places(self):
    self.assertEqual(race_points([1, 2, 3]), 9)

def test_base_last_places(self):
    self.assertEqual(race_points([8, 9]), 0)

# %% plus
def test_plus_several_wins(self):
    self.assertEqual(race_points([1, 1, 2]), 13)

def test_plus_no_race(self):
    self.assertEqual(race_points([]), 0)

# %% wrong each_place_once (passes base)
# why: counts the same place only once
def race_points(places):
    return sum({1: 5, 2: 3, 3: 1}.get(place, 0) for place in set(places))

# %% wrong unknown_place
# why: raises for other places
def race_points(places):
    return sum([5, 3, 1][place - 1] for place in places)
