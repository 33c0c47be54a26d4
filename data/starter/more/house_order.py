# topic: sorting
# difficulty: medium

# %% prompt
def house_order(houses: list) -> list:
    """Sort house numbers such as "12", "3" and "3b": by number, then by letter.

    A number without a letter comes before the same number with one.

    >>> house_order(["12", "3b", "3"])
    ['3', '3b', '12']
    """
# %% solution
    def key(house):
        digits = house.rstrip("abcdefghijklmnopqrstuvwxyz")
        return int(digits), house[len(digits):]

    return sorted(houses, key=key)

# %% visible
assert house_order(["12", "3b", "3"]) == ['3', '3b', '12']

# %% base
def test_base_letters(self):
    self.assertEqual(house_order(["5c", "5a", "5"]), ["5", "5a", "5c"])

def test_base_numbers(self):
    self.assertEqual(house_order(["10", "9"]), ["9", "10"])

# %% plus
def test_plus_mixed(self):
    self.assertEqual(house_order(["21", "3", "100b", "20z", "100a"]),
                     ["3", "20z", "21", "100a", "100b"])

def test_plus_nothing(self):
    self.assertEqual(house_order([]), [])

# %% wrong as_text
# why: sorts them as texts
def house_order(houses):
    return sorted(houses)

# %% wrong two_digits (passes base)
# why: pads to two digits
def house_order(houses):
    return sorted(houses, key=lambda house: house if house[1:2].isdigit() else "0" + house)
