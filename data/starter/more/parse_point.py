# topic: parsing
# difficulty: easy

# %% prompt
def parse_point(text: str) -> tuple:
    """Read a point such as "3,4" as two integers.

    >>> parse_point("3,4")
    (3, 4)
    """
# %% solution
    x, y = text.split(",")
    return int(x), int(y)

# %% visible
assert parse_point("3,4") == (3, 4)

# %% base
def test_base_small(self):
    self.assertEqual(parse_point("1,2"), (1, 2))

def test_base_large(self):
    self.assertEqual(parse_point("100,250"), (100, 250))

# %% plus
def test_plus_negative(self):
    self.assertEqual(parse_point("-5,0"), (-5, 0))

def test_plus_space(self):
    self.assertEqual(parse_point("7, 8"), (7, 8))

# %% wrong texts
# why: leaves them texts
def parse_point(text):
    x, y = text.split(",")
    return x, y

# %% wrong digits_only (passes base)
# why: drops signs
def parse_point(text):
    x, y = ("".join(c for c in part if c.isdigit()) for part in text.split(","))
    return int(x), int(y)
