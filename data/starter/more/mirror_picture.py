# topic: grids
# difficulty: easy

# %% prompt
def mirror_picture(rows: list) -> list:
    """Mirror a picture left to right. A picture is a list of texts of equal length.

    >>> mirror_picture(["ab.", "c.."])
    ['.ba', '..c']
    """
# %% solution
    return [row[::-1] for row in rows]

# %% visible
assert mirror_picture(["ab.", "c.."]) == ['.ba', '..c']

# %% base
def test_base_one_row(self):
    self.assertEqual(mirror_picture(["abc"]), ["cba"])

def test_base_two_rows(self):
    self.assertEqual(mirror_picture(["x.", "y."]), [".x", ".y"])

# %% plus
def test_plus_nothing(self):
    self.assertEqual(mirror_picture([]), [])

def test_plus_order_of_rows_is_kept(self):
    self.assertEqual(mirror_picture(["ab", "cd", "ef"]), ["ba", "dc", "fe"])

def test_plus_slashes_stay(self):
    self.assertEqual(mirror_picture(["/-"]), ["-/"])

# %% wrong top_to_bottom
# why: turns the order of the rows round
def mirror_picture(rows):
    return rows[::-1]

# %% wrong turns_slashes (passes base)
# why: also replaces slashes by backslashes
def mirror_picture(rows):
    return [row[::-1].replace("/", "\\") for row in rows]
