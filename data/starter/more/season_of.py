# topic: dates
# difficulty: easy

# %% prompt
def season_of(month: int) -> str:
    """Name the season of a month from 1 to 12.

    "winter" is December to February, "spring" March to May, "summer" June to August and "autumn"
    September to November.

    >>> season_of(4)
    'spring'
    """
# %% solution
    return ["winter", "spring", "summer", "autumn"][month % 12 // 3]

# %% visible
assert season_of(4) == "spring"

# %% base
def test_base_each(self):
    self.assertEqual(season_of(1), "winter")
    self.assertEqual(season_of(5), "spring")

def test_base_others(self):
    self.assertEqual(season_of(7), "summer")
    self.assertEqual(season_of(10), "autumn")

# %% plus
def test_plus_december(self):
    self.assertEqual(season_of(12), "winter")
    self.assertEqual(season_of(2), "winter")

def test_plus_borders(self):
    self.assertEqual([season_of(m) for m in (3, 6, 8, 9, 11)],
                     ["spring", "summer", "summer", "autumn", "autumn"])

# %% wrong three_month_blocks (passes base)
# why: December belongs to autumn and January to March are winter
def season_of(month):
    return ["winter", "spring", "summer", "autumn"][(month - 1) // 3]

# %% wrong southern
# why: names the seasons of the other half of the earth
def season_of(month):
    return ["summer", "autumn", "winter", "spring"][month % 12 // 3]
