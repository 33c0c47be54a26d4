# topic: collections
# difficulty: easy

# %% prompt
def sold_out(stock: dict) -> list:
    """Return the products of which 0 pieces are left, in the order of the dict.

    >>> sold_out({"pen": 3, "ink": 0, "cap": 0})
    ['ink', 'cap']
    """
# %% solution
    return [product for product, count in stock.items() if count == 0]

# %% visible
assert sold_out({"pen": 3, "ink": 0, "cap": 0}) == ['ink', 'cap']

# %% base
def test_base_some(self):
    self.assertEqual(sold_out({"a": 0, "b": 2}), ["a"])

def test_base_none(self):
    self.assertEqual(sold_out({"a": 1}), [])

# %% plus
def test_plus_order(self):
    self.assertEqual(sold_out({"z": 0, "m": 5, "a": 0}), ["z", "a"])

def test_plus_empty(self):
    self.assertEqual(sold_out({}), [])

# %% wrong in_stock
# why: returns the others
def sold_out(stock):
    return [product for product, count in stock.items() if count > 0]

# %% wrong sorted_products (passes base)
# why: sorts the products
def sold_out(stock):
    return sorted(product for product, count in stock.items() if count == 0)
