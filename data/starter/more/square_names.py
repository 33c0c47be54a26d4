# topic: grids
# difficulty: easy

# %% prompt
def square_names(board: list, mark: str) -> list:
    """Return the names of the squares of a board that have a mark, row by row.

    The board is a list of texts. A name is the letter of the column, from A, and the number of the
    row, from 1.

    >>> square_names(["..o", "o.."], "o")
    ['C1', 'A2']
    """
# %% solution
    letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
    return [
        f"{letters[c]}{r}"
        for r, row in enumerate(board, 1)
        for c, cell in enumerate(row)
        if cell == mark
    ]

# %% visible
assert square_names(["..o", "o.."], "o") == ['C1', 'A2']

# %% base
def test_base_one(self):
    self.assertEqual(square_names(["...", "..x"], "x"), ["C2"])

def test_base_none(self):
    self.assertEqual(square_names(["..", ".."], "x"), [])

# %% plus
def test_plus_several_in_a_row(self):
    self.assertEqual(square_names(["xx.x"], "x"), ["A1", "B1", "D1"])

def test_plus_no_board(self):
    self.assertEqual(square_names([], "x"), [])

# %% wrong first_of_each_row (passes base)
# why: finds only the first mark of each row
def square_names(board, mark):
    letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
    return [f"{letters[row.index(mark)]}{r}" for r, row in enumerate(board, 1) if mark in row]

# %% wrong rows_from_zero
# why: counts rows from 0
def square_names(board, mark):
    letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
    return [f"{letters[row.index(mark)]}{r}" for r, row in enumerate(board) if mark in row]
