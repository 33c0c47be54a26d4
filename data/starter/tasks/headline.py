# topic: text
# difficulty: medium

# %% prompt
def headline(text: str, small: set) -> str:
    """Write a line in headline case.

    Words are separated by whitespace; the result has single spaces between them. Each word
    gets an upper-case first letter and its other letters are left as they are. Words whose
    lower-case form is in `small` are written in lower case, except for the first and the
    last word of the line.

    >>> headline("a tale of two cities", {"a", "of"})
    'A Tale of Two Cities'
    """
# %% solution
    words = text.split()
    last = len(words) - 1
    result = []
    for index, word in enumerate(words):
        if word.lower() in small and 0 < index < last:
            result.append(word.lower())
        else:
            result.append(word[0].upper() + word[1:])
    return " ".join(result)

# %% visible
assert headline("a tale of two cities", {"a", "of"}) == "A Tale of Two Cities"

# %% base
def test_base_small_words(self):
    self.assertEqual(headline("the end of the road", {"the", "of"}), "The End of the Road")

def test_base_single_spaces(self):
    self.assertEqual(headline("  two   words ", set()), "Two Words")

def test_base_empty(self):
    self.assertEqual(headline("", {"a"}), "")

# %% plus
def test_plus_last_word_is_never_small(self):
    self.assertEqual(headline("what to look for", {"to", "for"}), "What to Look For")

def test_plus_other_letters_are_kept(self):
    self.assertEqual(headline("don't trust NASA's iPhone", set()), "Don't Trust NASA's IPhone")

def test_plus_small_words_in_capitals(self):
    self.assertEqual(headline("war AND peace", {"and"}), "War and Peace")

def test_plus_one_small_word(self):
    self.assertEqual(headline("of", {"of"}), "Of")

# %% wrong str_title
# why: str.title() also touches the letter after an apostrophe, and small words are forgotten
def headline(text, small):
    return " ".join(text.split()).title()

# %% wrong capitalize (passes base)
# why: str.capitalize() lowers the other letters, so NASA becomes Nasa
def headline(text, small):
    words = text.split()
    for i, word in enumerate(words):
        if word.lower() in small and 0 < i < len(words) - 1:
            words[i] = word.lower()
        else:
            words[i] = word.capitalize()
    return " ".join(words)

# %% wrong forgets_the_last_word (passes base)
# why: only the first word is protected from the small words
def headline(text, small):
    words = text.split()
    for i, word in enumerate(words):
        if i > 0 and word.lower() in small:
            words[i] = word.lower()
        else:
            words[i] = word[0].upper() + word[1:]
    return " ".join(words)
