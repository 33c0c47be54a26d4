# topic: collections
# difficulty: easy

# %% prompt
def restock(stock: dict, changes: list) -> dict:
    """Apply stock changes and return the new stock.

    `changes` holds (item, amount) pairs; an amount may be negative and an item may appear
    several times or be new. Changes are applied in order; a change that would leave less than
    nothing raises ValueError. Items with nothing left are not in the result. The given
    dictionary is not changed.

    >>> restock({"pen": 2, "pad": 1}, [("pen", 3), ("pad", -1)])
    {'pen': 5}
    """
# %% solution
    result = dict(stock)
    for item, amount in changes:
        left = result.get(item, 0) + amount
        if left < 0:
            raise ValueError(f"not enough of {item}: {left}")
        result[item] = left
    return {item: amount for item, amount in result.items() if amount}

# %% visible
assert restock({"pen": 2, "pad": 1}, [("pen", 3), ("pad", -1)]) == {"pen": 5}

# %% base
def test_base_adds(self):
    self.assertEqual(restock({"a": 1}, [("a", 2), ("b", 4)]), {"a": 3, "b": 4})

def test_base_removes(self):
    self.assertEqual(restock({"a": 3}, [("a", -3)]), {})

def test_base_too_little(self):
    with self.assertRaises(ValueError):
        restock({"a": 1}, [("a", -2)])

# %% plus
def test_plus_input_is_not_changed(self):
    stock = {"a": 1}
    restock(stock, [("a", 5), ("b", 1)])
    self.assertEqual(stock, {"a": 1})

def test_plus_order_matters(self):
    with self.assertRaises(ValueError):
        restock({}, [("a", -1), ("a", 2)])

def test_plus_sold_out_and_back(self):
    self.assertEqual(restock({"a": 1}, [("a", -1), ("a", 4)]), {"a": 4})

def test_plus_zero_in_the_given_stock(self):
    self.assertEqual(restock({"a": 0, "b": 2}, []), {"b": 2})

# %% wrong changes_its_input (passes base)
# why: works on the caller's dictionary
def restock(stock, changes):
    for item, amount in changes:
        stock[item] = stock.get(item, 0) + amount
        if stock[item] < 0:
            raise ValueError(item)
    return {k: v for k, v in stock.items() if v}

# %% wrong checks_at_the_end (passes base)
# why: looks only at the final sums, so a moment below zero goes unseen
def restock(stock, changes):
    result = dict(stock)
    for item, amount in changes:
        result[item] = result.get(item, 0) + amount
    if any(v < 0 for v in result.values()):
        raise ValueError("not enough")
    return {k: v for k, v in result.items() if v}

# %% wrong keeps_zeros
# why: items with nothing left stay in the result
def restock(stock, changes):
    result = dict(stock)
    for item, amount in changes:
        result[item] = result.get(item, 0) + amount
        if result[item] < 0:
            raise ValueError(item)
    return result
