# topic: grids
# difficulty: easy

# %% prompt
def full_rows(hall: list) -> int:
    """Count the rows of a hall in which every seat is taken.

    A row is a text: "x" is a taken seat and "." a free one. Rows have at least one seat.

    >>> full_rows(["xxx", "x.x", "xxx"])
    2
    """
# %% solution
    return sum("." not in row for row in hall)

# %% visible
assert full_rows(["xxx", "x.x", "xxx"]) == 2

# %% base
def test_base_some(self):
    self.assertEqual(full_rows(["xx", "..", "x."]), 1)

def test_base_none(self):
    self.assertEqual(full_rows(["..", "x."]), 0)

# %% plus
def test_plus_no_row(self):
    self.assertEqual(full_rows([]), 0)

def test_plus_one_free_seat_at_the_end(self):
    self.assertEqual(full_rows(["xxxx.", "xxxxx"]), 1)

# %% wrong any_taken
# why: counts rows with a taken seat
def full_rows(hall):
    return sum("x" in row for row in hall)

# %% wrong first_seats (passes base)
# why: looks at the first two seats only
def full_rows(hall):
    return sum(row[:2] == "xx" for row in hall)
