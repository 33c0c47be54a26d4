# topic: geometry
# difficulty: easy

# %% prompt
def longest_side(boxes: list) -> int:
    """Return the longest side of all boxes, given as (length, width, height), or 0 without boxes.

    >>> longest_side([(2, 9, 4), (7, 1, 1)])
    9
    """
# %% solution
    return max((max(box) for box in boxes), default=0)

# %% visible
assert longest_side([(2, 9, 4), (7, 1, 1)]) == 9

# %% base
def test_base_two(self):
    self.assertEqual(longest_side([(1, 2, 3), (4, 1, 1)]), 4)

def test_base_one(self):
    self.assertEqual(longest_side([(5, 6, 2)]), 6)

# %% plus
def test_plus_none(self):
    self.assertEqual(longest_side([]), 0)

def test_plus_height(self):
    self.assertEqual(longest_side([(1, 1, 8), (2, 2, 2)]), 8)

# %% wrong first_side
# why: compares lengths only
def longest_side(boxes):
    return max(box[0] for box in boxes)

# %% wrong needs_boxes (passes base)
# why: raises without boxes
def longest_side(boxes):
    return max(max(box) for box in boxes)
