# topic: numbers
# difficulty: easy

# %% prompt
def lift_metres(floors: list, height: int) -> int:
    """Tell how many metres a lift travels that stops at these floors one after another.

    Two floors next to each other are `height` metres apart; up and down both count.

    >>> lift_metres([0, 3, 1], 4)
    20
    """
# %% solution
    return height * sum(abs(a - b) for a, b in zip(floors, floors[1:]))

# %% visible
assert lift_metres([0, 3, 1], 4) == 20

# %% base
def test_base_up(self):
    self.assertEqual(lift_metres([0, 2, 5], 3), 15)

def test_base_up_and_down(self):
    self.assertEqual(lift_metres([1, 4, 1], 2), 12)

# %% plus
def test_plus_no_travel(self):
    self.assertEqual(lift_metres([4], 3), 0)
    self.assertEqual(lift_metres([], 3), 0)

def test_plus_below_ground(self):
    self.assertEqual(lift_metres([-2, 1], 3), 9)

def test_plus_same_floor(self):
    self.assertEqual(lift_metres([2, 2], 3), 0)

# %% wrong only_first_and_last
# why: measures from the first to the last floor
def lift_metres(floors, height):
    return height * abs(floors[-1] - floors[0])

# %% wrong absolute_floors (passes base)
# why: forgets that floors below ground are negative
def lift_metres(floors, height):
    return height * sum(abs(abs(a) - abs(b)) for a, b in zip(floors, floors[1:]))
