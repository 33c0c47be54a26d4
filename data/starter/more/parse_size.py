# topic: parsing
# difficulty: easy

# %% prompt
def parse_size(text: str) -> int:
    """Return the area of a tile whose size is written as "WIDTHxHEIGHT".

    >>> parse_size("12x5")
    60
    """
# %% solution
    width, height = text.split("x")
    return int(width) * int(height)

# %% visible
assert parse_size("12x5") == 60

# %% base
def test_base_small(self):
    self.assertEqual(parse_size("2x3"), 6)

def test_base_large(self):
    self.assertEqual(parse_size("125x4"), 500)

# %% plus
def test_plus_nothing(self):
    self.assertEqual(parse_size("0x9"), 0)

def test_plus_one_digit_and_two(self):
    self.assertEqual(parse_size("10x1"), 10)

# %% wrong adds
# why: adds the two numbers
def parse_size(text):
    width, height = text.split("x")
    return int(width) + int(height)

# %% wrong strips_zeros (passes base)
# why: zeros at the ends get lost
def parse_size(text):
    width, height = text.strip("0").split("x")
    return int(width or 1) * int(height)
