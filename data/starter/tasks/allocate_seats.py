# topic: algorithms
# difficulty: hard

# %% prompt
def allocate_seats(votes: dict, seats: int) -> dict:
    """Share out seats by the method of largest remainders.

    A party's quota is votes × seats / all votes. Each party first gets the whole part of its
    quota; the seats that are left go one each to the largest fractional parts, equal fractions
    to the party with more votes, then in alphabetical order. Count exactly: vote numbers may
    be too large for floats. Every party is in the result, in the order given. No votes at all
    give everybody 0.

    >>> allocate_seats({"red": 47, "blue": 16, "green": 37}, 10)
    {'red': 5, 'blue': 1, 'green': 4}
    """
# %% solution
    total = sum(votes.values())
    if total == 0:
        return dict.fromkeys(votes, 0)
    result = {party: count * seats // total for party, count in votes.items()}
    left = seats - sum(result.values())
    order = sorted(votes, key=lambda party: (-(votes[party] * seats % total), -votes[party], party))
    for party in order[:left]:
        result[party] += 1
    return result

# %% visible
assert allocate_seats({"red": 47, "blue": 16, "green": 37}, 10) == {"red": 5, "blue": 1, "green": 4}

# %% base
def test_base_even(self):
    self.assertEqual(allocate_seats({"a": 50, "b": 50}, 10), {"a": 5, "b": 5})

def test_base_remainders(self):
    self.assertEqual(allocate_seats({"a": 60, "b": 25, "c": 15}, 5), {"a": 3, "b": 1, "c": 1})

def test_base_one_seat(self):
    self.assertEqual(allocate_seats({"a": 1, "b": 5}, 1), {"a": 0, "b": 1})

# %% plus
def test_plus_fractions_below_a_half_win_seats(self):
    self.assertEqual(allocate_seats({"a": 34, "b": 33, "c": 33}, 4), {"a": 2, "b": 1, "c": 1})

def test_plus_equal_fractions(self):
    self.assertEqual(allocate_seats({"b": 1, "a": 1, "c": 1}, 2), {"b": 1, "a": 1, "c": 0})
    self.assertEqual(allocate_seats({"a": 1, "b": 3}, 2), {"a": 0, "b": 2})

def test_plus_no_votes(self):
    self.assertEqual(allocate_seats({"a": 0, "b": 0}, 3), {"a": 0, "b": 0})
    self.assertEqual(allocate_seats({}, 3), {})

def test_plus_huge_counts(self):
    big = 10**20
    self.assertEqual(allocate_seats({"a": big, "b": big + 1, "c": big}, 1), {"a": 0, "b": 1, "c": 0})

def test_plus_all_seats_are_given(self):
    votes = {"a": 5, "b": 17, "c": 3, "d": 0, "e": 29}
    for seats in range(0, 40):
        self.assertEqual(sum(allocate_seats(votes, seats).values()), seats)

# %% wrong rounding (passes base)
# why: rounds the quotas, so the sum need not be the number of seats
def allocate_seats(votes, seats):
    total = sum(votes.values()) or 1
    return {p: round(v * seats / total) for p, v in votes.items()}

# %% wrong floats (passes base)
# why: computes with floats and breaks ties by the order given
def allocate_seats(votes, seats):
    total = sum(votes.values())
    if not total:
        return dict.fromkeys(votes, 0)
    quota = {p: v / total * seats for p, v in votes.items()}
    result = {p: int(q) for p, q in quota.items()}
    left = seats - sum(result.values())
    for p in sorted(votes, key=lambda p: result[p] - quota[p])[:left]:
        result[p] += 1
    return result

# %% wrong rest_to_the_largest
# why: gives the remaining seats to the parties with most votes
def allocate_seats(votes, seats):
    total = sum(votes.values())
    if not total:
        return dict.fromkeys(votes, 0)
    result = {p: v * seats // total for p, v in votes.items()}
    left = seats - sum(result.values())
    for p in sorted(votes, key=lambda p: (-votes[p], p))[:left]:
        result[p] += 1
    return result
