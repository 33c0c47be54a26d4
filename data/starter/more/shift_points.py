# topic: geometry
# difficulty: easy

# %% prompt
def shift_points(points: list, dx: int, dy: int) -> list:
    """Move (x, y) points by dx to the right and dy up; return the new points as tuples.

    >>> shift_points([(0, 0), (2, 1)], 3, 1)
    [(3, 1), (5, 2)]
    """
# %% solution
    return [(x + dx, y + dy) for x, y in points]

# %% visible
assert shift_points([(0, 0), (2, 1)], 3, 1) == [(3, 1), (5, 2)]

# %% base
def test_base_one(self):
    self.assertEqual(shift_points([(1, 2)], 1, 1), [(2, 3)])

def test_base_two(self):
    self.assertEqual(shift_points([(0, 0), (5, 5)], 0, 2), [(0, 2), (5, 7)])

# %% plus
def test_plus_backwards(self):
    self.assertEqual(shift_points([(1, 1)], -2, -3), [(-1, -2)])

def test_plus_none(self):
    self.assertEqual(shift_points([], 1, 1), [])

# %% wrong swapped
# why: adds dx to y
def shift_points(points, dx, dy):
    return [(x + dy, y + dx) for x, y in points]

# %% wrong only_forward (passes base)
# why: moves by absolute distances
def shift_points(points, dx, dy):
    return [(x + abs(dx), y + abs(dy)) for x, y in points]
