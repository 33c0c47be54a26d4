# topic: numbers
# difficulty: easy

# %% prompt
def buses_needed(people: int, seats: int) -> int:
    """Tell how many buses with `seats` seats are needed for `people` people.

    >>> buses_needed(101, 50)
    3
    """
# %% solution
    return -(-people // seats)

# %% visible
assert buses_needed(101, 50) == 3

# %% base
def test_base_some_seats_free(self):
    self.assertEqual(buses_needed(60, 50), 2)

def test_base_one_bus(self):
    self.assertEqual(buses_needed(3, 50), 1)

# %% plus
def test_plus_exactly_full(self):
    self.assertEqual(buses_needed(100, 50), 2)

def test_plus_nobody(self):
    self.assertEqual(buses_needed(0, 50), 0)

# %% wrong rounds_down
# why: leaves people behind
def buses_needed(people, seats):
    return people // seats

# %% wrong always_one_more (passes base)
# why: orders one bus too many when all are full
def buses_needed(people, seats):
    return people // seats + 1
