# topic: simulation
# difficulty: easy

# %% prompt
def money_jar(weeks: int, first: int, more: int) -> int:
    """Return what is in a jar after some weeks.

    In the first week `first` coins are put in, and in each week after it `more` coins more than
    in the week before.

    >>> money_jar(3, 5, 2)
    21
    """
# %% solution
    return sum(first + more * week for week in range(weeks))

# %% visible
assert money_jar(3, 5, 2) == 21

# %% base
def test_base_one_week(self):
    self.assertEqual(money_jar(1, 4, 3), 4)

def test_base_two_weeks(self):
    self.assertEqual(money_jar(2, 4, 3), 11)

# %% plus
def test_plus_no_week(self):
    self.assertEqual(money_jar(0, 4, 3), 0)

def test_plus_always_the_same(self):
    self.assertEqual(money_jar(5, 2, 0), 10)

def test_plus_four_weeks(self):
    self.assertEqual(money_jar(4, 1, 1), 10)

# %% wrong constant
# why: puts the same in every week after the first
def money_jar(weeks, first, more):
    return first + (weeks - 1) * more

# %% wrong two_steps (passes base)
# why: raises the amount once only
def money_jar(weeks, first, more):
    return sum(first + more * min(week, 1) for week in range(weeks))
