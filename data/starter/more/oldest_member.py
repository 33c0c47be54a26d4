# topic: sorting
# difficulty: easy

# %% prompt
def oldest_member(members: list) -> str:
    """Return the name of the oldest of some members given as (name, age) pairs.

    Of equally old ones, the first counts.

    >>> oldest_member([("Ann", 31), ("Bo", 58), ("Cy", 7)])
    'Bo'
    """
# %% solution
    return max(members, key=lambda member: member[1])[0]

# %% visible
assert oldest_member([("Ann", 31), ("Bo", 58), ("Cy", 7)]) == "Bo"

# %% base
def test_base_first(self):
    self.assertEqual(oldest_member([("a", 9), ("b", 8)]), "a")

def test_base_last(self):
    self.assertEqual(oldest_member([("a", 1), ("b", 2), ("c", 3)]), "c")

# %% plus
def test_plus_equally_old(self):
    self.assertEqual(oldest_member([("a", 5), ("z", 7), ("b", 7)]), "z")

def test_plus_one_member(self):
    self.assertEqual(oldest_member([("q", 0)]), "q")

# %% wrong last_of_equals (passes base)
# why: takes the last of equally old ones
def oldest_member(members):
    return sorted(members, key=lambda member: member[1])[-1][0]

# %% wrong by_name
# why: takes the last name of the alphabet
def oldest_member(members):
    return max(members)[0]
