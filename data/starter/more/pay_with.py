# topic: algorithms
# difficulty: medium

# %% prompt
def pay_with(coins: list, price: int) -> tuple:
    """Pay at a machine by inserting coins in the order given until the price is reached.

    Return how many coins were inserted and the change, or (0, 0) if the coins are not enough.

    >>> pay_with([50, 20, 50, 10], 100)
    (3, 20)
    """
# %% solution
    paid = 0
    for number, coin in enumerate(coins, 1):
        paid += coin
        if paid >= price:
            return number, paid - price
    return 0, 0

# %% visible
assert pay_with([50, 20, 50, 10], 100) == (3, 20)

# %% base
def test_base_exactly(self):
    self.assertEqual(pay_with([10, 10, 10], 20), (2, 0))

def test_base_change(self):
    self.assertEqual(pay_with([50], 30), (1, 20))

# %% plus
def test_plus_not_enough(self):
    self.assertEqual(pay_with([10, 5], 20), (0, 0))

def test_plus_no_coins(self):
    self.assertEqual(pay_with([], 5), (0, 0))

def test_plus_last_coin(self):
    self.assertEqual(pay_with([5, 5, 5], 15), (3, 0))

# %% wrong gives_back_less (passes base)
# why: gives back what was paid when the coins are not enough
def pay_with(coins, price):
    paid = 0
    for number, coin in enumerate(coins, 1):
        paid += coin
        if paid >= price:
            return number, paid - price
    return 0, paid

# %% wrong all_coins
# why: inserts all coins
def pay_with(coins, price):
    return len(coins), sum(coins) - price
