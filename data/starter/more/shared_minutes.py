# topic: intervals
# difficulty: easy

# %% prompt
def shared_minutes(first: tuple, second: tuple) -> int:
    """Return for how many minutes two (start, end) meetings overlap, 0 if they do not.

    >>> shared_minutes((10, 40), (30, 90))
    10
    """
# %% solution
    return max(0, min(first[1], second[1]) - max(first[0], second[0]))

# %% visible
assert shared_minutes((10, 40), (30, 90)) == 10

# %% base
def test_base_partly(self):
    self.assertEqual(shared_minutes((0, 10), (5, 20)), 5)

def test_base_other_order(self):
    self.assertEqual(shared_minutes((5, 20), (0, 10)), 5)

# %% plus
def test_plus_apart(self):
    self.assertEqual(shared_minutes((0, 10), (20, 30)), 0)

def test_plus_touching(self):
    self.assertEqual(shared_minutes((0, 10), (10, 30)), 0)

def test_plus_one_inside_the_other(self):
    self.assertEqual(shared_minutes((0, 100), (20, 30)), 10)

# %% wrong negative (passes base)
# why: is negative for meetings that are apart
def shared_minutes(first, second):
    return min(first[1], second[1]) - max(first[0], second[0])

# %% wrong first_is_earlier
# why: expects the first meeting to start earlier
def shared_minutes(first, second):
    return max(0, first[1] - second[0])
