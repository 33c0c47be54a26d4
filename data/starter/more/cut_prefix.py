# topic: text
# difficulty: easy

# %% prompt
def cut_prefix(codes: list, prefix: str) -> list:
    """Return the codes that start with the prefix, without it, in the order given.

    >>> cut_prefix(["KX9", "AB1", "KX2"], "KX")
    ['9', '2']
    """
# %% solution
    return [code[len(prefix):] for code in codes if code.startswith(prefix)]

# %% visible
assert cut_prefix(["KX9", "AB1", "KX2"], "KX") == ['9', '2']

# %% base
def test_base_some(self):
    self.assertEqual(cut_prefix(["b2", "a1", "b1"], "b"), ["2", "1"])

def test_base_none(self):
    self.assertEqual(cut_prefix(["a", "b"], "c"), [])

# %% plus
def test_plus_twice_in_a_code(self):
    self.assertEqual(cut_prefix(["ababc", "xab"], "ab"), ["abc"])

def test_plus_whole_code(self):
    self.assertEqual(cut_prefix(["ab"], "ab"), [""])

def test_plus_empty_prefix(self):
    self.assertEqual(cut_prefix(["b", "a"], ""), ["b", "a"])

# %% wrong everywhere (passes base)
# why: removes the prefix wherever it is in the code
def cut_prefix(codes, prefix):
    return [code.replace(prefix, "") for code in codes if code.startswith(prefix)]

# %% wrong keeps_it
# why: leaves the prefix there
def cut_prefix(codes, prefix):
    return [code for code in codes if code.startswith(prefix)]
