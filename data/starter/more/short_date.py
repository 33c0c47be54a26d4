# topic: dates
# difficulty: easy

# %% prompt
def short_date(date: tuple) -> str:
    """Write a (year, month, day) date as "5 Mar 2024", the month with three letters.

    >>> short_date((2024, 3, 5))
    '5 Mar 2024'
    """
# %% solution
    names = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split()
    year, month, day = date
    return f"{day} {names[month - 1]} {year}"

# %% visible
assert short_date((2024, 3, 5)) == "5 Mar 2024"

# %% base
def test_base_summer(self):
    self.assertEqual(short_date((1999, 7, 21)), "21 Jul 1999")

def test_base_winter(self):
    self.assertEqual(short_date((2030, 1, 10)), "10 Jan 2030")

# %% plus
def test_plus_last_month(self):
    self.assertEqual(short_date((2021, 12, 31)), "31 Dec 2021")

def test_plus_no_zero_in_front(self):
    self.assertEqual(short_date((2021, 11, 1)), "1 Nov 2021")

# %% wrong off_by_one
# why: takes the name of the next month
def short_date(date):
    names = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split()
    return f"{date[2]} {names[date[1] % 12]} {date[0]}"

# %% wrong padded_day (passes base)
# why: writes the day with two digits
def short_date(date):
    names = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split()
    return f"{date[2]:02d} {names[date[1] - 1]} {date[0]}"
