# topic: sorting
# difficulty: easy

# %% prompt
def heaviest_first(stones: list) -> list:
    """Return the weights of stones as texts such as "10 kg", from heaviest to lightest.

    >>> heaviest_first([3, 10, 7])
    ['10 kg', '7 kg', '3 kg']
    """
# %% solution
    return [f"{stone} kg" for stone in sorted(stones, reverse=True)]

# %% visible
assert heaviest_first([3, 10, 7]) == ['10 kg', '7 kg', '3 kg']

# %% base
def test_base_three(self):
    self.assertEqual(heaviest_first([1, 2, 3]), ["3 kg", "2 kg", "1 kg"])

def test_base_two(self):
    self.assertEqual(heaviest_first([5, 4]), ["5 kg", "4 kg"])

# %% plus
def test_plus_equal_weights(self):
    self.assertEqual(heaviest_first([2, 9, 2]), ["9 kg", "2 kg", "2 kg"])

def test_plus_two_digits(self):
    self.assertEqual(heaviest_first([9, 80, 100]), ["100 kg", "80 kg", "9 kg"])

# %% wrong drops_equal (passes base)
# why: gives equal weights once
def heaviest_first(stones):
    return [f"{stone} kg" for stone in sorted(set(stones), reverse=True)]

# %% wrong lightest
# why: sorts the other way
def heaviest_first(stones):
    return [f"{stone} kg" for stone in sorted(stones)]

# %% wrong sorts_texts (passes base)
# why: sorts the texts
def heaviest_first(stones):
    return sorted((f"{stone} kg" for stone in stones), reverse=True)
