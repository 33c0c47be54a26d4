# topic: parsing
# difficulty: easy

# %% prompt
def seat_number(seat: str) -> int:
    """Return the row of a seat such as "14C": the number before the last letter.

    >>> seat_number("14C")
    14
    """
# %% solution
    return int(seat[:-1])

# %% visible
assert seat_number("14C") == 14

# %% base
def test_base_two_digits(self):
    self.assertEqual(seat_number("23A"), 23)

def test_base_other(self):
    self.assertEqual(seat_number("47F"), 47)

# %% plus
def test_plus_one_digit(self):
    self.assertEqual(seat_number("7B"), 7)

def test_plus_three_digits(self):
    self.assertEqual(seat_number("101D"), 101)

# %% wrong two_digits (passes base)
# why: reads exactly two characters
def seat_number(seat):
    return int(seat[:2].rstrip("ABCDEF")) if len(seat) < 4 else int(seat[:2])

# %% wrong a_text
# why: returns a text
def seat_number(seat):
    return seat[:-1]
