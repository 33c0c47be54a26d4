# topic: simulation
# difficulty: easy

# %% prompt
def bounce_heights(height: int) -> list:
    """List the heights of a ball that bounces to half its height, rounded down, until it is 0.

    The list starts with the given height and does not hold 0.

    >>> bounce_heights(10)
    [10, 5, 2, 1]
    """
# %% solution
    heights = []
    while height > 0:
        heights.append(height)
        height //= 2
    return heights

# %% visible
assert bounce_heights(10) == [10, 5, 2, 1]

# %% base
def test_base_eight(self):
    self.assertEqual(bounce_heights(8), [8, 4, 2, 1])

def test_base_seven(self):
    self.assertEqual(bounce_heights(7), [7, 3, 1])

# %% plus
def test_plus_nothing(self):
    self.assertEqual(bounce_heights(0), [])

def test_plus_one(self):
    self.assertEqual(bounce_heights(1), [1])

# %% wrong with_zero
# why: ends with 0
def bounce_heights(height):
    heights = [height]
    while height > 0:
        height //= 2
        heights.append(height)
    return heights

# %% wrong always_first (passes base)
# why: lists a height of 0
def bounce_heights(height):
    heights = [height]
    while height > 1:
        height //= 2
        heights.append(height)
    return heights
