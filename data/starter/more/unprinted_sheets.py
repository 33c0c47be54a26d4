# topic: collections
# difficulty: medium

# %% prompt
def unprinted_sheets(pages: list, sheets: int) -> list:
    """List the sheets, from 1 to `sheets`, of which neither page was printed.

    Sheet 1 has the pages 1 and 2, sheet 2 the pages 3 and 4, and so on.

    >>> unprinted_sheets([1, 6], 4)
    [2, 4]
    """
# %% solution
    return [n for n in range(1, sheets + 1) if 2 * n not in pages and 2 * n - 1 not in pages]

# %% visible
assert unprinted_sheets([1, 6], 4) == [2, 4]

# %% base
def test_base_some(self):
    self.assertEqual(unprinted_sheets([1, 2], 3), [2, 3])

def test_base_none(self):
    self.assertEqual(unprinted_sheets([2, 4], 2), [])

# %% plus
def test_plus_front_or_back(self):
    self.assertEqual(unprinted_sheets([3, 8], 4), [1, 3])

def test_plus_nothing_printed(self):
    self.assertEqual(unprinted_sheets([], 2), [1, 2])

def test_plus_no_sheets(self):
    self.assertEqual(unprinted_sheets([5], 0), [])

# %% wrong back_only (passes base)
# why: looks at the second page of each sheet only
def unprinted_sheets(pages, sheets):
    return [n for n in range(1, sheets + 1) if 2 * n not in pages]

# %% wrong by_page
# why: takes a page for a sheet
def unprinted_sheets(pages, sheets):
    return [n for n in range(1, sheets + 1) if n not in pages]
