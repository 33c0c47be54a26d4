# topic: geometry
# difficulty: easy

# %% prompt
def poster_fits(poster: tuple, frame: tuple) -> bool:
    """Tell whether a poster fits into a frame, upright or turned by 90 degrees.

    Both are (width, height). A poster as large as the frame fits.

    >>> poster_fits((30, 20), (25, 40))
    True
    """
# %% solution
    return sorted(poster)[0] <= sorted(frame)[0] and sorted(poster)[1] <= sorted(frame)[1]

# %% visible
assert poster_fits((30, 20), (25, 40)) == True

# %% base
def test_base_upright(self):
    self.assertEqual(poster_fits((10, 10), (20, 20)), True)

def test_base_too_large(self):
    self.assertEqual(poster_fits((50, 10), (20, 20)), False)

# %% plus
def test_plus_turned(self):
    self.assertEqual(poster_fits((40, 20), (20, 40)), True)

def test_plus_same_size(self):
    self.assertEqual(poster_fits((20, 40), (20, 40)), True)

def test_plus_area_is_not_enough(self):
    self.assertEqual(poster_fits((100, 1), (20, 20)), False)

# %% wrong never_turned (passes base)
# why: does not try to turn the poster
def poster_fits(poster, frame):
    return poster[0] <= frame[0] and poster[1] <= frame[1]

# %% wrong smaller_only (passes base)
# why: a poster of the frame's size does not fit
def poster_fits(poster, frame):
    (a, b), (c, d) = sorted(poster), sorted(frame)
    return a < c and b < d

# %% wrong any_side
# why: one side that fits is enough
def poster_fits(poster, frame):
    return poster[0] <= frame[0] or poster[1] <= frame[1]
