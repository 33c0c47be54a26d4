# topic: sorting
# difficulty: easy

# %% prompt
def film_list(films: list) -> list:
    """Return "Title (Year)" for each (title, year) pair, oldest film first.

    Films of the same year keep their order.

    >>> film_list([("Storm", 2001), ("Calm", 1980)])
    ['Calm (1980)', 'Storm (2001)']
    """
# %% solution
    return [f"{title} ({year})" for title, year in sorted(films, key=lambda film: film[1])]

# %% visible
assert film_list([("Storm", 2001), ("Calm", 1980)]) == ['Calm (1980)', 'Storm (2001)']

# %% base
def test_base_three(self):
    self.assertEqual(film_list([("b", 3), ("c", 1), ("a", 2)]), ["c (1)", "a (2)", "b (3)"])

def test_base_sorted_already(self):
    self.assertEqual(film_list([("z", 1), ("a", 2)]), ["z (1)", "a (2)"])

# %% plus
def test_plus_same_year(self):
    self.assertEqual(film_list([("z", 5), ("a", 5), ("m", 4)]), ["m (4)", "z (5)", "a (5)"])

def test_plus_nothing(self):
    self.assertEqual(film_list([]), [])

def test_plus_list_is_not_changed(self):
    films = [("a", 2), ("b", 1)]
    film_list(films)
    self.assertEqual(films, [("a", 2), ("b", 1)])

# %% wrong by_title
# why: sorts by title
def film_list(films):
    return [f"{title} ({year})" for title, year in sorted(films)]

# %% wrong title_in_ties (passes base)
# why: films of one year are sorted by title
def film_list(films):
    return [f"{t} ({y})" for y, t in sorted((year, title) for title, year in films)]
