# topic: grids
# difficulty: easy

# %% prompt
def blank_board(rows: int, columns: int) -> list:
    """Return an empty game board: a list of `rows` lists with `columns` zeros each.

    Every row is a list of its own.

    >>> blank_board(2, 3)
    [[0, 0, 0], [0, 0, 0]]
    """
# %% solution
    return [[0] * columns for _ in range(rows)]

# %% visible
assert blank_board(2, 3) == [[0, 0, 0], [0, 0, 0]]

# %% base
def test_base_small(self):
    self.assertEqual(blank_board(1, 2), [[0, 0]])

def test_base_tall(self):
    self.assertEqual(blank_board(3, 1), [[0], [0], [0]])

# %% plus
def test_plus_rows_are_apart(self):
    board = blank_board(2, 2)
    board[0][0] = 5
    self.assertEqual(board, [[5, 0], [0, 0]])

def test_plus_no_rows(self):
    self.assertEqual(blank_board(0, 4), [])

# %% wrong one_row (passes base)
# why: all rows are the same list
def blank_board(rows, columns):
    return [[0] * columns] * rows

# %% wrong turned
# why: swaps rows and columns
def blank_board(rows, columns):
    return [[0] * rows for _ in range(columns)]
