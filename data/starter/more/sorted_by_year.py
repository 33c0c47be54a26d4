# topic: sorting
# difficulty: easy

# %% prompt
def sorted_by_year(films: list) -> list:
    """Sort (title, year) pairs by year, oldest first. Films of the same year keep their order.

    >>> sorted_by_year([("Storm", 2001), ("Calm", 1980)])
    [('Calm', 1980), ('Storm', 2001)]
    """
# %% solution
    return sorted(films, key=lambda film: film[1])

# %% visible
assert sorted_by_year([("Storm", 2001), ("Calm", 1980)]) == [('Calm', 1980), ('Storm', 2001)]

# %% base
def test_base_three(self):
    self.assertEqual(sorted_by_year([("b", 3), ("c", 1), ("a", 2)]),
                     [("c", 1), ("a", 2), ("b", 3)])

def test_base_sorted_already(self):
    self.assertEqual(sorted_by_year([("z", 1), ("a", 2)]), [("z", 1), ("a", 2)])

# %% plus
def test_plus_same_year(self):
    self.assertEqual(sorted_by_year([("z", 5), ("a", 5), ("m", 4)]),
                     [("m", 4), ("z", 5), ("a", 5)])

def test_plus_nothing(self):
    self.assertEqual(sorted_by_year([]), [])

def test_plus_list_is_not_changed(self):
    films = [("a", 2), ("b", 1)]
    sorted_by_year(films)
    self.assertEqual(films, [("a", 2), ("b", 1)])

# %% wrong by_title
# why: sorts by title
def sorted_by_year(films):
    return sorted(films)

# %% wrong title_in_ties (passes base)
# why: films of one year are sorted by title
def sorted_by_year(films):
    return sorted(films, key=lambda film: (film[1], film[0]))
