# topic: geometry
# difficulty: easy

# %% prompt
def points_right_of(points: list, x: int) -> list:
    """Return the (x, y) points whose x is greater than a given one, in their order.

    >>> points_right_of([(1, 5), (4, 2), (3, 3)], 2)
    [(4, 2), (3, 3)]
    """
# %% solution
    return [point for point in points if point[0] > x]

# %% visible
assert points_right_of([(1, 5), (4, 2), (3, 3)], 2) == [(4, 2), (3, 3)]

# %% base
def test_base_some(self):
    self.assertEqual(points_right_of([(0, 0), (5, 1)], 3), [(5, 1)])

def test_base_none(self):
    self.assertEqual(points_right_of([(0, 9)], 3), [])

# %% plus
def test_plus_on_the_line(self):
    self.assertEqual(points_right_of([(3, 9), (4, 0)], 3), [(4, 0)])

def test_plus_negative(self):
    self.assertEqual(points_right_of([(-1, 2), (-5, 7)], -3), [(-1, 2)])

# %% wrong by_y
# why: compares y
def points_right_of(points, x):
    return [point for point in points if point[1] > x]

# %% wrong not_left (passes base)
# why: takes points on the line
def points_right_of(points, x):
    return [point for point in points if point[0] >= x]
