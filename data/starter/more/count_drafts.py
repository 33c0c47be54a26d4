# topic: text
# difficulty: easy

# %% prompt
def count_drafts(files: list) -> int:
    """Count the file names that end with ".draft".

    >>> count_drafts(["a.draft", "b.txt", "c.draft"])
    2
    """
# %% solution
    return sum(file.endswith(".draft") for file in files)

# %% visible
assert count_drafts(["a.draft", "b.txt", "c.draft"]) == 2

# %% base
def test_base_some(self):
    self.assertEqual(count_drafts(["x.draft", "y.doc"]), 1)

def test_base_none(self):
    self.assertEqual(count_drafts(["x.doc"]), 0)

# %% plus
def test_plus_in_the_middle(self):
    self.assertEqual(count_drafts(["x.draft.txt", "y.draft"]), 1)

def test_plus_no_files(self):
    self.assertEqual(count_drafts([]), 0)

# %% wrong all_files
# why: counts all files
def count_drafts(files):
    return len(files)

# %% wrong anywhere (passes base)
# why: counts names that hold it anywhere
def count_drafts(files):
    return sum(".draft" in file for file in files)
