# topic: geometry
# difficulty: easy

# %% prompt
def in_garden(point: tuple, corner: tuple, opposite: tuple) -> bool:
    """Tell whether a point lies in a rectangular garden or on its fence.

    The garden is given by two opposite corners, in any order; all points are (x, y).

    >>> in_garden((2, 2), (0, 0), (4, 3))
    True
    """
# %% solution
    return all(min(a, b) <= p <= max(a, b) for p, a, b in zip(point, corner, opposite))

# %% visible
assert in_garden((2, 2), (0, 0), (4, 3)) == True

# %% base
def test_base_inside(self):
    self.assertEqual(in_garden((1, 1), (0, 0), (2, 2)), True)

def test_base_outside(self):
    self.assertEqual(in_garden((3, 1), (0, 0), (2, 2)), False)
    self.assertEqual(in_garden((1, -1), (0, 0), (2, 2)), False)

# %% plus
def test_plus_on_the_fence(self):
    self.assertEqual(in_garden((2, 1), (0, 0), (2, 2)), True)
    self.assertEqual(in_garden((0, 0), (0, 0), (2, 2)), True)

def test_plus_corners_in_another_order(self):
    self.assertEqual(in_garden((1, 1), (2, 2), (0, 0)), True)
    self.assertEqual(in_garden((1, 1), (0, 2), (2, 0)), True)

# %% wrong first_is_lower_left (passes base)
# why: wants the lower left corner first
def in_garden(point, corner, opposite):
    return corner[0] <= point[0] <= opposite[0] and corner[1] <= point[1] <= opposite[1]

# %% wrong without_fence (passes base)
# why: a point on the fence is outside
def in_garden(point, corner, opposite):
    x, y = point
    xs, ys = sorted((corner[0], opposite[0])), sorted((corner[1], opposite[1]))
    return xs[0] < x < xs[1] and ys[0] < y < ys[1]

# %% wrong only_x
# why: looks at x only
def in_garden(point, corner, opposite):
    return min(corner[0], opposite[0]) <= point[0] <= max(corner[0], opposite[0])
