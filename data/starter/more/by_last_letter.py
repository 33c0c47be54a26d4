# topic: sorting
# difficulty: easy

# %% prompt
def by_last_letter(words: list) -> list:
    """Sort words by their last letter; words with the same last letter keep their order.

    >>> by_last_letter(["sun", "tea", "cab"])
    ['tea', 'cab', 'sun']
    """
# %% solution
    return sorted(words, key=lambda word: word[-1])

# %% visible
assert by_last_letter(["sun", "tea", "cab"]) == ['tea', 'cab', 'sun']

# %% base
def test_base_three(self):
    self.assertEqual(by_last_letter(["ac", "bb", "ca"]), ["ca", "bb", "ac"])

def test_base_nothing(self):
    self.assertEqual(by_last_letter([]), [])

# %% plus
def test_plus_same_letter(self):
    self.assertEqual(by_last_letter(["zoo", "two", "via", "ago"]),
                     ["via", "zoo", "two", "ago"])

def test_plus_one_letter(self):
    self.assertEqual(by_last_letter(["b", "xa"]), ["xa", "b"])

# %% wrong reversed_words (passes base)
# why: sorts by the whole word read backwards
def by_last_letter(words):
    return sorted(words, key=lambda word: word[::-1])

# %% wrong first_letter
# why: sorts alphabetically
def by_last_letter(words):
    return sorted(words)
