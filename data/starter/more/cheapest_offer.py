# topic: collections
# difficulty: easy

# %% prompt
def cheapest_offer(offers: dict) -> str:
    """Return the shop with the lowest price. `offers` maps shops to prices; no two are equal.

    >>> cheapest_offer({"Nord": 30, "Ost": 25, "West": 28})
    'Ost'
    """
# %% solution
    return min(offers, key=offers.get)

# %% visible
assert cheapest_offer({"Nord": 30, "Ost": 25, "West": 28}) == "Ost"

# %% base
def test_base_two_shops(self):
    self.assertEqual(cheapest_offer({"a": 9, "b": 7}), "b")

def test_base_three_shops(self):
    self.assertEqual(cheapest_offer({"a": 5, "b": 7, "c": 6}), "a")

# %% plus
def test_plus_last_one(self):
    self.assertEqual(cheapest_offer({"a": 5, "b": 4, "c": 3, "d": 2}), "d")

def test_plus_free(self):
    self.assertEqual(cheapest_offer({"a": 5, "b": 0}), "b")

def test_plus_one_shop(self):
    self.assertEqual(cheapest_offer({"z": 8}), "z")

# %% wrong dearest
# why: returns the shop with the highest price
def cheapest_offer(offers):
    return max(offers, key=offers.get)

# %% wrong free_is_missing (passes base)
# why: takes a price of 0 for a missing one
def cheapest_offer(offers):
    return min((shop for shop in offers if offers[shop]), key=offers.get)
