# topic: collections
# difficulty: easy

# %% prompt
def doubled_orders(orders: dict) -> dict:
    """Return new orders in which every amount is doubled. The given orders are not changed.

    >>> doubled_orders({"tea": 2, "rice": 5})
    {'tea': 4, 'rice': 10}
    """
# %% solution
    return {product: amount * 2 for product, amount in orders.items()}

# %% visible
assert doubled_orders({"tea": 2, "rice": 5}) == {'tea': 4, 'rice': 10}

# %% base
def test_base_two(self):
    self.assertEqual(doubled_orders({"a": 1, "b": 3}), {"a": 2, "b": 6})

def test_base_one(self):
    self.assertEqual(doubled_orders({"a": 10}), {"a": 20})

# %% plus
def test_plus_zero_and_nothing(self):
    self.assertEqual(doubled_orders({"a": 0}), {"a": 0})
    self.assertEqual(doubled_orders({}), {})

def test_plus_orders_are_kept(self):
    orders = {"a": 1}
    doubled_orders(orders)
    self.assertEqual(orders, {"a": 1})

# %% wrong adds_two
# why: adds two
def doubled_orders(orders):
    return {product: amount + 2 for product, amount in orders.items()}

# %% wrong in_place (passes base)
# why: changes the given orders
def doubled_orders(orders):
    for product in orders:
        orders[product] *= 2
    return orders
