# topic: algorithms
# difficulty: medium

# %% prompt
def pack_shelves(books: list, width: int) -> list:
    """Put books on shelves in the order given.

    `books` holds (title, thickness) pairs and a shelf is `width` wide. Each book goes on the
    current shelf if it fits there, else on a new one. After all books are placed, return the
    shelves as lists of titles. A book thicker than a shelf raises ValueError that names its
    title, whatever its place in the list.

    >>> pack_shelves([("a", 3), ("b", 4), ("c", 2)], 7)
    [['a', 'b'], ['c']]
    """
# %% solution
    shelves = []
    room = 0
    for title, thickness in books:
        if thickness > width:
            raise ValueError(f"too thick for a shelf: {title}")
        if not shelves or thickness > room:
            shelves.append([])
            room = width
        shelves[-1].append(title)
        room -= thickness
    return shelves

# %% visible
assert pack_shelves([("a", 3), ("b", 4), ("c", 2)], 7) == [["a", "b"], ["c"]]

# %% base
def test_base_two_shelves(self):
    self.assertEqual(pack_shelves([("a", 5), ("b", 6)], 10), [["a"], ["b"]])

def test_base_all_on_one(self):
    self.assertEqual(pack_shelves([("a", 1), ("b", 2)], 10), [["a", "b"]])

def test_base_too_thick(self):
    with self.assertRaises(ValueError):
        pack_shelves([("a", 11)], 10)

# %% plus
def test_plus_exact_fit(self):
    self.assertEqual(pack_shelves([("a", 5), ("b", 5), ("c", 10)], 10), [["a", "b"], ["c"]])

def test_plus_no_going_back(self):
    self.assertEqual(pack_shelves([("a", 6), ("b", 8), ("c", 2), ("d", 4)], 10), [["a"], ["b", "c"], ["d"]])

def test_plus_no_books(self):
    self.assertEqual(pack_shelves([], 10), [])

def test_plus_error_names_the_title(self):
    with self.assertRaisesRegex(ValueError, "Atlas"):
        pack_shelves([("a", 1), ("Atlas", 99)], 10)

def test_plus_first_book_fills_the_shelf(self):
    self.assertEqual(pack_shelves([("a", 10), ("b", 1)], 10), [["a"], ["b"]])

def test_plus_books_without_thickness(self):
    self.assertEqual(pack_shelves([("card", 0), ("a", 10), ("note", 0)], 10), [["card", "a", "note"]])

# %% wrong first_fit (passes base)
# why: goes back to fill gaps on earlier shelves
def pack_shelves(books, width):
    shelves = []
    for title, thick in books:
        if thick > width:
            raise ValueError(title)
        for shelf in shelves:
            if shelf[0] + thick <= width:
                shelf[0] += thick
                shelf.append(title)
                break
        else:
            shelves.append([thick, title])
    return [s[1:] for s in shelves]

# %% wrong strict_room (passes base)
# why: a book that fits exactly is put on a new shelf
def pack_shelves(books, width):
    shelves, used = [[]], 0
    for title, thick in books:
        if thick > width:
            raise ValueError(title)
        if used + thick >= width:
            shelves.append([])
            used = 0
        shelves[-1].append(title)
        used += thick
    return shelves

# %% wrong starts_with_an_empty_shelf (passes base)
# why: without books there is one empty shelf
def pack_shelves(books, width):
    shelves, used = [[]], 0
    for title, thick in books:
        if thick > width:
            raise ValueError(title)
        if used + thick > width:
            shelves.append([])
            used = 0
        shelves[-1].append(title)
        used += thick
    return shelves
