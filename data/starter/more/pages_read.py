# topic: numbers
# difficulty: easy

# %% prompt
def pages_read(per_day: int, days: int, pages: int) -> int:
    """Return how many pages of a book are read after some days, but at most all its pages.

    `per_day` pages are read each day; the book has `pages` pages.

    >>> pages_read(20, 3, 200)
    60
    """
# %% solution
    return min(per_day * days, pages)

# %% visible
assert pages_read(20, 3, 200) == 60

# %% base
def test_base_some(self):
    self.assertEqual(pages_read(10, 2, 100), 20)

def test_base_more(self):
    self.assertEqual(pages_read(5, 5, 90), 25)

# %% plus
def test_plus_whole_book(self):
    self.assertEqual(pages_read(50, 10, 120), 120)

def test_plus_no_days(self):
    self.assertEqual(pages_read(50, 0, 120), 0)

# %% wrong goes_on (passes base)
# why: reads more pages than there are
def pages_read(per_day, days, pages):
    return per_day * days

# %% wrong left
# why: returns the pages that are left
def pages_read(per_day, days, pages):
    return max(0, pages - per_day * days)
