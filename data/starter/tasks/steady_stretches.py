# topic: collections
# difficulty: medium

# %% prompt
def steady_stretches(readings: list, minimum: int) -> list:
    """Find where a sensor reported the same value for a while.

    Return (start, end, value) for every longest possible stretch of at least `minimum` equal
    neighbouring readings, in order; start and end are positions in the list, both included.

    >>> steady_stretches([5, 5, 5, 2, 7, 7], 2)
    [(0, 2, 5), (4, 5, 7)]
    """
# %% solution
    stretches = []
    start = 0
    for position in range(1, len(readings) + 1):
        if position == len(readings) or readings[position] != readings[start]:
            if position - start >= minimum:
                stretches.append((start, position - 1, readings[start]))
            start = position
    return stretches

# %% visible
assert steady_stretches([5, 5, 5, 2, 7, 7], 2) == [(0, 2, 5), (4, 5, 7)]

# %% base
def test_base_one_stretch(self):
    self.assertEqual(steady_stretches([1, 1, 1, 2], 3), [(0, 2, 1)])

def test_base_nothing_steady(self):
    self.assertEqual(steady_stretches([1, 2, 3], 2), [])

def test_base_in_the_middle(self):
    self.assertEqual(steady_stretches([9, 4, 4, 8], 2), [(1, 2, 4)])

# %% plus
def test_plus_stretch_at_the_end(self):
    self.assertEqual(steady_stretches([1, 3, 3], 2), [(1, 2, 3)])

def test_plus_same_value_twice(self):
    self.assertEqual(steady_stretches([4, 4, 0, 4, 4], 2), [(0, 1, 4), (3, 4, 4)])

def test_plus_empty_and_single(self):
    self.assertEqual(steady_stretches([], 1), [])
    self.assertEqual(steady_stretches([6], 1), [(0, 0, 6)])

def test_plus_falsy_values(self):
    self.assertEqual(steady_stretches([None, None, 0, 0], 2), [(0, 1, None), (2, 3, 0)])

# %% wrong end_excluded
# why: the end position is one too far
def steady_stretches(readings, minimum):
    from itertools import groupby
    out, at = [], 0
    for value, group in groupby(readings):
        n = len(list(group))
        if n >= minimum:
            out.append((at, at + n, value))
        at += n
    return out

# %% wrong forgets_the_last (passes base)
# why: a stretch is only written when another value follows
def steady_stretches(readings, minimum):
    out, start = [], 0
    for i in range(1, len(readings)):
        if readings[i] != readings[start]:
            if i - start >= minimum:
                out.append((start, i - 1, readings[start]))
            start = i
    return out

# %% wrong by_value (passes base)
# why: collects positions by value, so two stretches of one value become one
def steady_stretches(readings, minimum):
    where = {}
    for i, value in enumerate(readings):
        where.setdefault(value, []).append(i)
    return sorted((p[0], p[-1], v) for v, p in where.items() if len(p) >= minimum)
