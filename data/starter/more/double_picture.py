# topic: grids
# difficulty: easy

# %% prompt
def double_picture(rows: list) -> list:
    """Put a picture and its mirror image side by side: each row is followed by itself reversed.

    >>> double_picture(["ab.", "c.."])
    ['ab..ba', 'c....c']
    """
# %% solution
    return [row + row[::-1] for row in rows]

# %% visible
assert double_picture(["ab.", "c.."]) == ['ab..ba', 'c....c']

# %% base
def test_base_one_row(self):
    self.assertEqual(double_picture(["abc"]), ["abccba"])

def test_base_two_rows(self):
    self.assertEqual(double_picture(["x.", "y."]), ["x..x", "y..y"])

# %% plus
def test_plus_nothing(self):
    self.assertEqual(double_picture([]), [])

def test_plus_slashes_stay(self):
    self.assertEqual(double_picture(["/-"]), ["/--/"])

# %% wrong twice
# why: does not reverse
def double_picture(rows):
    return [row + row for row in rows]

# %% wrong turns_slashes (passes base)
# why: replaces slashes by backslashes in the mirror image
def double_picture(rows):
    return [row + row[::-1].replace("/", "\\") for row in rows]
