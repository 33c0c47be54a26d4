# topic: text
# difficulty: easy

# %% prompt
def calm_text(text: str) -> str:
    """Make a shouted message calm: all letters small and every "!" a ".".

    >>> calm_text("COME HERE!")
    'come here.'
    """
# %% solution
    return text.lower().replace("!", ".")

# %% visible
assert calm_text("COME HERE!") == "come here."

# %% base
def test_base_one_mark(self):
    self.assertEqual(calm_text("Stop!"), "stop.")

def test_base_no_mark(self):
    self.assertEqual(calm_text("GO ON"), "go on")

# %% plus
def test_plus_several_marks(self):
    self.assertEqual(calm_text("No! NO!!"), "no. no..")

def test_plus_empty(self):
    self.assertEqual(calm_text(""), "")

# %% wrong last_mark_only (passes base)
# why: changes only a mark at the end
def calm_text(text):
    text = text.lower()
    return text[:-1] + "." if text.endswith("!") else text

# %% wrong keeps_capitals
# why: leaves the letters as they are
def calm_text(text):
    return text.replace("!", ".")

# %% wrong one_mark (passes base)
# why: replaces only the first mark
def calm_text(text):
    return text.lower().replace("!", ".", 1)
