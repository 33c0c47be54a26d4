# topic: geometry
# difficulty: easy

# %% prompt
def turn_right(heading: str, times: int) -> str:
    """Tell where a ship heads ("N", "E", "S" or "W") after `times` quarter turns to the right.

    >>> turn_right("N", 1)
    'E'
    """
# %% solution
    return "NESW"[("NESW".index(heading) + times) % 4]

# %% visible
assert turn_right("N", 1) == "E"

# %% base
def test_base_once(self):
    self.assertEqual(turn_right("E", 1), "S")

def test_base_twice(self):
    self.assertEqual(turn_right("N", 2), "S")

# %% plus
def test_plus_past_west(self):
    self.assertEqual(turn_right("W", 1), "N")
    self.assertEqual(turn_right("S", 3), "E")

def test_plus_many(self):
    self.assertEqual(turn_right("N", 4), "N")
    self.assertEqual(turn_right("E", 9), "S")

def test_plus_never(self):
    self.assertEqual(turn_right("W", 0), "W")

# %% wrong runs_out (passes base)
# why: raises past west
def turn_right(heading, times):
    return "NESW"["NESW".index(heading) + times]

# %% wrong turns_left
# why: turns to the left
def turn_right(heading, times):
    return "NESW"[("NESW".index(heading) - times) % 4]
