# topic: collections
# difficulty: easy

# %% prompt
def stock_after(stock: dict, sold: dict) -> dict:
    """Return the stock after a day of sales.

    Both map a product to a number of pieces. Products that were not sold keep their number. Only
    products of the stock were sold. `stock` itself is not changed.

    >>> stock_after({"pen": 5, "ink": 2}, {"pen": 3})
    {'pen': 2, 'ink': 2}
    """
# %% solution
    return {product: count - sold.get(product, 0) for product, count in stock.items()}

# %% visible
assert stock_after({"pen": 5, "ink": 2}, {"pen": 3}) == {'pen': 2, 'ink': 2}

# %% base
def test_base_some_sold(self):
    self.assertEqual(stock_after({"cup": 9, "jug": 4}, {"cup": 1, "jug": 2}),
                     {"cup": 8, "jug": 2})

def test_base_nothing_sold(self):
    self.assertEqual(stock_after({"cup": 9}, {}), {"cup": 9})

# %% plus
def test_plus_all_sold(self):
    self.assertEqual(stock_after({"cup": 2, "jug": 1}, {"cup": 2}), {"cup": 0, "jug": 1})

def test_plus_unchanged_input(self):
    stock = {"cup": 3}
    stock_after(stock, {"cup": 1})
    self.assertEqual(stock, {"cup": 3})

# %% wrong in_place (passes base)
# why: changes the given stock
def stock_after(stock, sold):
    for product in sold:
        stock[product] -= sold[product]
    return stock

# %% wrong only_sold
# why: raises for products that were not sold
def stock_after(stock, sold):
    return {product: stock[product] - sold[product] for product in stock}

# %% wrong drops_empty (passes base)
# why: leaves out products that are sold out
def stock_after(stock, sold):
    left = {product: stock[product] - sold.get(product, 0) for product in stock}
    return {product: count for product, count in left.items() if count}
