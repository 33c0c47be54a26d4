# topic: csv and json
# difficulty: easy

# %% prompt
def csv_names(text: str) -> list:
    """Return the first column of a table with one row a line and columns separated by commas.

    The first line holds the titles and is left out. No cell has a comma or quotes.

    >>> csv_names("name,age\\nAnn,31\\nBo,7")
    ['Ann', 'Bo']
    """
# %% solution
    return [line.split(",")[0] for line in text.splitlines()[1:]]

# %% visible
assert csv_names("name,age\nAnn,31\nBo,7") == ['Ann', 'Bo']

# %% base
def test_base_two_rows(self):
    self.assertEqual(csv_names("n,a\nx,1\ny,2"), ["x", "y"])

def test_base_three_columns(self):
    self.assertEqual(csv_names("n,a,b\nx,1,2"), ["x"])

# %% plus
def test_plus_only_titles(self):
    self.assertEqual(csv_names("name,age"), [])

def test_plus_line_break_at_the_end(self):
    self.assertEqual(csv_names("n,a\nx,1\n"), ["x"])

# %% wrong with_title
# why: returns the title, too
def csv_names(text):
    return [line.split(",")[0] for line in text.splitlines()]

# %% wrong last_break (passes base)
# why: a line break at the end makes an empty name
def csv_names(text):
    return [line.split(",")[0] for line in text.split("\n")[1:]]
