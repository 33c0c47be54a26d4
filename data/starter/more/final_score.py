# topic: simulation
# difficulty: easy

# %% prompt
def final_score(moves: list) -> int:
    """Return a player's score: "hit" adds 3, "bonus" adds 10, "miss" takes 1 away.

    The score starts at 0 and may become negative.

    >>> final_score(["hit", "miss", "bonus"])
    12
    """
# %% solution
    return sum({"hit": 3, "bonus": 10, "miss": -1}[move] for move in moves)

# %% visible
assert final_score(["hit", "miss", "bonus"]) == 12

# %% base
def test_base_hits(self):
    self.assertEqual(final_score(["hit", "hit"]), 6)

def test_base_mixed(self):
    self.assertEqual(final_score(["bonus", "miss"]), 9)

# %% plus
def test_plus_negative(self):
    self.assertEqual(final_score(["miss", "miss"]), -2)

def test_plus_none(self):
    self.assertEqual(final_score([]), 0)

def test_plus_miss_first(self):
    self.assertEqual(final_score(["miss", "hit"]), 2)

# %% wrong never_negative (passes base)
# why: stops at zero
def final_score(moves):
    score = 0
    for move in moves:
        score = max(0, score + {"hit": 3, "bonus": 10, "miss": -1}[move])
    return score

# %% wrong miss_is_nothing
# why: does not count misses
def final_score(moves):
    return 3 * moves.count("hit") + 10 * moves.count("bonus")
