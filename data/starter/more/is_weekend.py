# topic: dates
# difficulty: easy

# %% prompt
def is_weekend(day: str) -> bool:
    """Tell whether a day is "Saturday" or "Sunday".

    >>> is_weekend("Sunday")
    True
    """
# %% solution
    return day in ("Saturday", "Sunday")

# %% visible
assert is_weekend("Sunday") == True

# %% base
def test_base_saturday(self):
    self.assertEqual(is_weekend("Saturday"), True)

def test_base_monday(self):
    self.assertEqual(is_weekend("Monday"), False)

# %% plus
def test_plus_part_of_a_name(self):
    self.assertEqual(is_weekend("Sun"), False)
    self.assertEqual(is_weekend("day"), False)

def test_plus_empty(self):
    self.assertEqual(is_weekend(""), False)

# %% wrong sunday_only
# why: knows Sunday only
def is_weekend(day):
    return day == "Sunday"

# %% wrong first_letter (passes base)
# why: any day that starts with S
def is_weekend(day):
    return day.startswith("S")

# %% wrong inside (passes base)
# why: a part of a name is enough
def is_weekend(day):
    return day in "Saturday Sunday"
