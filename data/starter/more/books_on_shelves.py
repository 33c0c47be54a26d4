# topic: collections
# difficulty: easy

# %% prompt
def books_on_shelves(books: list) -> dict:
    """Count the books on each shelf. `books` holds (title, shelf) pairs.

    >>> books_on_shelves([("Oak", "B"), ("Bee", "A"), ("Ant", "B")])
    {'B': 2, 'A': 1}
    """
# %% solution
    counts = {}
    for _, shelf in books:
        counts[shelf] = counts.get(shelf, 0) + 1
    return counts

# %% visible
assert books_on_shelves([("Oak", "B"), ("Bee", "A"), ("Ant", "B")]) == {'B': 2, 'A': 1}

# %% base
def test_base_two_shelves(self):
    self.assertEqual(books_on_shelves([("x", 1), ("y", 2)]), {1: 1, 2: 1})

def test_base_one_shelf(self):
    self.assertEqual(books_on_shelves([("x", 1), ("y", 1)]), {1: 2})

# %% plus
def test_plus_nothing(self):
    self.assertEqual(books_on_shelves([]), {})

def test_plus_same_title_twice(self):
    self.assertEqual(books_on_shelves([("z", 1), ("z", 1), ("z", 3)]), {1: 2, 3: 1})

# %% wrong by_title
# why: counts titles
def books_on_shelves(books):
    from collections import Counter
    return dict(Counter(title for title, _ in books))

# %% wrong different_titles (passes base)
# why: counts a title once a shelf
def books_on_shelves(books):
    return {shelf: len({t for t, s in books if s == shelf}) for _, shelf in books}
