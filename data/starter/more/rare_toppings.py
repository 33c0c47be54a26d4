# topic: collections
# difficulty: easy

# %% prompt
def rare_toppings(pizzas: list) -> list:
    """Return the toppings that are on exactly one of the pizzas, in alphabetical order.

    Each pizza is a list of toppings; a topping may be put on the same pizza twice.

    >>> rare_toppings([["ham", "olives", "corn"], ["corn", "ham"]])
    ['olives']
    """
# %% solution
    toppings = {topping for pizza in pizzas for topping in pizza}
    return sorted(t for t in toppings if sum(t in pizza for pizza in pizzas) == 1)

# %% visible
assert rare_toppings([["ham", "olives", "corn"], ["corn", "ham"]]) == ['olives']

# %% base
def test_base_two_pizzas(self):
    self.assertEqual(rare_toppings([["a", "b"], ["b", "c"]]), ["a", "c"])

def test_base_all_shared(self):
    self.assertEqual(rare_toppings([["a"], ["a"]]), [])

# %% plus
def test_plus_no_pizza(self):
    self.assertEqual(rare_toppings([]), [])

def test_plus_twice_on_one_pizza(self):
    self.assertEqual(rare_toppings([["b", "a", "b"], ["c"]]), ["a", "b", "c"])

def test_plus_three_pizzas(self):
    self.assertEqual(rare_toppings([["a"], ["a"], ["a", "d"]]), ["d"])

# %% wrong all_toppings
# why: returns every topping
def rare_toppings(pizzas):
    return sorted({topping for pizza in pizzas for topping in pizza})

# %% wrong counts_pieces (passes base)
# why: a topping put twice on one pizza is not rare
def rare_toppings(pizzas):
    pieces = [topping for pizza in pizzas for topping in pizza]
    return sorted(topping for topping in pieces if pieces.count(topping) == 1)
