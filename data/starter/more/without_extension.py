# topic: text
# difficulty: easy

# %% prompt
def without_extension(file: str) -> str:
    """Return a file's name without its last "." and what comes after it.

    A name without "." is returned unchanged.

    >>> without_extension("photo.jpg")
    'photo'
    """
# %% solution
    return file.rsplit(".", 1)[0]

# %% visible
assert without_extension("photo.jpg") == "photo"

# %% base
def test_base_one_dot(self):
    self.assertEqual(without_extension("notes.txt"), "notes")

def test_base_no_dot(self):
    self.assertEqual(without_extension("README"), "README")

# %% plus
def test_plus_two_dots(self):
    self.assertEqual(without_extension("site.tar.gz"), "site.tar")

def test_plus_dot_at_the_end(self):
    self.assertEqual(without_extension("what."), "what")

# %% wrong first_dot (passes base)
# why: cuts at the first dot
def without_extension(file):
    return file.split(".")[0]

# %% wrong four_characters
# why: cuts four characters
def without_extension(file):
    return file[:-4]
