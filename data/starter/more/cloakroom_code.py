# topic: text
# difficulty: easy

# %% prompt
def cloakroom_code(name: str, hook: int) -> str:
    """Write the code on a cloakroom ticket.

    The code is the first three letters of the name in capitals, then the hook's number with at
    least three digits. A shorter name is used whole.

    >>> cloakroom_code("Annika", 12)
    'ANN012'
    """
# %% solution
    return name[:3].upper() + f"{hook:03d}"

# %% visible
assert cloakroom_code("Annika", 12) == "ANN012"

# %% base
def test_base_long_name(self):
    self.assertEqual(cloakroom_code("Robert", 7), "ROB007")

def test_base_two_digits(self):
    self.assertEqual(cloakroom_code("maria", 45), "MAR045")

# %% plus
def test_plus_short_name(self):
    self.assertEqual(cloakroom_code("Al", 3), "AL003")

def test_plus_large_hook(self):
    self.assertEqual(cloakroom_code("Eve", 1204), "EVE1204")

# %% wrong fills_the_name (passes base)
# why: pads a short name with X
def cloakroom_code(name, hook):
    return (name + "XXX")[:3].upper() + str(hook).zfill(3)

# %% wrong whole_name
# why: uses all letters of the name
def cloakroom_code(name, hook):
    return name.upper() + str(hook).zfill(3)
