# topic: numbers
# difficulty: easy

# %% prompt
def average_speed(km: float, minutes: float) -> float:
    """Return the average speed of a trip in km/h, rounded to one decimal place.

    >>> average_speed(10, 45)
    13.3
    """
# %% solution
    return round(km / minutes * 60, 1)

# %% visible
assert average_speed(10, 45) == 13.3

# %% base
def test_base_one_hour(self):
    self.assertEqual(average_speed(80, 60), 80.0)

def test_base_half_an_hour(self):
    self.assertEqual(average_speed(20, 30), 40.0)

# %% plus
def test_plus_rounded(self):
    self.assertEqual(average_speed(5, 7), 42.9)

def test_plus_no_distance(self):
    self.assertEqual(average_speed(0, 12), 0.0)

# %% wrong per_minute
# why: gives the speed per minute
def average_speed(km, minutes):
    return round(km / minutes, 1)

# %% wrong cuts_off (passes base)
# why: cuts the digits off instead of rounding
def average_speed(km, minutes):
    return int(km / minutes * 600) / 10
