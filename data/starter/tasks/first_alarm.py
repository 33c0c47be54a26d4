# topic: algorithms
# difficulty: medium

# %% prompt
def first_alarm(times: list, count: int, window: int):
    """Find when an alarm first rings.

    `times` are the seconds at which errors happened, in any order. The alarm rings at an error
    when at least `count` errors, that one included, lie within the last `window` seconds, that
    is later than (time - window) and not after it. Return the time of the first ring, or None.
    `count` and `window` are at least 1.

    >>> first_alarm([1, 30, 32, 35, 90], 3, 10)
    35
    """
# %% solution
    ordered = sorted(times)
    for last in range(count - 1, len(ordered)):
        if ordered[last - count + 1] > ordered[last] - window:
            return ordered[last]
    return None

# %% visible
assert first_alarm([1, 30, 32, 35, 90], 3, 10) == 35

# %% base
def test_base_rings(self):
    self.assertEqual(first_alarm([0, 1, 2, 50], 3, 5), 2)

def test_base_never(self):
    self.assertIsNone(first_alarm([0, 10, 20], 2, 5))

def test_base_no_errors(self):
    self.assertIsNone(first_alarm([], 1, 5))

# %% plus
def test_plus_window_border(self):
    self.assertIsNone(first_alarm([0, 10], 2, 10))
    self.assertEqual(first_alarm([0, 9], 2, 10), 9)

def test_plus_any_order(self):
    self.assertEqual(first_alarm([50, 2, 0, 1], 3, 5), 2)

def test_plus_not_only_round_windows(self):
    self.assertEqual(first_alarm([8, 9, 11, 12], 4, 6), 12)

def test_plus_same_second(self):
    self.assertEqual(first_alarm([7, 7, 7], 3, 1), 7)

def test_plus_count_one(self):
    self.assertEqual(first_alarm([40, 20], 1, 1), 20)

def test_plus_input_is_not_changed(self):
    times = [3, 1, 2]
    first_alarm(times, 2, 5)
    self.assertEqual(times, [3, 1, 2])

# %% wrong border_included (passes base)
# why: an error exactly `window` seconds ago still counts
def first_alarm(times, count, window):
    times = sorted(times)
    for i in range(count - 1, len(times)):
        if times[i] - times[i - count + 1] <= window:
            return times[i]

# %% wrong trusts_the_order (passes base)
# why: does not sort the times
def first_alarm(times, count, window):
    for i in range(count - 1, len(times)):
        if times[i] - times[i - count + 1] < window:
            return times[i]

# %% wrong first_of_the_group
# why: returns the first error of the group instead of the one that rings
def first_alarm(times, count, window):
    times = sorted(times)
    for i in range(len(times) - count + 1):
        if times[i + count - 1] - times[i] < window:
            return times[i]
