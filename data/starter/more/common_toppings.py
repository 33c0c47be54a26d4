# topic: collections
# difficulty: easy

# %% prompt
def common_toppings(pizzas: list) -> list:
    """Return the toppings that are on every pizza, in alphabetical order.

    Each pizza is a list of toppings. Without any pizza the result is empty.

    >>> common_toppings([["ham", "olives", "corn"], ["corn", "ham"]])
    ['corn', 'ham']
    """
# %% solution
    if not pizzas:
        return []
    return sorted(set(pizzas[0]).intersection(*pizzas[1:]))

# %% visible
assert common_toppings([["ham", "olives", "corn"], ["corn", "ham"]]) == ['corn', 'ham']

# %% base
def test_base_two_pizzas(self):
    self.assertEqual(common_toppings([["a", "b"], ["b", "c"]]), ["b"])

def test_base_nothing_shared(self):
    self.assertEqual(common_toppings([["a"], ["b"]]), [])

# %% plus
def test_plus_no_pizza(self):
    self.assertEqual(common_toppings([]), [])

def test_plus_one_pizza(self):
    self.assertEqual(common_toppings([["b", "a", "b"]]), ["a", "b"])

# %% wrong any_pizza
# why: returns the toppings of any pizza
def common_toppings(pizzas):
    return sorted({topping for pizza in pizzas for topping in pizza})

# %% wrong needs_a_pizza (passes base)
# why: raises when there is no pizza
def common_toppings(pizzas):
    return sorted(set.intersection(*map(set, pizzas)))

# %% wrong keeps_doubles (passes base)
# why: a topping put twice on the first pizza is listed twice
def common_toppings(pizzas):
    return sorted(t for t in pizzas[0] if all(t in pizza for pizza in pizzas)) if pizzas else []
