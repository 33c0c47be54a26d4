# topic: algorithms
# difficulty: medium

# %% prompt
def table_points(matches: list) -> dict:
    """Add up football points from (home, away, home goals, away goals) matches.

    A win gives 3 points, a draw 1 to both, a defeat 0. All teams that played are in the result.

    >>> table_points([("Owl", "Bat", 2, 0), ("Bat", "Ant", 1, 1)])
    {'Owl': 3, 'Bat': 1, 'Ant': 1}
    """
# %% solution
    points = {}
    for home, away, scored, let_in in matches:
        points[home] = points.get(home, 0) + (3 if scored > let_in else scored == let_in)
        points[away] = points.get(away, 0) + (3 if let_in > scored else scored == let_in)
    return points

# %% visible
assert table_points([("Owl", "Bat", 2, 0), ("Bat", "Ant", 1, 1)]) == {'Owl': 3, 'Bat': 1, 'Ant': 1}

# %% base
def test_base_home_win(self):
    self.assertEqual(table_points([("a", "b", 1, 0)]), {"a": 3, "b": 0})

def test_base_draw(self):
    self.assertEqual(table_points([("a", "b", 2, 2)]), {"a": 1, "b": 1})

# %% plus
def test_plus_away_win(self):
    self.assertEqual(table_points([("a", "b", 0, 4)]), {"a": 0, "b": 3})

def test_plus_two_matches(self):
    self.assertEqual(table_points([("a", "b", 1, 0), ("b", "a", 0, 5)]), {"a": 6, "b": 0})

def test_plus_nothing(self):
    self.assertEqual(table_points([]), {})

# %% wrong no_losers (passes base)
# why: leaves out teams without a point where they lost away from home
def table_points(matches):
    points = {}
    for home, away, x, y in matches:
        points[home] = points.get(home, 0) + (3 if x > y else 1 if x == y else 0)
        points[away] = points.get(away, 0) + (1 if x == y else 0)
    return points

# %% wrong two_points
# why: a win gives two points
def table_points(matches):
    points = {}
    for home, away, x, y in matches:
        points[home] = points.get(home, 0) + (2 if x > y else 1 if x == y else 0)
        points[away] = points.get(away, 0) + (2 if x < y else 1 if x == y else 0)
    return points
