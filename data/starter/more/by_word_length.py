# topic: sorting
# difficulty: easy

# %% prompt
def by_word_length(words: list) -> list:
    """Sort words by length, shortest first; words of equal length alphabetically.

    >>> by_word_length(["pear", "fig", "plum", "kiwi"])
    ['fig', 'kiwi', 'pear', 'plum']
    """
# %% solution
    return sorted(words, key=lambda word: (len(word), word))

# %% visible
assert by_word_length(["pear", "fig", "plum", "kiwi"]) == ['fig', 'kiwi', 'pear', 'plum']

# %% base
def test_base_lengths(self):
    self.assertEqual(by_word_length(["ccc", "a", "bb"]), ["a", "bb", "ccc"])

def test_base_nothing(self):
    self.assertEqual(by_word_length([]), [])

# %% plus
def test_plus_equal_lengths(self):
    self.assertEqual(by_word_length(["b", "a", "cc", "aa"]), ["a", "b", "aa", "cc"])

def test_plus_same_word_twice(self):
    self.assertEqual(by_word_length(["x", "ab", "x"]), ["x", "x", "ab"])

# %% wrong length_only (passes base)
# why: leaves words of equal length in their order
def by_word_length(words):
    return sorted(words, key=len)

# %% wrong longest_first
# why: sorts longest words first
def by_word_length(words):
    return sorted(words, key=lambda word: (-len(word), word))

# %% wrong alphabet_only (passes base)
# why: sorts alphabetically
def by_word_length(words):
    return sorted(words)
