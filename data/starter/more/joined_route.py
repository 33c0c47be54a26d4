# topic: text
# difficulty: easy

# %% prompt
def joined_route(stops: list) -> str:
    """Return the stops of a train line as one text, joined by " > ".

    >>> joined_route(["Ulm", "Bonn", "Kiel"])
    'Ulm > Bonn > Kiel'
    """
# %% solution
    return " > ".join(stops)

# %% visible
assert joined_route(["Ulm", "Bonn", "Kiel"]) == "Ulm > Bonn > Kiel"

# %% base
def test_base_two_stops(self):
    self.assertEqual(joined_route(["Oslo", "Bergen"]), "Oslo > Bergen")

def test_base_three_stops(self):
    self.assertEqual(joined_route(["a", "b", "c"]), "a > b > c")

# %% plus
def test_plus_one_stop(self):
    self.assertEqual(joined_route(["Home"]), "Home")

def test_plus_none(self):
    self.assertEqual(joined_route([]), "")

# %% wrong no_spaces
# why: joins without spaces
def joined_route(stops):
    return ">".join(stops)

# %% wrong trailing_sign (passes base)
# why: one stop alone gets a sign
def joined_route(stops):
    return stops[0] + " > " + " > ".join(stops[1:]) if stops else ""
