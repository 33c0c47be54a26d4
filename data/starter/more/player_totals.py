# topic: grids
# difficulty: easy

# %% prompt
def player_totals(sheet: dict) -> dict:
    """Return the total of each player of a score sheet that maps names to lists of scores.

    >>> player_totals({"Ann": [1, 2, 3], "Bo": [10]})
    {'Ann': 6, 'Bo': 10}
    """
# %% solution
    return {name: sum(scores) for name, scores in sheet.items()}

# %% visible
assert player_totals({"Ann": [1, 2, 3], "Bo": [10]}) == {'Ann': 6, 'Bo': 10}

# %% base
def test_base_two_players(self):
    self.assertEqual(player_totals({"a": [1, 1], "b": [2, 2]}), {"a": 2, "b": 4})

def test_base_one_player(self):
    self.assertEqual(player_totals({"a": [5, 6, 7]}), {"a": 18})

# %% plus
def test_plus_no_scores(self):
    self.assertEqual(player_totals({"a": [], "b": [3]}), {"a": 0, "b": 3})

def test_plus_same_score_twice(self):
    self.assertEqual(player_totals({"a": [4, 4]}), {"a": 8})

def test_plus_nobody(self):
    self.assertEqual(player_totals({}), {})

# %% wrong best
# why: takes the best score
def player_totals(sheet):
    return {name: max(scores) for name, scores in sheet.items()}

# %% wrong skips_empty (passes base)
# why: leaves out players without scores
def player_totals(sheet):
    return {name: sum(scores) for name, scores in sheet.items() if scores}
