# topic: grids
# difficulty: easy

# %% prompt
def count_trees(forest: list) -> int:
    """Count the trees, "T", on a map. The map is a list of texts, one for each row.

    >>> count_trees(["T..", ".TT"])
    3
    """
# %% solution
    return sum(row.count("T") for row in forest)

# %% visible
assert count_trees(["T..", ".TT"]) == 3

# %% base
def test_base_two_rows(self):
    self.assertEqual(count_trees(["TT", ".T"]), 3)

def test_base_none(self):
    self.assertEqual(count_trees(["..", ".."]), 0)

# %% plus
def test_plus_no_map(self):
    self.assertEqual(count_trees([]), 0)

def test_plus_other_marks(self):
    self.assertEqual(count_trees(["tT#", "T"]), 2)

# %% wrong rows_with_trees
# why: counts rows
def count_trees(forest):
    return sum("T" in row for row in forest)

# %% wrong any_case (passes base)
# why: counts small letters, too
def count_trees(forest):
    return sum(row.lower().count("t") for row in forest)
