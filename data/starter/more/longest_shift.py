# topic: intervals
# difficulty: easy

# %% prompt
def longest_shift(shifts: list) -> tuple:
    """Return the longest of some (start, end) shifts; of equally long ones, the first.

    >>> longest_shift([(8, 12), (9, 17), (13, 15)])
    (9, 17)
    """
# %% solution
    return max(shifts, key=lambda shift: shift[1] - shift[0])

# %% visible
assert longest_shift([(8, 12), (9, 17), (13, 15)]) == (9, 17)

# %% base
def test_base_two(self):
    self.assertEqual(longest_shift([(0, 2), (5, 9)]), (5, 9))

def test_base_first(self):
    self.assertEqual(longest_shift([(0, 9), (10, 12)]), (0, 9))

# %% plus
def test_plus_equally_long(self):
    self.assertEqual(longest_shift([(5, 7), (1, 3), (8, 9)]), (5, 7))

def test_plus_one(self):
    self.assertEqual(longest_shift([(4, 4)]), (4, 4))

# %% wrong latest_end
# why: returns the shift that ends last
def longest_shift(shifts):
    return max(shifts, key=lambda shift: shift[1])

# %% wrong last_of_equals (passes base)
# why: returns the last of equally long ones
def longest_shift(shifts):
    return sorted(shifts, key=lambda shift: shift[1] - shift[0])[-1]
