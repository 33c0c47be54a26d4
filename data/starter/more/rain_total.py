# topic: numbers
# difficulty: easy

# %% prompt
def rain_total(readings: list) -> int:
    """Add up rain readings in mm; -1 stands for a broken gauge and is ignored.

    >>> rain_total([4, -1, 6])
    10
    """
# %% solution
    return sum(reading for reading in readings if reading != -1)

# %% visible
assert rain_total([4, -1, 6]) == 10

# %% base
def test_base_all_good(self):
    self.assertEqual(rain_total([1, 2, 3]), 6)

def test_base_one_broken(self):
    self.assertEqual(rain_total([5, -1]), 5)

# %% plus
def test_plus_all_broken(self):
    self.assertEqual(rain_total([-1, -1]), 0)

def test_plus_none(self):
    self.assertEqual(rain_total([]), 0)

def test_plus_several_broken(self):
    self.assertEqual(rain_total([-1, 3, -1, 0, 2]), 5)

# %% wrong adds_all
# why: adds the broken ones, too
def rain_total(readings):
    return sum(readings)

# %% wrong first_broken (passes base)
# why: ignores only the first broken reading
def rain_total(readings):
    return sum(readings) + (1 if -1 in readings else 0)
