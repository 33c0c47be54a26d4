# topic: numbers
# difficulty: easy

# %% prompt
def goal_days(steps: list, goal: int) -> int:
    """Count the days on which at least `goal` steps were walked.

    >>> goal_days([9000, 12000, 10000], 10000)
    2
    """
# %% solution
    return sum(day >= goal for day in steps)

# %% visible
assert goal_days([9000, 12000, 10000], 10000) == 2

# %% base
def test_base_some(self):
    self.assertEqual(goal_days([5, 50, 500], 10), 2)

def test_base_none(self):
    self.assertEqual(goal_days([1, 2], 10), 0)

# %% plus
def test_plus_exactly(self):
    self.assertEqual(goal_days([10, 9, 10], 10), 2)

def test_plus_no_days(self):
    self.assertEqual(goal_days([], 10), 0)

# %% wrong more_than (passes base)
# why: wants more than the goal
def goal_days(steps, goal):
    return sum(day > goal for day in steps)

# %% wrong adds_steps
# why: adds up the steps of these days
def goal_days(steps, goal):
    return sum(day for day in steps if day >= goal)
