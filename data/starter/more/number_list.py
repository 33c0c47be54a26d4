# topic: parsing
# difficulty: easy

# %% prompt
def number_list(text: str) -> list:
    """Read integers separated by commas as a list. An empty text gives an empty list.

    >>> number_list("4,15,8")
    [4, 15, 8]
    """
# %% solution
    return [int(part) for part in text.split(",")] if text else []

# %% visible
assert number_list("4,15,8") == [4, 15, 8]

# %% base
def test_base_two(self):
    self.assertEqual(number_list("1,2"), [1, 2])

def test_base_one(self):
    self.assertEqual(number_list("30"), [30])

# %% plus
def test_plus_empty(self):
    self.assertEqual(number_list(""), [])

def test_plus_negative(self):
    self.assertEqual(number_list("-3,0"), [-3, 0])

def test_plus_spaces(self):
    self.assertEqual(number_list("1, 2"), [1, 2])

# %% wrong no_empty (passes base)
# why: raises for an empty text
def number_list(text):
    return [int(part) for part in text.split(",")]

# %% wrong texts
# why: leaves the parts texts
def number_list(text):
    return text.split(",")
