# topic: text
# difficulty: easy

# %% prompt
def door_sign(name: str, floor: int) -> str:
    """Return the text of a door sign: the name in capitals, then " - floor " and the floor.

    >>> door_sign("archive", 2)
    'ARCHIVE - floor 2'
    """
# %% solution
    return f"{name.upper()} - floor {floor}"

# %% visible
assert door_sign("archive", 2) == "ARCHIVE - floor 2"

# %% base
def test_base_one_word(self):
    self.assertEqual(door_sign("lab", 1), "LAB - floor 1")

def test_base_two_words(self):
    self.assertEqual(door_sign("Meeting Room", 10), "MEETING ROOM - floor 10")

# %% plus
def test_plus_ground_floor(self):
    self.assertEqual(door_sign("shop", 0), "SHOP - floor 0")

def test_plus_below_ground(self):
    self.assertEqual(door_sign("garage", -1), "GARAGE - floor -1")

# %% wrong small_letters
# why: leaves the name as it is
def door_sign(name, floor):
    return f"{name} - floor {floor}"

# %% wrong no_zero_floor (passes base)
# why: writes no number for floor 0
def door_sign(name, floor):
    return f"{name.upper()} - floor {floor or 'G'}"
