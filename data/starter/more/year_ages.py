# topic: dates
# difficulty: easy

# %% prompt
def year_ages(births: dict, year: int) -> dict:
    """Return how old each person becomes in a year. `births` maps names to years of birth.

    >>> year_ages({"Ann": 1990, "Bo": 2015}, 2020)
    {'Ann': 30, 'Bo': 5}
    """
# %% solution
    return {name: year - born for name, born in births.items()}

# %% visible
assert year_ages({"Ann": 1990, "Bo": 2015}, 2020) == {'Ann': 30, 'Bo': 5}

# %% base
def test_base_two(self):
    self.assertEqual(year_ages({"a": 2000, "b": 1980}, 2010), {"a": 10, "b": 30})

def test_base_one(self):
    self.assertEqual(year_ages({"a": 1999}, 2000), {"a": 1})

# %% plus
def test_plus_born_that_year(self):
    self.assertEqual(year_ages({"a": 2020, "b": 2019}, 2020), {"a": 0, "b": 1})

def test_plus_nobody(self):
    self.assertEqual(year_ages({}, 2020), {})

# %% wrong the_years
# why: returns years of birth
def year_ages(births, year):
    return dict(births)

# %% wrong leaves_out_babies (passes base)
# why: leaves out who is born that year
def year_ages(births, year):
    return {name: year - born for name, born in births.items() if born < year}
