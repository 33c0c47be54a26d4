# topic: simulation
# difficulty: easy

# %% prompt
def lamp_after(presses: int) -> str:
    """Tell whether a lamp is "on" or "off" after its switch was pressed. It is off at first.

    >>> lamp_after(3)
    'on'
    """
# %% solution
    return "on" if presses % 2 == 1 else "off"

# %% visible
assert lamp_after(3) == "on"

# %% base
def test_base_once(self):
    self.assertEqual(lamp_after(1), "on")

def test_base_twice(self):
    self.assertEqual(lamp_after(2), "off")

# %% plus
def test_plus_never(self):
    self.assertEqual(lamp_after(0), "off")

def test_plus_often(self):
    self.assertEqual(lamp_after(1001), "on")

# %% wrong on_at_first
# why: begins with the lamp on
def lamp_after(presses):
    return "off" if presses % 2 == 1 else "on"

# %% wrong three_states (passes base)
# why: is off from the fourth press
def lamp_after(presses):
    return {1: "on", 3: "on"}.get(presses, "off")
