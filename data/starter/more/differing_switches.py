# topic: bits
# difficulty: medium

# %% prompt
def differing_switches(before: int, after: int) -> list:
    """Return the numbers of the switches that changed, smallest first.

    Bit n of each integer tells whether switch n is on.

    >>> differing_switches(5, 6)
    [0, 1]
    """
# %% solution
    changed = before ^ after
    return [n for n in range(changed.bit_length()) if changed >> n & 1]

# %% visible
assert differing_switches(5, 6) == [0, 1]

# %% base
def test_base_one(self):
    self.assertEqual(differing_switches(1, 0), [0])

def test_base_two(self):
    self.assertEqual(differing_switches(0, 5), [0, 2])

# %% plus
def test_plus_none(self):
    self.assertEqual(differing_switches(9, 9), [])

def test_plus_both_ways(self):
    self.assertEqual(differing_switches(6, 9), [0, 1, 2, 3])

def test_plus_high(self):
    self.assertEqual(differing_switches(1 << 33, 0), [33])

# %% wrong eight_only (passes base)
# why: looks at eight switches
def differing_switches(before, after):
    return [n for n in range(8) if (before ^ after) >> n & 1]

# %% wrong switched_on
# why: lists switches that are on afterwards
def differing_switches(before, after):
    return [n for n in range(64) if after >> n & 1]
