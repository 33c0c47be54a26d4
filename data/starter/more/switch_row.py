# topic: bits
# difficulty: easy

# %% prompt
def switch_row(value: int) -> str:
    """Draw the 8 switches of a number from 0 to 255: "#" for a binary 1 and "." for a binary 0.

    The highest bit comes first.

    >>> switch_row(5)
    '.....#.#'
    """
# %% solution
    return f"{value:08b}".replace("1", "#").replace("0", ".")

# %% visible
assert switch_row(5) == ".....#.#"

# %% base
def test_base_some(self):
    self.assertEqual(switch_row(3), "......##")

def test_base_ten(self):
    self.assertEqual(switch_row(10), "....#.#.")

# %% plus
def test_plus_none_and_all(self):
    self.assertEqual(switch_row(0), "........")
    self.assertEqual(switch_row(255), "########")

def test_plus_high(self):
    self.assertEqual(switch_row(128), "#.......")

# %% wrong no_zeros
# why: draws no switches in front
def switch_row(value):
    return bin(value)[2:].replace("1", "#").replace("0", ".")

# %% wrong first_is_off (passes base)
# why: always draws the first switch off
def switch_row(value):
    return "." + bin(value)[2:].zfill(7).replace("1", "#").replace("0", ".")
