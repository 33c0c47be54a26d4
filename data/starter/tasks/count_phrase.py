# topic: text
# difficulty: easy

# %% prompt
def count_phrase(count: int, noun: str) -> str:
    """Write a count with its noun, as in a status line.

    The noun is singular for 1 only. Its plural: a final "y" after a consonant becomes "ies";
    "s", "x", "ch" and "sh" get "es"; every other noun gets "s". Counts of 1000 and more have
    commas between groups of three digits.

    >>> count_phrase(3, "file")
    '3 files'
    >>> count_phrase(1200, "entry")
    '1,200 entries'
    """
# %% solution
    if count != 1:
        if noun.endswith("y") and noun[-2:-1] not in ("", "a", "e", "i", "o", "u"):
            noun = noun[:-1] + "ies"
        elif noun.endswith(("s", "x", "ch", "sh")):
            noun += "es"
        else:
            noun += "s"
    return f"{count:,} {noun}"

# %% visible
assert count_phrase(3, "file") == "3 files"
assert count_phrase(1200, "entry") == "1,200 entries"

# %% base
def test_base_singular(self):
    self.assertEqual(count_phrase(1, "match"), "1 match")

def test_base_plurals(self):
    self.assertEqual(count_phrase(2, "box"), "2 boxes")
    self.assertEqual(count_phrase(5, "query"), "5 queries")
    self.assertEqual(count_phrase(5, "row"), "5 rows")

def test_base_groups(self):
    self.assertEqual(count_phrase(1234567, "row"), "1,234,567 rows")

# %% plus
def test_plus_zero_is_plural(self):
    self.assertEqual(count_phrase(0, "error"), "0 errors")

def test_plus_y_after_a_vowel(self):
    self.assertEqual(count_phrase(2, "day"), "2 days")
    self.assertEqual(count_phrase(4, "key"), "4 keys")

def test_plus_hissing_ends(self):
    self.assertEqual(count_phrase(2, "class"), "2 classes")
    self.assertEqual(count_phrase(2, "branch"), "2 branches")
    self.assertEqual(count_phrase(2, "hash"), "2 hashes")
    self.assertEqual(count_phrase(2, "graph"), "2 graphs")

# %% wrong only_s
# why: every plural is made with an s
def count_phrase(count, noun):
    return f"{count:,} {noun}" + ("" if count == 1 else "s")

# %% wrong every_y (passes base)
# why: turns every final y into ies, so two days become two daies
def count_phrase(count, noun):
    if count != 1:
        if noun.endswith("y"):
            noun = noun[:-1] + "ies"
        elif noun.endswith(("s", "x", "ch", "sh")):
            noun += "es"
        else:
            noun += "s"
    return f"{count:,} {noun}"

# %% wrong zero_is_singular (passes base)
# why: tests for more than one, so zero keeps the singular
def count_phrase(count, noun):
    if count > 1:
        if noun.endswith("y") and noun[-2] not in "aeiou":
            noun = noun[:-1] + "ies"
        elif noun.endswith(("s", "x", "ch", "sh")):
            noun += "es"
        else:
            noun += "s"
    return f"{count:,} {noun}"
