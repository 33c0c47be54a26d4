# topic: numbers
# difficulty: easy

# %% prompt
def over_average(members: list) -> list:
    """Return the names of the members who are older than the average, in the order given.

    `members` holds (name, age) pairs, at least one.

    >>> over_average([("Ann", 31), ("Bo", 58), ("Cy", 7)])
    ['Bo']
    """
# %% solution
    average = sum(age for _, age in members) / len(members)
    return [name for name, age in members if age > average]

# %% visible
assert over_average([("Ann", 31), ("Bo", 58), ("Cy", 7)]) == ['Bo']

# %% base
def test_base_two(self):
    self.assertEqual(over_average([("a", 9), ("b", 5)]), ["a"])

def test_base_three(self):
    self.assertEqual(over_average([("a", 1), ("b", 8), ("c", 9)]), ["b", "c"])

# %% plus
def test_plus_exactly_the_average(self):
    self.assertEqual(over_average([("a", 5), ("b", 7), ("c", 6)]), ["b"])

def test_plus_one_member(self):
    self.assertEqual(over_average([("q", 40)]), [])

def test_plus_fraction(self):
    self.assertEqual(over_average([("a", 3), ("b", 4)]), ["b"])

# %% wrong not_younger (passes base)
# why: takes those of exactly the average age
def over_average(members):
    average = sum(age for _, age in members) / len(members)
    return [name for name, age in members if age >= average]

# %% wrong under_average
# why: takes the younger ones
def over_average(members):
    average = sum(age for _, age in members) / len(members)
    return [name for name, age in members if age < average]
