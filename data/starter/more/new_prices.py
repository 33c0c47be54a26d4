# topic: collections
# difficulty: easy

# %% prompt
def new_prices(old: dict, changes: dict) -> dict:
    """Return the prices of all products in `old`, with the price of `changes` where there is one.

    Products that are only in `changes` are ignored. The given dicts are not changed.

    >>> new_prices({"pen": 1, "ink": 2}, {"ink": 5, "cap": 3})
    {'pen': 1, 'ink': 5}
    """
# %% solution
    return {product: changes.get(product, price) for product, price in old.items()}

# %% visible
assert new_prices({"pen": 1, "ink": 2}, {"ink": 5, "cap": 3}) == {'pen': 1, 'ink': 5}

# %% base
def test_base_one_change(self):
    self.assertEqual(new_prices({"a": 1, "b": 2}, {"a": 9}), {"a": 9, "b": 2})

def test_base_no_change(self):
    self.assertEqual(new_prices({"a": 1}, {}), {"a": 1})

# %% plus
def test_plus_unknown_product(self):
    self.assertEqual(new_prices({"a": 1}, {"z": 5}), {"a": 1})

def test_plus_free_now(self):
    self.assertEqual(new_prices({"a": 4}, {"a": 0}), {"a": 0})

def test_plus_old_prices_are_kept(self):
    old = {"a": 1}
    new_prices(old, {"a": 2})
    self.assertEqual(old, {"a": 1})

# %% wrong adds_products (passes base)
# why: adds products that are only in the changes
def new_prices(old, changes):
    return {**old, **changes}

# %% wrong free_is_missing (passes base)
# why: ignores a new price of 0
def new_prices(old, changes):
    return {product: changes.get(product) or price for product, price in old.items()}

# %% wrong changes_only
# why: returns the changed products only
def new_prices(old, changes):
    return {product: changes[product] for product in old if product in changes}
