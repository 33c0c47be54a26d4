# topic: validation
# difficulty: easy

# %% prompt
def may_ride(age: int, height: int, with_adult: bool) -> bool:
    """Tell whether a child may ride.

    It must be at least 120 cm tall, and either at least 8 years old or with an adult.

    >>> may_ride(6, 125, True)
    True
    """
# %% solution
    return height >= 120 and (age >= 8 or with_adult)

# %% visible
assert may_ride(6, 125, True) == True

# %% base
def test_base_old_enough(self):
    self.assertEqual(may_ride(10, 140, False), True)

def test_base_too_young(self):
    self.assertEqual(may_ride(5, 130, False), False)

# %% plus
def test_plus_borders(self):
    self.assertEqual(may_ride(8, 120, False), True)

def test_plus_adult_does_not_help_the_small(self):
    self.assertEqual(may_ride(9, 119, True), False)
    self.assertEqual(may_ride(5, 110, True), False)

# %% wrong adult_is_enough (passes base)
# why: an adult makes up for a small height
def may_ride(age, height, with_adult):
    return height >= 120 and age >= 8 or with_adult

# %% wrong never_alone
# why: wants an adult always
def may_ride(age, height, with_adult):
    return height >= 120 and age >= 8 and with_adult
