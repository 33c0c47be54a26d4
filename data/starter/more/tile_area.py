# topic: geometry
# difficulty: easy

# %% prompt
def tile_area(tiles: list) -> int:
    """Return the total area of rectangular tiles given as (width, height) pairs.

    >>> tile_area([(2, 3), (4, 1)])
    10
    """
# %% solution
    return sum(width * height for width, height in tiles)

# %% visible
assert tile_area([(2, 3), (4, 1)]) == 10

# %% base
def test_base_two(self):
    self.assertEqual(tile_area([(1, 1), (2, 2)]), 5)

def test_base_one(self):
    self.assertEqual(tile_area([(5, 4)]), 20)

# %% plus
def test_plus_same_tile_twice(self):
    self.assertEqual(tile_area([(3, 2), (3, 2)]), 12)

def test_plus_none(self):
    self.assertEqual(tile_area([]), 0)

# %% wrong perimeters
# why: adds the sides
def tile_area(tiles):
    return sum(width + height for width, height in tiles)

# %% wrong different_tiles (passes base)
# why: counts equal tiles once
def tile_area(tiles):
    return sum(width * height for width, height in set(tiles))
