# topic: dates
# difficulty: easy

# %% prompt
def camp_season(month: int) -> str:
    """Name the season of a camp site for a month from 1 to 12.

    July and August are "high"; April, May, June, September and October are "middle"; all other
    months are "low".

    >>> camp_season(7)
    'high'
    """
# %% solution
    if month in (7, 8):
        return "high"
    if month in (4, 5, 6, 9, 10):
        return "middle"
    return "low"

# %% visible
assert camp_season(7) == "high"

# %% base
def test_base_each(self):
    self.assertEqual(camp_season(1), "low")
    self.assertEqual(camp_season(5), "middle")

def test_base_summer(self):
    self.assertEqual(camp_season(8), "high")
    self.assertEqual(camp_season(7), "high")

# %% plus
def test_plus_autumn(self):
    self.assertEqual(camp_season(9), "middle")
    self.assertEqual(camp_season(10), "middle")
    self.assertEqual(camp_season(11), "low")

def test_plus_spring(self):
    self.assertEqual(camp_season(3), "low")
    self.assertEqual(camp_season(4), "middle")
    self.assertEqual(camp_season(6), "middle")

def test_plus_december(self):
    self.assertEqual(camp_season(12), "low")

# %% wrong no_autumn (passes base)
# why: everything after August is low
def camp_season(month):
    return "high" if month in (7, 8) else "middle" if 4 <= month < 7 else "low"

# %% wrong june_is_high
# why: takes June for high and January for middle
def camp_season(month):
    return "high" if 6 <= month <= 8 else "middle"
