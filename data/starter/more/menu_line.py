# topic: text
# difficulty: easy

# %% prompt
def menu_line(dish: str, price: str, width: int) -> str:
    """Write a line of a menu: the dish, dots, the price, exactly `width` characters in all.

    There are always enough characters for at least one dot.

    >>> menu_line("Soup", "4.50", 12)
    'Soup....4.50'
    """
# %% solution
    return dish + "." * (width - len(dish) - len(price)) + price

# %% visible
assert menu_line("Soup", "4.50", 12) == "Soup....4.50"

# %% base
def test_base_short_dish(self):
    self.assertEqual(menu_line("Tea", "2", 10), "Tea......2")

def test_base_one_dot(self):
    self.assertEqual(menu_line("Cake", "3.20", 9), "Cake.3.20")

# %% plus
def test_plus_dish_with_a_dot(self):
    self.assertEqual(menu_line("St. Pie", "12", 14), "St. Pie.....12")

def test_plus_no_price(self):
    self.assertEqual(menu_line("Free bread", "", 12), "Free bread..")

# %% wrong fixed_dots
# why: always writes four dots
def menu_line(dish, price, width):
    return dish + "...." + price

# %% wrong pads_both (passes base)
# why: pads the dish with dots and forgets the price when it is empty
def menu_line(dish, price, width):
    if not price:
        return dish
    return dish.ljust(width - len(price), ".") + price
