# topic: numbers
# difficulty: easy

# %% prompt
def fahrenheit_list(celsius: list) -> list:
    """Convert temperatures from Celsius to Fahrenheit: times 1.8 plus 32, rounded to integers.

    >>> fahrenheit_list([0, 21])
    [32, 70]
    """
# %% solution
    return [round(degrees * 1.8 + 32) for degrees in celsius]

# %% visible
assert fahrenheit_list([0, 21]) == [32, 70]

# %% base
def test_base_warm(self):
    self.assertEqual(fahrenheit_list([10, 20]), [50, 68])

def test_base_none(self):
    self.assertEqual(fahrenheit_list([]), [])

# %% plus
def test_plus_cold(self):
    self.assertEqual(fahrenheit_list([-40, -5]), [-40, 23])

def test_plus_rounded_up(self):
    self.assertEqual(fahrenheit_list([37.2, 21]), [99, 70])

# %% wrong cuts_off (passes base)
# why: cuts the fraction off
def fahrenheit_list(celsius):
    return [int(degrees * 1.8 + 32) for degrees in celsius]

# %% wrong order
# why: adds 32 before it multiplies
def fahrenheit_list(celsius):
    return [round((degrees + 32) * 1.8) for degrees in celsius]
