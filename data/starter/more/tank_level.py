# topic: simulation
# difficulty: easy

# %% prompt
def tank_level(start: int, changes: list) -> int:
    """Return the level of a tank after some changes, added one by one; it never falls below 0.

    >>> tank_level(10, [5, -20, 3])
    3
    """
# %% solution
    level = start
    for change in changes:
        level = max(0, level + change)
    return level

# %% visible
assert tank_level(10, [5, -20, 3]) == 3

# %% base
def test_base_up(self):
    self.assertEqual(tank_level(0, [2, 3]), 5)

def test_base_down(self):
    self.assertEqual(tank_level(10, [-4, -1]), 5)

# %% plus
def test_plus_empty_in_between(self):
    self.assertEqual(tank_level(1, [-5, 2]), 2)

def test_plus_empty_at_the_end(self):
    self.assertEqual(tank_level(3, [-9]), 0)

def test_plus_no_changes(self):
    self.assertEqual(tank_level(4, []), 4)

# %% wrong clamps_at_the_end (passes base)
# why: checks only the last level
def tank_level(start, changes):
    return max(0, start + sum(changes))

# %% wrong empties_first
# why: starts with an empty tank
def tank_level(start, changes):
    level = 0
    for change in changes:
        level = max(0, level + change)
    return level

# %% wrong unlimited (passes base)
# why: may fall below zero
def tank_level(start, changes):
    return start + sum(changes)
