# topic: collections
# difficulty: easy

# %% prompt
def basket_price(prices: dict, basket: list) -> int:
    """Add up the prices of the things in a basket. Things without a price are free.

    >>> basket_price({"bun": 40, "jam": 250}, ["bun", "bun", "bag"])
    80
    """
# %% solution
    return sum(prices.get(thing, 0) for thing in basket)

# %% visible
assert basket_price({"bun": 40, "jam": 250}, ["bun", "bun", "bag"]) == 80

# %% base
def test_base_two_things(self):
    self.assertEqual(basket_price({"a": 1, "b": 20}, ["a", "b"]), 21)

def test_base_nothing(self):
    self.assertEqual(basket_price({"a": 1}, []), 0)

# %% plus
def test_plus_the_same_thing_thrice(self):
    self.assertEqual(basket_price({"a": 7}, ["a", "a", "a"]), 21)

def test_plus_no_prices(self):
    self.assertEqual(basket_price({}, ["a", "b"]), 0)

# %% wrong each_once (passes base)
# why: counts each thing once
def basket_price(prices, basket):
    return sum(prices.get(thing, 0) for thing in set(basket))

# %% wrong all_prices
# why: adds up all prices
def basket_price(prices, basket):
    return sum(prices.values())
