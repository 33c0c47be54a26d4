# topic: text
# difficulty: easy

# %% prompt
def spelled_out(word: str) -> str:
    """Spell a short word in capital letters with a full stop after each.

    >>> spelled_out("vip")
    'V.I.P.'
    """
# %% solution
    return "".join(letter + "." for letter in word.upper())

# %% visible
assert spelled_out("vip") == "V.I.P."

# %% base
def test_base_three_letters(self):
    self.assertEqual(spelled_out("usb"), "U.S.B.")

def test_base_two_letters(self):
    self.assertEqual(spelled_out("tv"), "T.V.")

# %% plus
def test_plus_nothing(self):
    self.assertEqual(spelled_out(""), "")

def test_plus_mixed_case(self):
    self.assertEqual(spelled_out("PhD"), "P.H.D.")

# %% wrong no_last_stop
# why: leaves out the stop after the last letter
def spelled_out(word):
    return ".".join(word.upper())

# %% wrong stop_for_nothing (passes base)
# why: an empty word becomes a lone stop
def spelled_out(word):
    return ".".join(word.upper()) + "."
