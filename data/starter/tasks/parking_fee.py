# topic: algorithms
# difficulty: easy

# %% prompt
def parking_fee(minutes: int) -> int:
    """Compute a parking fee in cents.

    The first 20 minutes are free. After that every hour that has begun since the start costs
    250, but each day (24 hours from the start, and each further 24 hours) costs at most 1500.
    The free minutes are counted as part of the first hour once they are exceeded. A negative
    time raises ValueError.

    >>> parking_fee(20), parking_fee(21), parking_fee(61)
    (0, 250, 500)
    """
# %% solution
    if minutes < 0:
        raise ValueError(f"a negative time: {minutes}")
    if minutes <= 20:
        return 0
    days, rest = divmod(minutes, 24 * 60)
    begun_hours = -(-rest // 60)
    return days * 1500 + min(begun_hours * 250, 1500)

# %% visible
assert (parking_fee(20), parking_fee(21), parking_fee(61)) == (0, 250, 500)

# %% base
def test_base_free(self):
    self.assertEqual(parking_fee(10), 0)

def test_base_hours(self):
    self.assertEqual(parking_fee(90), 500)
    self.assertEqual(parking_fee(150), 750)

def test_base_daily_maximum(self):
    self.assertEqual(parking_fee(10 * 60), 1500)

def test_base_negative(self):
    with self.assertRaises(ValueError):
        parking_fee(-1)

# %% plus
def test_plus_borders(self):
    self.assertEqual(parking_fee(0), 0)
    self.assertEqual(parking_fee(60), 250)
    self.assertEqual(parking_fee(120), 500)
    self.assertEqual(parking_fee(6 * 60), 1500)

def test_plus_several_days(self):
    self.assertEqual(parking_fee(24 * 60), 1500)
    self.assertEqual(parking_fee(24 * 60 + 1), 1750)
    self.assertEqual(parking_fee(48 * 60 + 3 * 60), 3750)

def test_plus_no_free_minutes_on_the_second_day(self):
    self.assertEqual(parking_fee(24 * 60 + 15), 1750)

# %% wrong full_hours
# why: counts only full hours
def parking_fee(minutes):
    if minutes < 0:
        raise ValueError(minutes)
    return 0 if minutes <= 20 else min(minutes // 60 * 250, 1500)

# %% wrong one_maximum (passes base)
# why: the daily maximum is applied to the whole stay
def parking_fee(minutes):
    if minutes < 0:
        raise ValueError(minutes)
    return 0 if minutes <= 20 else min(-(-minutes // 60) * 250, 1500)

# %% wrong hour_too_many (passes base)
# why: adds an hour even when the last one is exactly full
def parking_fee(minutes):
    if minutes < 0:
        raise ValueError(minutes)
    if minutes <= 20:
        return 0
    days, rest = divmod(minutes, 1440)
    return days * 1500 + min((rest // 60 + 1) * 250, 1500)
