# topic: dates
# difficulty: easy

# %% prompt
from datetime import date


def birthday_age(born: date, today: date) -> int:
    """Tell a person's age in full years.

    A person born on 29 February has their birthday on 1 March in years without that day.
    A `today` before the birth raises ValueError.

    >>> birthday_age(date(1990, 6, 15), date(2024, 6, 14))
    33
    """
# %% solution
    if today < born:
        raise ValueError(f"not born yet: {born}")
    return today.year - born.year - ((today.month, today.day) < (born.month, born.day))

# %% visible
def test_visible_example(self):
    self.assertEqual(birthday_age(date(1990, 6, 15), date(2024, 6, 14)), 33)

# %% base
def test_base_after_the_birthday(self):
    self.assertEqual(birthday_age(date(2000, 3, 10), date(2020, 9, 1)), 20)

def test_base_before_the_birthday(self):
    self.assertEqual(birthday_age(date(2000, 9, 10), date(2020, 3, 1)), 19)

def test_base_not_born(self):
    with self.assertRaises(ValueError):
        birthday_age(date(2020, 1, 2), date(2020, 1, 1))

# %% plus
def test_plus_on_the_birthday(self):
    self.assertEqual(birthday_age(date(2000, 3, 10), date(2020, 3, 10)), 20)
    self.assertEqual(birthday_age(date(2001, 3, 10), date(2019, 3, 10)), 18)
    self.assertEqual(birthday_age(date(1999, 12, 31), date(2019, 12, 31)), 20)

def test_plus_first_day(self):
    self.assertEqual(birthday_age(date(2020, 5, 5), date(2020, 5, 5)), 0)

def test_plus_born_on_the_29th_of_february(self):
    self.assertEqual(birthday_age(date(2004, 2, 29), date(2023, 2, 28)), 18)
    self.assertEqual(birthday_age(date(2004, 2, 29), date(2023, 3, 1)), 19)
    self.assertEqual(birthday_age(date(2004, 2, 29), date(2024, 2, 28)), 19)
    self.assertEqual(birthday_age(date(2004, 2, 29), date(2024, 2, 29)), 20)

def test_plus_late_day_in_an_earlier_month(self):
    self.assertEqual(birthday_age(date(2000, 1, 31), date(2020, 2, 1)), 20)

# %% wrong days_over_365 (passes base)
# why: divides days by 365.25, which is off by one around the birthday
def birthday_age(born, today):
    if today < born:
        raise ValueError(born)
    return int((today - born).days / 365.25)

# %% wrong years_only
# why: subtracts the years and never looks at the day
def birthday_age(born, today):
    if today < born:
        raise ValueError(born)
    return today.year - born.year

# %% wrong month_and_day_apart
# why: wants month and day both to have been reached
def birthday_age(born, today):
    if today < born:
        raise ValueError(born)
    reached = today.month >= born.month and today.day >= born.day
    return today.year - born.year - (0 if reached else 1)
