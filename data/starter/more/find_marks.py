# topic: grids
# difficulty: easy

# %% prompt
def find_marks(board: list, mark: str) -> list:
    """Return the (row, column) places of a mark on a board, row by row, counted from 0.

    The board is a list of texts of equal length.

    >>> find_marks(["..o", "o.."], "o")
    [(0, 2), (1, 0)]
    """
# %% solution
    return [(r, c) for r, row in enumerate(board) for c, cell in enumerate(row) if cell == mark]

# %% visible
assert find_marks(["..o", "o.."], "o") == [(0, 2), (1, 0)]

# %% base
def test_base_one(self):
    self.assertEqual(find_marks(["...", "..x"], "x"), [(1, 2)])

def test_base_none(self):
    self.assertEqual(find_marks(["..", ".."], "x"), [])

# %% plus
def test_plus_several_in_a_row(self):
    self.assertEqual(find_marks(["xx.x"], "x"), [(0, 0), (0, 1), (0, 3)])

def test_plus_no_board(self):
    self.assertEqual(find_marks([], "x"), [])

# %% wrong first_of_each_row (passes base)
# why: finds only the first mark of each row
def find_marks(board, mark):
    return [(r, row.index(mark)) for r, row in enumerate(board) if mark in row]

# %% wrong column_first
# why: gives (column, row)
def find_marks(board, mark):
    return [(c, r) for r, row in enumerate(board) for c, cell in enumerate(row) if cell == mark]
