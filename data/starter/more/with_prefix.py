# topic: text
# difficulty: easy

# %% prompt
def with_prefix(codes: list, prefix: str) -> list:
    """Return the codes that start with the prefix, sorted.

    >>> with_prefix(["KX9", "AB1", "KX2"], "KX")
    ['KX2', 'KX9']
    """
# %% solution
    return sorted(code for code in codes if code.startswith(prefix))

# %% visible
assert with_prefix(["KX9", "AB1", "KX2"], "KX") == ['KX2', 'KX9']

# %% base
def test_base_some(self):
    self.assertEqual(with_prefix(["b2", "a1", "b1"], "b"), ["b1", "b2"])

def test_base_none(self):
    self.assertEqual(with_prefix(["a", "b"], "c"), [])

# %% plus
def test_plus_inside_is_not_enough(self):
    self.assertEqual(with_prefix(["xab", "abx"], "ab"), ["abx"])

def test_plus_empty_prefix(self):
    self.assertEqual(with_prefix(["b", "a"], ""), ["a", "b"])

# %% wrong inside (passes base)
# why: takes codes that hold the prefix anywhere
def with_prefix(codes, prefix):
    return sorted(code for code in codes if prefix in code)

# %% wrong unsorted
# why: does not sort
def with_prefix(codes, prefix):
    return [code for code in codes if code.startswith(prefix)]
