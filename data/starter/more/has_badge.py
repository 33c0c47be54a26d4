# topic: bits
# difficulty: easy

# %% prompt
def has_badge(badges: int, number: int) -> bool:
    """Tell whether bit `number` of the integer `badges` is 1; bits are counted from 0.

    >>> has_badge(5, 2)
    True
    """
# %% solution
    return (badges >> number) & 1 == 1

# %% visible
assert has_badge(5, 2) == True

# %% base
def test_base_yes(self):
    self.assertEqual(has_badge(1, 0), True)

def test_base_no(self):
    self.assertEqual(has_badge(4, 0), False)

# %% plus
def test_plus_middle(self):
    self.assertEqual(has_badge(5, 1), False)
    self.assertEqual(has_badge(7, 1), True)

def test_plus_beyond(self):
    self.assertEqual(has_badge(7, 10), False)

def test_plus_none(self):
    self.assertEqual(has_badge(0, 0), False)

# %% wrong not_smaller (passes base)
# why: tells whether any bit from there on is set
def has_badge(badges, number):
    return badges >> number > 0 if number else badges % 2 == 1

# %% wrong value
# why: compares the number with the integer
def has_badge(badges, number):
    return badges == number
