# topic: intervals
# difficulty: easy

# %% prompt
def is_holiday(day: int, holidays: list) -> bool:
    """Tell whether a day falls into a holiday.

    Holidays are (first, last) days, both included.

    >>> is_holiday(5, [(1, 3), (5, 9)])
    True
    """
# %% solution
    return any(first <= day <= last for first, last in holidays)

# %% visible
assert is_holiday(5, [(1, 3), (5, 9)]) == True

# %% base
def test_base_inside(self):
    self.assertEqual(is_holiday(2, [(1, 3)]), True)

def test_base_outside(self):
    self.assertEqual(is_holiday(4, [(1, 3), (6, 8)]), False)

# %% plus
def test_plus_first_and_last(self):
    self.assertEqual(is_holiday(1, [(1, 3)]), True)
    self.assertEqual(is_holiday(3, [(1, 3)]), True)

def test_plus_none(self):
    self.assertEqual(is_holiday(3, []), False)

def test_plus_second(self):
    self.assertEqual(is_holiday(7, [(1, 3), (6, 8)]), True)

# %% wrong last_excluded (passes base)
# why: the last day is no holiday
def is_holiday(day, holidays):
    return any(first <= day < last for first, last in holidays)

# %% wrong all_of_them (passes base)
# why: wants the day in all holidays
def is_holiday(day, holidays):
    return all(first <= day <= last for first, last in holidays)

# %% wrong first_only
# why: looks at the first days only
def is_holiday(day, holidays):
    return any(first == day for first, _ in holidays)
