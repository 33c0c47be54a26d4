# topic: dates
# difficulty: medium

# %% prompt
from datetime import date, timedelta


def next_payday(today: date) -> date:
    """Find the next payday: the last weekday (Monday to Friday) of a month.

    On a payday the answer is that day itself. After this month's payday it is next month's.

    >>> next_payday(date(2024, 3, 4))
    datetime.date(2024, 3, 29)
    """
# %% solution
    def payday(year, month):
        first_of_next = date(year + month // 12, month % 12 + 1, 1)
        day = first_of_next - timedelta(days=1)
        while day.weekday() > 4:
            day -= timedelta(days=1)
        return day

    this_month = payday(today.year, today.month)
    if today <= this_month:
        return this_month
    return payday(today.year + today.month // 12, today.month % 12 + 1)

# %% visible
def test_visible_example(self):
    self.assertEqual(next_payday(date(2024, 3, 4)), date(2024, 3, 29))

# %% base
def test_base_month_ends_on_a_weekday(self):
    self.assertEqual(next_payday(date(2024, 4, 1)), date(2024, 4, 30))

def test_base_month_ends_on_a_sunday(self):
    self.assertEqual(next_payday(date(2024, 3, 1)), date(2024, 3, 29))

def test_base_on_the_day(self):
    self.assertEqual(next_payday(date(2024, 3, 29)), date(2024, 3, 29))

# %% plus
def test_plus_after_this_months_payday(self):
    self.assertEqual(next_payday(date(2024, 3, 30)), date(2024, 4, 30))
    self.assertEqual(next_payday(date(2024, 8, 31)), date(2024, 9, 30))

def test_plus_december(self):
    self.assertEqual(next_payday(date(2024, 12, 5)), date(2024, 12, 31))
    self.assertEqual(next_payday(date(2022, 12, 31)), date(2023, 1, 31))

def test_plus_november(self):
    self.assertEqual(next_payday(date(2024, 11, 30)), date(2024, 12, 31))

def test_plus_leap_february(self):
    self.assertEqual(next_payday(date(2024, 2, 10)), date(2024, 2, 29))
    self.assertEqual(next_payday(date(2025, 2, 10)), date(2025, 2, 28))

# %% wrong last_day
# why: takes the last day of the month even on a weekend
def next_payday(today):
    first = date(today.year + today.month // 12, today.month % 12 + 1, 1)
    return first - timedelta(days=1)

# %% wrong never_next_month (passes base)
# why: answers with a day that has passed when only the weekend is left of the month
def next_payday(today):
    day = date(today.year + today.month // 12, today.month % 12 + 1, 1) - timedelta(days=1)
    while day.weekday() > 4:
        day -= timedelta(days=1)
    return day

# %% wrong breaks_in_december (passes base)
# why: month 13 does not exist
def next_payday(today):
    def payday(year, month):
        day = date(year, month + 1, 1) - timedelta(days=1)
        while day.weekday() > 4:
            day -= timedelta(days=1)
        return day
    day = payday(today.year, today.month)
    return day if today <= day else payday(today.year, today.month + 1)
