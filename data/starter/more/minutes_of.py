# topic: parsing
# difficulty: easy

# %% prompt
def minutes_of(text: str) -> int:
    """Read a time such as "2:05" as minutes: hours times 60 plus minutes.

    >>> minutes_of("2:05")
    125
    """
# %% solution
    hours, minutes = text.split(":")
    return int(hours) * 60 + int(minutes)

# %% visible
assert minutes_of("2:05") == 125

# %% base
def test_base_one_hour(self):
    self.assertEqual(minutes_of("1:00"), 60)

def test_base_some(self):
    self.assertEqual(minutes_of("3:20"), 200)

# %% plus
def test_plus_no_hours(self):
    self.assertEqual(minutes_of("0:07"), 7)

def test_plus_many_hours(self):
    self.assertEqual(minutes_of("12:59"), 779)
    self.assertEqual(minutes_of("100:01"), 6001)

# %% wrong decimal
# why: takes an hour for 100 minutes
def minutes_of(text):
    hours, minutes = text.split(":")
    return int(hours) * 100 + int(minutes)

# %% wrong clock_of_twelve (passes base)
# why: 12 hours become none
def minutes_of(text):
    hours, minutes = text.split(":")
    return int(hours) % 12 * 60 + int(minutes)
