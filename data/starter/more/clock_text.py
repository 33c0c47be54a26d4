# topic: dates
# difficulty: easy

# %% prompt
def clock_text(hour: int, minute: int) -> str:
    """Write a time of day with two digits each, such as "08:05".

    >>> clock_text(8, 5)
    '08:05'
    """
# %% solution
    return f"{hour:02d}:{minute:02d}"

# %% visible
assert clock_text(8, 5) == "08:05"

# %% base
def test_base_morning(self):
    self.assertEqual(clock_text(7, 30), "07:30")

def test_base_evening(self):
    self.assertEqual(clock_text(21, 9), "21:09")

# %% plus
def test_plus_midnight(self):
    self.assertEqual(clock_text(0, 0), "00:00")

def test_plus_late(self):
    self.assertEqual(clock_text(23, 59), "23:59")

# %% wrong no_zeros
# why: writes single digits
def clock_text(hour, minute):
    return f"{hour}:{minute}"

# %% wrong twelve_hours (passes base)
# why: writes midnight as 12
def clock_text(hour, minute):
    return f"{hour or 12:02d}:{minute:02d}"
