# topic: text
# difficulty: easy

# %% prompt
def bullet_list(items: list) -> str:
    """Return the items as lines that start with "- ", joined by line breaks.

    >>> bullet_list(["milk", "eggs"])
    '- milk\\n- eggs'
    """
# %% solution
    return "\n".join("- " + item for item in items)

# %% visible
assert bullet_list(["milk", "eggs"]) == "- milk\n- eggs"

# %% base
def test_base_two_items(self):
    self.assertEqual(bullet_list(["a", "b"]), "- a\n- b")

def test_base_three_items(self):
    self.assertEqual(bullet_list(["x", "y", "z"]), "- x\n- y\n- z")

# %% plus
def test_plus_one_item(self):
    self.assertEqual(bullet_list(["tea"]), "- tea")

def test_plus_nothing(self):
    self.assertEqual(bullet_list([]), "")

# %% wrong last_break
# why: ends with a line break
def bullet_list(items):
    return "".join("- " + item + "\n" for item in items)

# %% wrong bullet_for_nothing (passes base)
# why: no items give a lone bullet
def bullet_list(items):
    return "- " + "\n- ".join(items)
