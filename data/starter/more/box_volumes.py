# topic: geometry
# difficulty: easy

# %% prompt
def box_volumes(boxes: list) -> list:
    """Return the volume of each box, given as (length, width, height).

    >>> box_volumes([(2, 3, 4), (1, 1, 5)])
    [24, 5]
    """
# %% solution
    return [length * width * height for length, width, height in boxes]

# %% visible
assert box_volumes([(2, 3, 4), (1, 1, 5)]) == [24, 5]

# %% base
def test_base_one(self):
    self.assertEqual(box_volumes([(2, 2, 2)]), [8])

def test_base_two(self):
    self.assertEqual(box_volumes([(1, 2, 3), (10, 1, 1)]), [6, 10])

# %% plus
def test_plus_flat(self):
    self.assertEqual(box_volumes([(5, 5, 0)]), [0])

def test_plus_equal_boxes(self):
    self.assertEqual(box_volumes([(1, 1, 2), (1, 1, 2)]), [2, 2])

def test_plus_none(self):
    self.assertEqual(box_volumes([]), [])

# %% wrong areas
# why: multiplies two sides only
def box_volumes(boxes):
    return [length * width for length, width, _ in boxes]

# %% wrong skips_flat (passes base)
# why: leaves out flat boxes
def box_volumes(boxes):
    return [a * b * c for a, b, c in boxes if a and b and c]
