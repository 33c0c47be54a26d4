# topic: collections
# difficulty: easy

# %% prompt
def cheapest_offer(offers: dict) -> str:
    """Name the shop with the lowest price and that price, such as "Ost for 25".

    `offers` maps shops to prices; no two prices are equal.

    >>> cheapest_offer({"Nord": 30, "Ost": 25, "West": 28})
    'Ost for 25'
    """
# %% solution
    shop = min(offers, key=offers.get)
    return f"{shop} for {offers[shop]}"

# %% visible
assert cheapest_offer({"Nord": 30, "Ost": 25, "West": 28}) == "Ost for 25"

# %% base
def test_base_two_shops(self):
    self.assertEqual(cheapest_offer({"a": 9, "b": 7}), "b for 7")

def test_base_three_shops(self):
    self.assertEqual(cheapest_offer({"a": 5, "b": 7, "c": 6}), "a for 5")

# %% plus
def test_plus_last_one(self):
    self.assertEqual(cheapest_offer({"a": 5, "b": 4, "c": 3, "d": 2}), "d for 2")

def test_plus_free(self):
    self.assertEqual(cheapest_offer({"a": 5, "b": 0}), "b for 0")

def test_plus_one_shop(self):
    self.assertEqual(cheapest_offer({"z": 8}), "z for 8")

# %% wrong dearest
# why: names the shop with the highest price
def cheapest_offer(offers):
    shop = max(offers, key=offers.get)
    return f"{shop} for {offers[shop]}"

# %% wrong free_is_missing (passes base)
# why: takes a price of 0 for a missing one
def cheapest_offer(offers):
    price, shop = min((price, shop) for shop, price in offers.items() if price)
    return f"{shop} for {price}"
