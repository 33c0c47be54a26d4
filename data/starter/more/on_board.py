# topic: validation
# difficulty: easy

# %% prompt
def on_board(row: int, column: int, size: int) -> bool:
    """Tell whether a square is on a board of `size` rows and columns, counted from 0.

    >>> on_board(2, 0, 3)
    True
    """
# %% solution
    return 0 <= row < size and 0 <= column < size

# %% visible
assert on_board(2, 0, 3) == True

# %% base
def test_base_inside(self):
    self.assertEqual(on_board(1, 1, 3), True)

def test_base_outside(self):
    self.assertEqual(on_board(5, 1, 3), False)
    self.assertEqual(on_board(1, 5, 3), False)

# %% plus
def test_plus_corners(self):
    self.assertEqual(on_board(0, 0, 3), True)
    self.assertEqual(on_board(2, 2, 3), True)

def test_plus_just_outside(self):
    self.assertEqual(on_board(3, 0, 3), False)
    self.assertEqual(on_board(0, 3, 3), False)

def test_plus_negative(self):
    self.assertEqual(on_board(-1, 0, 3), False)
    self.assertEqual(on_board(0, -1, 3), False)

# %% wrong size_included (passes base)
# why: takes the row `size` for a part of the board
def on_board(row, column, size):
    return 0 <= row <= size and 0 <= column <= size

# %% wrong row_only
# why: does not look at the column
def on_board(row, column, size):
    return 0 <= row < size
