# topic: sets
# difficulty: easy

# %% prompt
def new_words(known: set, text: str) -> list:
    """Return the different words of a text that are not known, sorted. Words are split at spaces.

    >>> new_words({"the", "sea"}, "the sea is the sky")
    ['is', 'sky']
    """
# %% solution
    return sorted(set(text.split()) - known)

# %% visible
assert new_words({"the", "sea"}, "the sea is the sky") == ['is', 'sky']

# %% base
def test_base_some(self):
    self.assertEqual(new_words({"a"}, "a b c"), ["b", "c"])

def test_base_none(self):
    self.assertEqual(new_words({"a", "b"}, "b a"), [])

# %% plus
def test_plus_twice(self):
    self.assertEqual(new_words(set(), "b a b"), ["a", "b"])

def test_plus_empty(self):
    self.assertEqual(new_words({"a"}, ""), [])

def test_plus_several_spaces(self):
    self.assertEqual(new_words({"a"}, "a  c"), ["c"])

# %% wrong keeps_doubles (passes base)
# why: lists a word as often as it is there
def new_words(known, text):
    return sorted(word for word in text.split() if word not in known)

# %% wrong known_ones
# why: returns the known words
def new_words(known, text):
    return sorted(set(text.split()) & known)
