# topic: collections
# difficulty: easy

# %% prompt
def seat_report(guests: list, seats: int) -> str:
    """Report how many guests get a seat and how many wait, such as "2 seated, 1 waiting".

    >>> seat_report(["Ann", "Bo", "Cy"], 2)
    '2 seated, 1 waiting'
    """
# %% solution
    seated = min(len(guests), seats)
    return f"{seated} seated, {len(guests) - seated} waiting"

# %% visible
assert seat_report(["Ann", "Bo", "Cy"], 2) == "2 seated, 1 waiting"

# %% base
def test_base_some_wait(self):
    self.assertEqual(seat_report(["a", "b", "c", "d"], 1), "1 seated, 3 waiting")

def test_base_exactly_enough(self):
    self.assertEqual(seat_report(["a", "b"], 2), "2 seated, 0 waiting")

# %% plus
def test_plus_no_seats(self):
    self.assertEqual(seat_report(["a", "b"], 0), "0 seated, 2 waiting")

def test_plus_more_seats_than_guests(self):
    self.assertEqual(seat_report(["a"], 5), "1 seated, 0 waiting")

def test_plus_nobody(self):
    self.assertEqual(seat_report([], 3), "0 seated, 0 waiting")

# %% wrong all_seats_taken (passes base)
# why: takes every seat for taken
def seat_report(guests, seats):
    return f"{seats} seated, {len(guests) - seats} waiting"

# %% wrong names
# why: lists the names
def seat_report(guests, seats):
    return f"{guests[:seats]} seated, {guests[seats:]} waiting"
