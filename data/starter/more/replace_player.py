# topic: collections
# difficulty: easy

# %% prompt
def replace_player(team: list, out: str, new: str) -> list:
    """Return a new list in which the player `out` is replaced by `new`.

    The given list is not changed.

    >>> replace_player(["Ann", "Bo", "Cy"], "Bo", "Di")
    ['Ann', 'Di', 'Cy']
    """
# %% solution
    return [new if player == out else player for player in team]

# %% visible
assert replace_player(["Ann", "Bo", "Cy"], "Bo", "Di") == ['Ann', 'Di', 'Cy']

# %% base
def test_base_first(self):
    self.assertEqual(replace_player(["a", "b"], "a", "x"), ["x", "b"])

def test_base_last(self):
    self.assertEqual(replace_player(["a", "b", "c"], "c", "x"), ["a", "b", "x"])

# %% plus
def test_plus_not_in_the_team(self):
    self.assertEqual(replace_player(["a", "b"], "z", "x"), ["a", "b"])

def test_plus_list_is_not_changed(self):
    team = ["a", "b"]
    replace_player(team, "a", "x")
    self.assertEqual(team, ["a", "b"])

# %% wrong in_place (passes base)
# why: changes the given list
def replace_player(team, out, new):
    for i, player in enumerate(team):
        if player == out:
            team[i] = new
    return team

# %% wrong at_the_end
# why: puts the new player at the end
def replace_player(team, out, new):
    return [player for player in team if player != out] + [new]
