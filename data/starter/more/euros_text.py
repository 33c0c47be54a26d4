# topic: numbers
# difficulty: easy

# %% prompt
def euros_text(cents: int) -> str:
    """Write cents as euros with two decimal places and " EUR".

    >>> euros_text(1250)
    '12.50 EUR'
    """
# %% solution
    return f"{cents / 100:.2f} EUR"

# %% visible
assert euros_text(1250) == "12.50 EUR"

# %% base
def test_base_some(self):
    self.assertEqual(euros_text(199), "1.99 EUR")

def test_base_whole(self):
    self.assertEqual(euros_text(500), "5.00 EUR")

# %% plus
def test_plus_small(self):
    self.assertEqual(euros_text(5), "0.05 EUR")

def test_plus_nothing(self):
    self.assertEqual(euros_text(0), "0.00 EUR")

# %% wrong short_number
# why: drops zeros at the end
def euros_text(cents):
    return f"{cents / 100} EUR"

# %% wrong no_padding (passes base)
# why: cents below ten lose their zero
def euros_text(cents):
    return f"{cents // 100}.{str(cents % 100).ljust(2, '0')} EUR"
