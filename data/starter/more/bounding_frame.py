# topic: geometry
# difficulty: easy

# %% prompt
def bounding_frame(pins: list) -> tuple:
    """Return (left, right, bottom, top) of the smallest frame around some (x, y) pins.

    >>> bounding_frame([(1, 5), (4, 2)])
    (1, 4, 2, 5)
    """
# %% solution
    xs = [x for x, _ in pins]
    ys = [y for _, y in pins]
    return min(xs), max(xs), min(ys), max(ys)

# %% visible
assert bounding_frame([(1, 5), (4, 2)]) == (1, 4, 2, 5)

# %% base
def test_base_two_pins(self):
    self.assertEqual(bounding_frame([(0, 0), (3, 2)]), (0, 3, 0, 2))

def test_base_three_pins(self):
    self.assertEqual(bounding_frame([(1, 1), (2, 8), (5, 3)]), (1, 5, 1, 8))

# %% plus
def test_plus_below_zero(self):
    self.assertEqual(bounding_frame([(-4, -1), (-2, -6)]), (-4, -2, -6, -1))

def test_plus_one_pin(self):
    self.assertEqual(bounding_frame([(7, 9)]), (7, 7, 9, 9))

# %% wrong starts_at_zero (passes base)
# why: the frame always reaches zero
def bounding_frame(pins):
    right = max([0] + [x for x, _ in pins])
    top = max([0] + [y for _, y in pins])
    return min(x for x, _ in pins), right, min(y for _, y in pins), top

# %% wrong first_and_last
# why: uses the first and the last pin
def bounding_frame(pins):
    (a, b), (c, d) = pins[0], pins[-1]
    return a, c, b, d
