# topic: numbers
# difficulty: easy

# %% prompt
def split_bill(cents: int, people: int) -> list:
    """Split a bill as evenly as possible.

    Return the cents that each person pays. What is left over is paid by the first ones, one cent
    each.

    >>> split_bill(1000, 3)
    [334, 333, 333]
    """
# %% solution
    share, rest = divmod(cents, people)
    return [share + 1] * rest + [share] * (people - rest)

# %% visible
assert split_bill(1000, 3) == [334, 333, 333]

# %% base
def test_base_even(self):
    self.assertEqual(split_bill(900, 3), [300, 300, 300])

def test_base_one_cent_over(self):
    self.assertEqual(split_bill(7, 2), [4, 3])

# %% plus
def test_plus_two_cents_over(self):
    self.assertEqual(split_bill(1001, 3), [334, 334, 333])

def test_plus_fewer_cents_than_people(self):
    self.assertEqual(split_bill(2, 4), [1, 1, 0, 0])

# %% wrong first_pays_all (passes base)
# why: the first person pays all that is left over
def split_bill(cents, people):
    share = cents // people
    return [share + cents % people] + [share] * (people - 1)

# %% wrong drops_the_rest
# why: nobody pays what is left over
def split_bill(cents, people):
    return [cents // people] * people
