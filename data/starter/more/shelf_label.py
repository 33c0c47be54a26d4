# topic: text
# difficulty: easy

# %% prompt
def shelf_label(room: int, shelf: int) -> str:
    """Write the label of a shelf in a store room.

    The label is "R", the room's number, "-S" and the shelf's number with at least two digits.

    >>> shelf_label(3, 7)
    'R3-S07'
    """
# %% solution
    return f"R{room}-S{shelf:02d}"

# %% visible
assert shelf_label(3, 7) == "R3-S07"

# %% base
def test_base_small_numbers(self):
    self.assertEqual(shelf_label(1, 4), "R1-S04")

def test_base_two_digits(self):
    self.assertEqual(shelf_label(2, 15), "R2-S15")

# %% plus
def test_plus_three_digits(self):
    self.assertEqual(shelf_label(2, 130), "R2-S130")

def test_plus_large_room(self):
    self.assertEqual(shelf_label(41, 9), "R41-S09")

# %% wrong no_zero
# why: never pads the shelf
def shelf_label(room, shelf):
    return f"R{room}-S{shelf}"

# %% wrong cuts_digits (passes base)
# why: keeps only two digits of the shelf
def shelf_label(room, shelf):
    return "R" + str(room) + "-S" + ("0" + str(shelf))[-2:]
