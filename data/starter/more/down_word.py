# topic: grids
# difficulty: easy

# %% prompt
def down_word(rows: list, column: int) -> str:
    """Return the word that is written downwards in a column of a crossword.

    `rows` holds the rows as texts of equal length; columns are counted from 0.

    >>> down_word(["cat", "ore", "wax"], 0)
    'cow'
    """
# %% solution
    return "".join(row[column] for row in rows)

# %% visible
assert down_word(["cat", "ore", "wax"], 0) == "cow"

# %% base
def test_base_first(self):
    self.assertEqual(down_word(["ab", "cd"], 0), "ac")

def test_base_last(self):
    self.assertEqual(down_word(["ab", "cd", "ef"], 1), "bdf")

# %% plus
def test_plus_no_rows(self):
    self.assertEqual(down_word([], 2), "")

def test_plus_equal_letters(self):
    self.assertEqual(down_word(["ee", "ee"], 1), "ee")

# %% wrong a_row
# why: returns a row
def down_word(rows, column):
    return rows[column]

# %% wrong different_letters (passes base)
# why: leaves out letters seen before
def down_word(rows, column):
    return "".join(dict.fromkeys(row[column] for row in rows))
