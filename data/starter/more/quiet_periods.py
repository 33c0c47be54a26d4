# topic: algorithms
# difficulty: medium

# %% prompt
def quiet_periods(volumes: list, limit: int) -> int:
    """Count the quiet periods of a recording: stretches of volumes below `limit`.

    Volumes next to each other that are both below the limit belong to the same period.

    >>> quiet_periods([2, 3, 9, 1, 8], 5)
    2
    """
# %% solution
    periods = 0
    quiet = False
    for volume in volumes:
        if volume < limit and not quiet:
            periods += 1
        quiet = volume < limit
    return periods

# %% visible
assert quiet_periods([2, 3, 9, 1, 8], 5) == 2

# %% base
def test_base_two(self):
    self.assertEqual(quiet_periods([1, 9, 1], 5), 2)

def test_base_none(self):
    self.assertEqual(quiet_periods([7, 8, 9], 5), 0)

# %% plus
def test_plus_long_period(self):
    self.assertEqual(quiet_periods([1, 1, 1, 9, 2, 2], 5), 2)

def test_plus_at_the_limit(self):
    self.assertEqual(quiet_periods([5, 1, 5, 5], 5), 1)

def test_plus_nothing(self):
    self.assertEqual(quiet_periods([], 5), 0)

# %% wrong every_value (passes base)
# why: counts every quiet value
def quiet_periods(volumes, limit):
    return sum(volume < limit for volume in volumes)

# %% wrong ends_only
# why: counts a period only when a loud value ends it
def quiet_periods(volumes, limit):
    return sum(a < limit <= b for a, b in zip(volumes, volumes[1:]))
