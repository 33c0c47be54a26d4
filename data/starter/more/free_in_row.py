# topic: grids
# difficulty: easy

# %% prompt
def free_in_row(hall: list, row: int) -> int:
    """Count the free seats, written ".", in a row of a hall; rows are counted from 0.

    `hall` holds a text for each row.

    >>> free_in_row(["xx.", "x..", "xxx"], 1)
    2
    """
# %% solution
    return hall[row].count(".")

# %% visible
assert free_in_row(["xx.", "x..", "xxx"], 1) == 2

# %% base
def test_base_first(self):
    self.assertEqual(free_in_row(["..x", "xxx"], 0), 2)

def test_base_none(self):
    self.assertEqual(free_in_row(["..x", "xxx"], 1), 0)

# %% plus
def test_plus_all(self):
    self.assertEqual(free_in_row(["x", "...."], 1), 4)

def test_plus_apart(self):
    self.assertEqual(free_in_row([".x.x."], 0), 3)

# %% wrong whole_hall
# why: counts the seats of the hall
def free_in_row(hall, row):
    return sum(line.count(".") for line in hall)

# %% wrong from_the_left (passes base)
# why: counts only free seats side by side at the start or end
def free_in_row(hall, row):
    line = hall[row]
    return max(len(line) - len(line.lstrip(".")), len(line) - len(line.rstrip(".")))
