# topic: validation
# difficulty: easy

# %% prompt
def valid_locker(code: str) -> bool:
    """Tell whether a locker code is valid: exactly 4 characters, all of them digits.

    >>> valid_locker("0419")
    True
    """
# %% solution
    return len(code) == 4 and code.isdigit()

# %% visible
assert valid_locker("0419") == True

# %% base
def test_base_good(self):
    self.assertEqual(valid_locker("1234"), True)

def test_base_letters(self):
    self.assertEqual(valid_locker("12a4"), False)

# %% plus
def test_plus_length(self):
    self.assertEqual(valid_locker("123"), False)
    self.assertEqual(valid_locker("12345"), False)

def test_plus_empty(self):
    self.assertEqual(valid_locker(""), False)

def test_plus_sign(self):
    self.assertEqual(valid_locker("-123"), False)

# %% wrong any_length (passes base)
# why: accepts any number of digits
def valid_locker(code):
    return code.isdigit()

# %% wrong only_length
# why: accepts any four characters
def valid_locker(code):
    return len(code) == 4
