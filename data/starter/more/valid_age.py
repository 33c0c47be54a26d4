# topic: validation
# difficulty: easy

# %% prompt
def valid_age(age: int) -> bool:
    """Tell whether an age is between 0 and 120, both included.

    >>> valid_age(35)
    True
    """
# %% solution
    return 0 <= age <= 120

# %% visible
assert valid_age(35) == True

# %% base
def test_base_good(self):
    self.assertEqual(valid_age(7), True)

def test_base_bad(self):
    self.assertEqual(valid_age(-3), False)
    self.assertEqual(valid_age(500), False)

# %% plus
def test_plus_borders(self):
    self.assertEqual(valid_age(0), True)
    self.assertEqual(valid_age(120), True)

def test_plus_just_outside(self):
    self.assertEqual(valid_age(-1), False)
    self.assertEqual(valid_age(121), False)

# %% wrong excluded (passes base)
# why: leaves out the borders
def valid_age(age):
    return 0 < age < 120

# %% wrong no_upper
# why: has no upper border
def valid_age(age):
    return age >= 0
