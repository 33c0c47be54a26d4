# topic: validation
# difficulty: easy

# %% prompt
def accepts_file(name: str, size: int) -> bool:
    """Tell whether a file may be uploaded: its name ends with ".png" and its size is at most 1000.

    >>> accepts_file("cat.png", 640)
    True
    """
# %% solution
    return name.endswith(".png") and size <= 1000

# %% visible
assert accepts_file("cat.png", 640) == True

# %% base
def test_base_good(self):
    self.assertEqual(accepts_file("a.png", 10), True)

def test_base_wrong_kind(self):
    self.assertEqual(accepts_file("a.txt", 10), False)

def test_base_too_large(self):
    self.assertEqual(accepts_file("a.png", 5000), False)

# %% plus
def test_plus_exactly(self):
    self.assertEqual(accepts_file("a.png", 1000), True)
    self.assertEqual(accepts_file("a.png", 1001), False)

def test_plus_in_the_middle(self):
    self.assertEqual(accepts_file("a.png.exe", 10), False)

# %% wrong anywhere (passes base)
# why: the name may hold ".png" anywhere
def accepts_file(name, size):
    return ".png" in name and size <= 1000

# %% wrong one_is_enough
# why: one condition is enough
def accepts_file(name, size):
    return name.endswith(".png") or size <= 1000
