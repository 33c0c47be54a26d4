# topic: intervals
# difficulty: easy

# %% prompt
def talk_lengths(talks: list) -> list:
    """Return the length of each talk, given as (start, end) in minutes.

    >>> talk_lengths([(0, 30), (40, 55)])
    [30, 15]
    """
# %% solution
    return [end - start for start, end in talks]

# %% visible
assert talk_lengths([(0, 30), (40, 55)]) == [30, 15]

# %% base
def test_base_two(self):
    self.assertEqual(talk_lengths([(5, 10), (20, 50)]), [5, 30])

def test_base_one(self):
    self.assertEqual(talk_lengths([(100, 145)]), [45])

# %% plus
def test_plus_empty_talk(self):
    self.assertEqual(talk_lengths([(5, 5), (6, 8)]), [0, 2])

def test_plus_equal_lengths(self):
    self.assertEqual(talk_lengths([(0, 1), (1, 2)]), [1, 1])

def test_plus_none(self):
    self.assertEqual(talk_lengths([]), [])

# %% wrong total
# why: adds them up
def talk_lengths(talks):
    return sum(end - start for start, end in talks)

# %% wrong skips_empty (passes base)
# why: leaves out empty talks
def talk_lengths(talks):
    return [end - start for start, end in talks if end > start]
