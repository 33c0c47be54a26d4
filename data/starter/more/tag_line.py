# topic: text
# difficulty: easy

# %% prompt
def tag_line(words: list) -> str:
    """Write words as the line of tags below a photo.

    Each word gets a "#" in front unless it has one already; tags are joined by one space.

    >>> tag_line(["sea", "#sun", "sand"])
    '#sea #sun #sand'
    """
# %% solution
    return " ".join(word if word.startswith("#") else "#" + word for word in words)

# %% visible
assert tag_line(["sea", "#sun", "sand"]) == "#sea #sun #sand"

# %% base
def test_base_plain_words(self):
    self.assertEqual(tag_line(["sea", "sun"]), "#sea #sun")

def test_base_one_word(self):
    self.assertEqual(tag_line(["#fog"]), "#fog")

# %% plus
def test_plus_nothing(self):
    self.assertEqual(tag_line([]), "")

def test_plus_sign_inside_a_word(self):
    self.assertEqual(tag_line(["c#", "dog"]), "#c# #dog")

# %% wrong always_adds
# why: adds a second sign to words that have one
def tag_line(words):
    return " ".join("#" + word for word in words)

# %% wrong looks_everywhere (passes base)
# why: a sign anywhere in the word counts as a tag
def tag_line(words):
    return " ".join(word if "#" in word else "#" + word for word in words)
