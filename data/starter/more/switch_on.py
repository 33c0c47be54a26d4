# topic: bits
# difficulty: easy

# %% prompt
def switch_on(lamps: int, number: int) -> int:
    """Switch on lamp `number`: set that bit of the integer `lamps`, counted from 0.

    A lamp that is on already stays on.

    >>> switch_on(4, 0)
    5
    """
# %% solution
    return lamps | (1 << number)

# %% visible
assert switch_on(4, 0) == 5

# %% base
def test_base_first(self):
    self.assertEqual(switch_on(0, 0), 1)

def test_base_third(self):
    self.assertEqual(switch_on(1, 2), 5)

# %% plus
def test_plus_already_on(self):
    self.assertEqual(switch_on(5, 2), 5)

def test_plus_high_bit(self):
    self.assertEqual(switch_on(0, 40), 1 << 40)

# %% wrong toggles (passes base)
# why: switches a lamp off that was on
def switch_on(lamps, number):
    return lamps ^ (1 << number)

# %% wrong sets_number
# why: sets the bits of the number itself
def switch_on(lamps, number):
    return lamps | number
