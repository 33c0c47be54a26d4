# topic: csv and json
# difficulty: easy

# %% prompt
def csv_line(values: list) -> str:
    """Return values as one line of text, separated by ";". No value holds a ";".

    >>> csv_line(["Ann", 31, True])
    'Ann;31;True'
    """
# %% solution
    return ";".join(str(value) for value in values)

# %% visible
assert csv_line(["Ann", 31, True]) == "Ann;31;True"

# %% base
def test_base_texts(self):
    self.assertEqual(csv_line(["a", "b"]), "a;b")

def test_base_numbers(self):
    self.assertEqual(csv_line([1, 2, 3]), "1;2;3")

# %% plus
def test_plus_empty_text_and_zero(self):
    self.assertEqual(csv_line(["", 0, "x"]), ";0;x")

def test_plus_none(self):
    self.assertEqual(csv_line([]), "")

# %% wrong skips_empty (passes base)
# why: leaves out empty values
def csv_line(values):
    return ";".join(str(value) for value in values if value)

# %% wrong texts_only
# why: raises for numbers
def csv_line(values):
    return ";".join(values)
