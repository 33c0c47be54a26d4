# topic: text
# difficulty: easy

# %% prompt
def room_label(building: str, number: int) -> str:
    """Return a room's label: the building, a hyphen and the number.

    >>> room_label("North", 12)
    'North-12'
    """
# %% solution
    return f"{building}-{number}"

# %% visible
assert room_label("North", 12) == "North-12"

# %% base
def test_base_one(self):
    self.assertEqual(room_label("A", 1), "A-1")

def test_base_two(self):
    self.assertEqual(room_label("Main", 204), "Main-204")

# %% plus
def test_plus_zero(self):
    self.assertEqual(room_label("B", 0), "B-0")

def test_plus_below_ground(self):
    self.assertEqual(room_label("B", -2), "B--2")

# %% wrong space
# why: writes a space
def room_label(building, number):
    return f"{building} {number}"

# %% wrong no_zero (passes base)
# why: leaves out a zero
def room_label(building, number):
    return f"{building}-{number or ''}"
