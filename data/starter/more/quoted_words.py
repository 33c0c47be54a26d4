# topic: text
# difficulty: easy

# %% prompt
def quoted_words(words: list) -> list:
    """Return each word in double quotes.

    >>> quoted_words(["yes", "no"])
    ['"yes"', '"no"']
    """
# %% solution
    return [f'"{word}"' for word in words]

# %% visible
assert quoted_words(["yes", "no"]) == ['"yes"', '"no"']

# %% base
def test_base_two(self):
    self.assertEqual(quoted_words(["a", "b"]), ['"a"', '"b"'])

def test_base_one(self):
    self.assertEqual(quoted_words(["hm"]), ['"hm"'])

# %% plus
def test_plus_nothing(self):
    self.assertEqual(quoted_words([]), [])

def test_plus_empty_word(self):
    self.assertEqual(quoted_words(["", "x"]), ['""', '"x"'])

def test_plus_apostrophe(self):
    self.assertEqual(quoted_words(["it's"]), ['"it\'s"'])

# %% wrong single
# why: uses single quotes
def quoted_words(words):
    return [f"'{word}'" for word in words]

# %% wrong skips_empty (passes base)
# why: leaves out empty words
def quoted_words(words):
    return [f'"{word}"' for word in words if word]
