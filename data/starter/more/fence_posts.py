# topic: geometry
# difficulty: easy

# %% prompt
def fence_posts(width: int, length: int, distance: int) -> int:
    """Count the posts of a fence around a rectangular field.

    There is a post at every corner and then one every `distance` metres; both sides are multiples
    of the distance.

    >>> fence_posts(6, 4, 2)
    10
    """
# %% solution
    return 2 * (width + length) // distance

# %% visible
assert fence_posts(6, 4, 2) == 10

# %% base
def test_base_square(self):
    self.assertEqual(fence_posts(10, 10, 5), 8)

def test_base_long_field(self):
    self.assertEqual(fence_posts(20, 5, 5), 10)

# %% plus
def test_plus_only_corners(self):
    self.assertEqual(fence_posts(3, 3, 3), 4)

def test_plus_every_metre(self):
    self.assertEqual(fence_posts(2, 1, 1), 6)

# %% wrong counts_corners_twice
# why: counts every side with both its ends
def fence_posts(width, length, distance):
    return 2 * (width // distance + 1) + 2 * (length // distance + 1)

# %% wrong at_least_eight (passes base)
# why: puts a post in the middle of sides that have none
def fence_posts(width, length, distance):
    return max(8, 2 * (width + length) // distance)
