# topic: collections
# difficulty: medium

# %% prompt
def word_index(documents: dict) -> dict:
    """Build the index of a small search engine.

    `documents` maps a name to a text. Return a dictionary from each word, in lower case, to
    the sorted list of the names of the documents that contain it, each name once. A word is a
    longest run of letters, digits and apostrophes; apostrophes at its ends do not belong to it.

    >>> word_index({"b": "The cat", "a": "the dog."})
    {'the': ['a', 'b'], 'cat': ['b'], 'dog': ['a']}
    """
# %% solution
    index = {}
    for name, text in documents.items():
        spaced = "".join(c if c.isalnum() or c == "'" else " " for c in text.lower())
        for word in spaced.split():
            word = word.strip("'")
            if word:
                index.setdefault(word, set()).add(name)
    return {word: sorted(names) for word, names in index.items()}

# %% visible
assert word_index({"b": "The cat", "a": "the dog."}) == {"the": ["a", "b"], "cat": ["b"], "dog": ["a"]}

# %% base
def test_base_one_document(self):
    self.assertEqual(word_index({"x": "red fish"}), {"red": ["x"], "fish": ["x"]})

def test_base_punctuation(self):
    self.assertEqual(word_index({"x": "Stop! Go."}), {"stop": ["x"], "go": ["x"]})

def test_base_no_documents(self):
    self.assertEqual(word_index({}), {})

# %% plus
def test_plus_a_word_twice_in_one_text(self):
    self.assertEqual(word_index({"x": "go go GO"}), {"go": ["x"]})

def test_plus_apostrophes(self):
    self.assertEqual(word_index({"x": "don't 'quote' ''"}), {"don't": ["x"], "quote": ["x"]})

def test_plus_punctuation_between_words(self):
    self.assertEqual(word_index({"x": "left,right/up"}), {"left": ["x"], "right": ["x"], "up": ["x"]})

def test_plus_names_are_sorted(self):
    self.assertEqual(word_index({"c": "w", "a": "w", "b": "w"}), {"w": ["a", "b", "c"]})

# %% wrong keeps_case
# why: does not lower the words
def word_index(documents):
    index = {}
    for name in sorted(documents):
        for word in documents[name].split():
            word = word.strip(".,!?'")
            if name not in index.setdefault(word, []):
                index[word].append(name)
    return index

# %% wrong strips_only_the_ends (passes base)
# why: punctuation without spaces around it does not separate words
def word_index(documents):
    index = {}
    for name in sorted(documents):
        for word in documents[name].lower().split():
            word = word.strip(".,;:!?/'\"")
            if word and name not in index.setdefault(word, []):
                index[word].append(name)
    return index

# %% wrong repeats_names (passes base)
# why: a document is listed once for every occurrence
def word_index(documents):
    import re
    index = {}
    for name in sorted(documents):
        for word in re.findall(r"[a-z0-9]+(?:'[a-z0-9]+)*", documents[name].lower()):
            index.setdefault(word, []).append(name)
    return index
