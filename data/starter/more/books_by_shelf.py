# topic: collections
# difficulty: easy

# %% prompt
def books_by_shelf(books: list) -> dict:
    """Group books by shelf.

    `books` holds (title, shelf) pairs. Return a dict from shelf to the list of its titles, in the
    order given.

    >>> books_by_shelf([("Oak", "B"), ("Bee", "A"), ("Ant", "B")])
    {'B': ['Oak', 'Ant'], 'A': ['Bee']}
    """
# %% solution
    shelves = {}
    for title, shelf in books:
        shelves.setdefault(shelf, []).append(title)
    return shelves

# %% visible
assert books_by_shelf([("Oak", "B"), ("Bee", "A"), ("Ant", "B")]) == {'B': ['Oak', 'Ant'], 'A': ['Bee']}

# %% base
def test_base_two_shelves(self):
    self.assertEqual(books_by_shelf([("x", 1), ("y", 2)]), {1: ["x"], 2: ["y"]})

def test_base_one_shelf(self):
    self.assertEqual(books_by_shelf([("x", 1), ("y", 1)]), {1: ["x", "y"]})

# %% plus
def test_plus_nothing(self):
    self.assertEqual(books_by_shelf([]), {})

def test_plus_order_is_kept(self):
    self.assertEqual(books_by_shelf([("z", 1), ("a", 1), ("z", 1)]), {1: ["z", "a", "z"]})

# %% wrong last_title
# why: keeps only the last title of a shelf
def books_by_shelf(books):
    return {shelf: [title] for title, shelf in books}

# %% wrong sorts_titles (passes base)
# why: sorts the titles and drops double ones
def books_by_shelf(books):
    return {shelf: sorted({t for t, s in books if s == shelf}) for _, shelf in books}
