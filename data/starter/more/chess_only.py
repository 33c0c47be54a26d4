# topic: sets
# difficulty: easy

# %% prompt
def chess_only(chess: list, judo: list) -> str:
    """Return the names of those who are in the chess club but not in the judo club.

    The names are sorted, each is written once, and they are joined by ", ".

    >>> chess_only(["Cy", "Ann", "Bo"], ["Bo", "Di"])
    'Ann, Cy'
    """
# %% solution
    return ", ".join(sorted(set(chess) - set(judo)))

# %% visible
assert chess_only(["Cy", "Ann", "Bo"], ["Bo", "Di"]) == "Ann, Cy"

# %% base
def test_base_one(self):
    self.assertEqual(chess_only(["a", "b"], ["b", "c"]), "a")

def test_base_none(self):
    self.assertEqual(chess_only(["a"], ["a"]), "")

# %% plus
def test_plus_listed_twice(self):
    self.assertEqual(chess_only(["b", "a", "b"], []), "a, b")

def test_plus_sorted(self):
    self.assertEqual(chess_only(["c", "b", "a"], ["z"]), "a, b, c")

# %% wrong keeps_doubles (passes base)
# why: writes a name as often as it is listed
def chess_only(chess, judo):
    return ", ".join(sorted(name for name in chess if name not in judo))

# %% wrong both
# why: writes who is in both clubs
def chess_only(chess, judo):
    return ", ".join(sorted(set(chess) & set(judo)))
