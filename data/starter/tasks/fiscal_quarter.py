# topic: dates
# difficulty: hard

# %% prompt
from datetime import date, timedelta


def fiscal_quarter(day: date, first_month: int) -> tuple:
    """Find the quarter of a fiscal year that a day belongs to.

    The fiscal year starts on the first day of `first_month` (1 to 12) and bears the number of
    the calendar year in which it ends. Return (year, quarter, start, end): quarter is 1 to 4,
    start and end are its first and last day.

    >>> fiscal_quarter(date(2024, 11, 5), 10)
    (2025, 1, datetime.date(2024, 10, 1), datetime.date(2024, 12, 31))
    """
# %% solution
    months_in = (day.month - first_month) % 12
    quarter = months_in // 3 + 1
    # Months counted from year 0 make the borders of years plain arithmetic.
    first = day.year * 12 + day.month - 1 - months_in % 3
    year_end = day.year * 12 + day.month - 1 - months_in + 11
    start = date(first // 12, first % 12 + 1, 1)
    after = first + 3
    end = date(after // 12, after % 12 + 1, 1) - timedelta(days=1)
    return (year_end // 12, quarter, start, end)

# %% visible
def test_visible_example(self):
    self.assertEqual(fiscal_quarter(date(2024, 11, 5), 10), (2025, 1, date(2024, 10, 1), date(2024, 12, 31)))

# %% base
def test_base_calendar_year(self):
    self.assertEqual(fiscal_quarter(date(2024, 5, 20), 1), (2024, 2, date(2024, 4, 1), date(2024, 6, 30)))

def test_base_year_from_april(self):
    self.assertEqual(fiscal_quarter(date(2024, 8, 1), 4), (2025, 2, date(2024, 7, 1), date(2024, 9, 30)))

def test_base_year_from_october(self):
    self.assertEqual(fiscal_quarter(date(2024, 2, 29), 10), (2024, 2, date(2024, 1, 1), date(2024, 3, 31)))

# %% plus
def test_plus_quarter_over_new_year(self):
    self.assertEqual(fiscal_quarter(date(2025, 1, 10), 5), (2025, 3, date(2024, 11, 1), date(2025, 1, 31)))
    self.assertEqual(fiscal_quarter(date(2024, 12, 31), 3), (2025, 4, date(2024, 12, 1), date(2025, 2, 28)))

def test_plus_last_quarter_of_the_calendar_year(self):
    self.assertEqual(fiscal_quarter(date(2024, 12, 31), 1), (2024, 4, date(2024, 10, 1), date(2024, 12, 31)))

def test_plus_borders(self):
    self.assertEqual(fiscal_quarter(date(2024, 7, 1), 7)[:2], (2025, 1))
    self.assertEqual(fiscal_quarter(date(2024, 6, 30), 7)[:2], (2024, 4))

def test_plus_leap_february(self):
    self.assertEqual(fiscal_quarter(date(2024, 1, 2), 12)[3], date(2024, 2, 29))

# %% wrong calendar_quarters
# why: numbers calendar quarters and forgets that the fiscal year may start elsewhere
def fiscal_quarter(day, first_month):
    q = (day.month - 1) // 3
    start = date(day.year, q * 3 + 1, 1)
    end = date(day.year + (q == 3), (q * 3 + 3) % 12 + 1, 1) - timedelta(days=1)
    return (day.year + (day.month >= first_month > 1), q + 1, start, end)

# %% wrong stays_in_the_year (passes base)
# why: builds start and end in the day's own year, wrong for quarters over new year
def fiscal_quarter(day, first_month):
    months_in = (day.month - first_month) % 12
    quarter = months_in // 3 + 1
    first = (day.month - months_in % 3 - 1) % 12 + 1
    after = (first + 2) % 12 + 1
    start = date(day.year, first, 1)
    end = date(day.year, after, 1) - timedelta(days=1)
    return (day.year + (1 < first_month <= day.month), quarter, start, end)
