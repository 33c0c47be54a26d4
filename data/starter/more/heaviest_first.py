# topic: sorting
# difficulty: easy

# %% prompt
def heaviest_first(stones: list) -> list:
    """Return the weights of stones sorted from heaviest to lightest, as a new list.

    >>> heaviest_first([3, 10, 7])
    [10, 7, 3]
    """
# %% solution
    return sorted(stones, reverse=True)

# %% visible
assert heaviest_first([3, 10, 7]) == [10, 7, 3]

# %% base
def test_base_three(self):
    self.assertEqual(heaviest_first([1, 2, 3]), [3, 2, 1])

def test_base_two(self):
    self.assertEqual(heaviest_first([5, 4]), [5, 4])

# %% plus
def test_plus_equal_weights(self):
    self.assertEqual(heaviest_first([2, 9, 2]), [9, 2, 2])

def test_plus_list_is_not_changed(self):
    stones = [1, 2]
    heaviest_first(stones)
    self.assertEqual(stones, [1, 2])

# %% wrong drops_equal (passes base)
# why: gives equal weights once
def heaviest_first(stones):
    return sorted(set(stones), reverse=True)

# %% wrong lightest
# why: sorts the other way
def heaviest_first(stones):
    return sorted(stones)

# %% wrong sorts_in_place (passes base)
# why: sorts the given list
def heaviest_first(stones):
    stones.sort(reverse=True)
    return stones
