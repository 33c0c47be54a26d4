# topic: collections
# difficulty: medium

# %% prompt
def best_with_ties(scores: dict, places: int) -> list:
    """Choose who goes through to the final.

    The `places` highest scores go through, and so does everybody tied with the last of them.
    Return the names, highest score first, equal scores in alphabetical order. Without places
    nobody goes through; with more places than names everybody does.

    >>> best_with_ties({"Cy": 8, "Ann": 9, "Bo": 8, "Di": 5}, 2)
    ['Ann', 'Bo', 'Cy']
    """
# %% solution
    names = sorted(scores, key=lambda name: (-scores[name], name))
    if places <= 0 or not names:
        return []
    line = scores[names[min(places, len(names)) - 1]]
    return [name for name in names if scores[name] >= line]

# %% visible
assert best_with_ties({"Cy": 8, "Ann": 9, "Bo": 8, "Di": 5}, 2) == ["Ann", "Bo", "Cy"]

# %% base
def test_base_no_tie(self):
    self.assertEqual(best_with_ties({"a": 3, "b": 2, "c": 1}, 2), ["a", "b"])

def test_base_tie_inside(self):
    self.assertEqual(best_with_ties({"b": 3, "a": 3, "c": 1}, 2), ["a", "b"])

def test_base_tie_at_the_line(self):
    self.assertEqual(best_with_ties({"a": 3, "b": 2, "c": 2, "d": 2}, 2), ["a", "b", "c", "d"])

# %% plus
def test_plus_no_places(self):
    self.assertEqual(best_with_ties({"a": 1, "b": 1}, 0), [])

def test_plus_more_places_than_names(self):
    self.assertEqual(best_with_ties({"a": 1, "b": 2}, 9), ["b", "a"])

def test_plus_nobody(self):
    self.assertEqual(best_with_ties({}, 3), [])

def test_plus_ties_do_not_use_up_levels(self):
    self.assertEqual(best_with_ties({"a": 9, "b": 9, "c": 8, "d": 7}, 2), ["a", "b"])

def test_plus_negative_scores(self):
    self.assertEqual(best_with_ties({"a": -1, "b": -5, "c": -1}, 1), ["a", "c"])

# %% wrong cuts_ties
# why: cuts the list after the places and drops the tied
def best_with_ties(scores, places):
    return sorted(scores, key=lambda n: (-scores[n], n))[:places]

# %% wrong counts_levels
# why: counts different scores as places, so ties let too many through
def best_with_ties(scores, places):
    levels = sorted(set(scores.values()), reverse=True)[:places]
    return sorted((n for n in scores if scores[n] in levels), key=lambda n: (-scores[n], n))

# %% wrong index_of_the_last (passes base)
# why: reads the score at index places - 1 without looking at the number of names or at zero
def best_with_ties(scores, places):
    names = sorted(scores, key=lambda n: (-scores[n], n))
    line = scores[names[places - 1]]
    return [n for n in names if scores[n] >= line]
