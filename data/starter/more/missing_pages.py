# topic: collections
# difficulty: easy

# %% prompt
def missing_pages(found: list, last: int) -> list:
    """List the page numbers from 1 to `last` that were not found, in order.

    >>> missing_pages([4, 1, 2], 5)
    [3, 5]
    """
# %% solution
    return [page for page in range(1, last + 1) if page not in found]

# %% visible
assert missing_pages([4, 1, 2], 5) == [3, 5]

# %% base
def test_base_some(self):
    self.assertEqual(missing_pages([1, 3], 4), [2, 4])

def test_base_none(self):
    self.assertEqual(missing_pages([2, 1], 2), [])

# %% plus
def test_plus_all(self):
    self.assertEqual(missing_pages([], 3), [1, 2, 3])

def test_plus_strange_pages(self):
    self.assertEqual(missing_pages([9, 2, 2], 3), [1, 3])

def test_plus_empty_book(self):
    self.assertEqual(missing_pages([], 0), [])

# %% wrong without_last
# why: never lists the last page
def missing_pages(found, last):
    return [page for page in range(1, last) if page not in found]

# %% wrong up_to_largest (passes base)
# why: looks only as far as the largest page found when that is larger
def missing_pages(found, last):
    return sorted(set(range(1, max([last, *found]) + 1)) - set(found))
