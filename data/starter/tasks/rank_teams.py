# topic: collections
# difficulty: easy

# %% prompt
def rank_teams(points: dict) -> list:
    """Rank teams by points, as a league table does.

    Return (rank, team) pairs, most points first, equal points in alphabetical order. Teams
    with equal points share a rank, and the ranks after them are skipped: 1, 2, 2, 4.

    >>> rank_teams({"Owls": 3, "Bats": 7, "Ants": 3})
    [(1, 'Bats'), (2, 'Ants'), (2, 'Owls')]
    """
# %% solution
    table = sorted(points, key=lambda team: (-points[team], team))
    ranks = []
    for place, team in enumerate(table, start=1):
        tied = ranks and points[table[place - 2]] == points[team]
        ranks.append((ranks[-1][0] if tied else place, team))
    return ranks

# %% visible
assert rank_teams({"Owls": 3, "Bats": 7, "Ants": 3}) == [(1, "Bats"), (2, "Ants"), (2, "Owls")]

# %% base
def test_base_no_ties(self):
    self.assertEqual(rank_teams({"a": 1, "b": 3, "c": 2}), [(1, "b"), (2, "c"), (3, "a")])

def test_base_tie_at_the_end(self):
    self.assertEqual(rank_teams({"b": 1, "a": 1, "c": 2}), [(1, "c"), (2, "a"), (2, "b")])

def test_base_empty(self):
    self.assertEqual(rank_teams({}), [])

# %% plus
def test_plus_ranks_are_skipped(self):
    self.assertEqual(rank_teams({"a": 9, "b": 5, "c": 5, "d": 1}),
                     [(1, "a"), (2, "b"), (2, "c"), (4, "d")])

def test_plus_all_tied(self):
    self.assertEqual(rank_teams({"z": 0, "y": 0, "x": 0}), [(1, "x"), (1, "y"), (1, "z")])

def test_plus_negative_points(self):
    self.assertEqual(rank_teams({"a": -2, "b": 0}), [(1, "b"), (2, "a")])

# %% wrong dense_ranks (passes base)
# why: uses dense ranks, 1, 2, 2, 3
def rank_teams(points):
    levels = sorted(set(points.values()), reverse=True)
    return sorted(((levels.index(p) + 1, team) for team, p in points.items()))

# %% wrong no_shared_rank
# why: numbers the sorted teams and never shares a rank
def rank_teams(points):
    return list(enumerate(sorted(points, key=lambda t: (-points[t], t)), start=1))

# %% wrong reversed_names
# why: sorting in reverse also turns the alphabet around for equal points
def rank_teams(points):
    table = sorted(points.items(), key=lambda item: (item[1], item[0]), reverse=True)
    return [(1 + sum(p > q for q2, p in table), team) for team, q in table]
