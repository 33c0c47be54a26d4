# topic: collections
# difficulty: easy

# %% prompt
def seat_and_wait(guests: list, seats: int) -> tuple:
    """Split a queue of guests into those who get a seat and those who wait, as two lists.

    The first `seats` guests get a seat.

    >>> seat_and_wait(["Ann", "Bo", "Cy"], 2)
    (['Ann', 'Bo'], ['Cy'])
    """
# %% solution
    return guests[:seats], guests[seats:]

# %% visible
assert seat_and_wait(["Ann", "Bo", "Cy"], 2) == (['Ann', 'Bo'], ['Cy'])

# %% base
def test_base_some_wait(self):
    self.assertEqual(seat_and_wait(["a", "b", "c", "d"], 1), (["a"], ["b", "c", "d"]))

def test_base_nobody_waits(self):
    self.assertEqual(seat_and_wait(["a", "b"], 2), (["a", "b"], []))

# %% plus
def test_plus_no_seats(self):
    self.assertEqual(seat_and_wait(["a", "b"], 0), ([], ["a", "b"]))

def test_plus_more_seats_than_guests(self):
    self.assertEqual(seat_and_wait(["a"], 5), (["a"], []))

# %% wrong from_the_end (passes base)
# why: with no seats everybody is seated
def seat_and_wait(guests, seats):
    waiting = len(guests) - seats
    return guests[:-waiting] if waiting and seats else guests, guests[seats:]

# %% wrong one_more
# why: seats one guest too many
def seat_and_wait(guests, seats):
    return guests[:seats + 1], guests[seats + 1:]
