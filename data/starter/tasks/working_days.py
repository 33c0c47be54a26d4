# topic: dates
# difficulty: easy

# %% prompt
from datetime import date, timedelta


def working_days(start: date, end: date, holidays: list) -> int:
    """Count the working days from `start` to `end`, both included.

    Working days are Monday to Friday without the dates in `holidays`, a list that may hold
    weekend days and repeated dates. When `end` lies before `start` the count is 0.

    >>> working_days(date(2024, 5, 1), date(2024, 5, 7), [date(2024, 5, 1)])
    4
    """
# %% solution
    free = set(holidays)
    count = 0
    day = start
    while day <= end:
        if day.weekday() < 5 and day not in free:
            count += 1
        day += timedelta(days=1)
    return count

# %% visible
def test_visible_example(self):
    self.assertEqual(working_days(date(2024, 5, 1), date(2024, 5, 7), [date(2024, 5, 1)]), 4)

# %% base
def test_base_a_week(self):
    self.assertEqual(working_days(date(2024, 1, 1), date(2024, 1, 7), []), 5)

def test_base_a_holiday(self):
    self.assertEqual(working_days(date(2024, 1, 1), date(2024, 1, 5), [date(2024, 1, 1)]), 4)

def test_base_weekend_only(self):
    self.assertEqual(working_days(date(2024, 1, 6), date(2024, 1, 7), []), 0)

# %% plus
def test_plus_holiday_on_a_weekend(self):
    self.assertEqual(working_days(date(2024, 1, 1), date(2024, 1, 7), [date(2024, 1, 6)]), 5)

def test_plus_repeated_holiday(self):
    self.assertEqual(working_days(date(2024, 1, 1), date(2024, 1, 5), [date(2024, 1, 2)] * 3), 4)

def test_plus_holiday_outside(self):
    self.assertEqual(working_days(date(2024, 1, 1), date(2024, 1, 5), [date(2024, 1, 8)]), 5)

def test_plus_one_day_and_backwards(self):
    self.assertEqual(working_days(date(2024, 1, 3), date(2024, 1, 3), []), 1)
    self.assertEqual(working_days(date(2024, 1, 5), date(2024, 1, 1), []), 0)

# %% wrong end_excluded
# why: does not count the last day
def working_days(start, end, holidays):
    days = (start + timedelta(days=n) for n in range((end - start).days))
    return sum(d.weekday() < 5 and d not in holidays for d in days)

# %% wrong subtracts_holidays (passes base)
# why: subtracts every holiday, also those on weekends, outside the range or repeated
def working_days(start, end, holidays):
    days = (start + timedelta(days=n) for n in range((end - start).days + 1))
    return sum(d.weekday() < 5 for d in days) - len(holidays)

# %% wrong saturday_works
# why: compares with 6, so Saturday counts as a working day
def working_days(start, end, holidays):
    days = (start + timedelta(days=n) for n in range((end - start).days + 1))
    return sum(d.weekday() < 6 and d not in holidays for d in days)
