# topic: text
# difficulty: easy

# %% prompt
def hashed_pin(pin: str) -> str:
    """Return a PIN with every digit replaced by "*" except the last one.

    >>> hashed_pin("4821")
    '***1'
    """
# %% solution
    return "*" * (len(pin) - 1) + pin[-1]

# %% visible
assert hashed_pin("4821") == "***1"

# %% base
def test_base_four_digits(self):
    self.assertEqual(hashed_pin("1234"), "***4")

def test_base_six_digits(self):
    self.assertEqual(hashed_pin("990017"), "*****7")

# %% plus
def test_plus_one_digit(self):
    self.assertEqual(hashed_pin("5"), "5")

def test_plus_the_same_digit_everywhere(self):
    self.assertEqual(hashed_pin("7777"), "***7")

# %% wrong always_four
# why: always writes three stars
def hashed_pin(pin):
    return "***" + pin[-1]

# %% wrong replaces_equal_digits (passes base)
# why: replaces the last digit's twins only when they differ
def hashed_pin(pin):
    return "".join(d if d == pin[-1] else "*" for d in pin)
