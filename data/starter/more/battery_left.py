# topic: numbers
# difficulty: easy

# %% prompt
def battery_left(percent: int, minutes: int) -> int:
    """Tell the charge of a lamp after some minutes of light.

    It loses one percent for every 6 full minutes and never falls below 0.

    >>> battery_left(50, 60)
    40
    """
# %% solution
    return max(0, percent - minutes // 6)

# %% visible
assert battery_left(50, 60) == 40

# %% base
def test_base_half_an_hour(self):
    self.assertEqual(battery_left(100, 30), 95)

def test_base_no_time(self):
    self.assertEqual(battery_left(70, 0), 70)

# %% plus
def test_plus_minutes_left_over(self):
    self.assertEqual(battery_left(100, 11), 99)

def test_plus_empty(self):
    self.assertEqual(battery_left(3, 600), 0)

# %% wrong below_zero (passes base)
# why: falls below zero
def battery_left(percent, minutes):
    return percent - minutes // 6

# %% wrong rounds_up
# why: loses a percent for every minute
def battery_left(percent, minutes):
    return max(0, percent - minutes)
