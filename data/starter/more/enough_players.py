# topic: validation
# difficulty: easy

# %% prompt
def enough_players(teams: dict, least: int) -> bool:
    """Tell whether every team has at least `least` players. `teams` maps names to numbers.

    >>> enough_players({"red": 5, "blue": 4}, 4)
    True
    """
# %% solution
    return all(count >= least for count in teams.values())

# %% visible
assert enough_players({"red": 5, "blue": 4}, 4) == True

# %% base
def test_base_yes(self):
    self.assertEqual(enough_players({"a": 9, "b": 8}, 5), True)

def test_base_no(self):
    self.assertEqual(enough_players({"a": 9, "b": 2}, 5), False)

# %% plus
def test_plus_exactly(self):
    self.assertEqual(enough_players({"a": 5}, 5), True)

def test_plus_no_teams(self):
    self.assertEqual(enough_players({}, 5), True)

def test_plus_first_is_too_small(self):
    self.assertEqual(enough_players({"a": 1, "b": 9}, 5), False)

# %% wrong any_team
# why: one team is enough
def enough_players(teams, least):
    return any(count >= least for count in teams.values())

# %% wrong more_than (passes base)
# why: wants more than the least
def enough_players(teams, least):
    return all(count > least for count in teams.values())
