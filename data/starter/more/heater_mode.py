# topic: numbers
# difficulty: easy

# %% prompt
def heater_mode(temperature: float, target: float) -> str:
    """Say what a heater should do.

    "heat" when it is more than 1 degree below the target, "cool" when it is more than 1 degree
    above, and "off" otherwise.

    >>> heater_mode(17.5, 20)
    'heat'
    """
# %% solution
    if temperature < target - 1:
        return "heat"
    if temperature > target + 1:
        return "cool"
    return "off"

# %% visible
assert heater_mode(17.5, 20) == "heat"

# %% base
def test_base_cold_and_hot(self):
    self.assertEqual(heater_mode(15, 20), "heat")
    self.assertEqual(heater_mode(25, 20), "cool")

def test_base_right(self):
    self.assertEqual(heater_mode(20, 20), "off")

# %% plus
def test_plus_exactly_one_degree(self):
    self.assertEqual(heater_mode(19, 20), "off")
    self.assertEqual(heater_mode(21, 20), "off")

def test_plus_half_a_degree(self):
    self.assertEqual(heater_mode(19.5, 20), "off")
    self.assertEqual(heater_mode(20.5, 20), "off")

# %% wrong one_degree_counts (passes base)
# why: acts at exactly one degree
def heater_mode(temperature, target):
    if temperature <= target - 1:
        return "heat"
    return "cool" if temperature >= target + 1 else "off"

# %% wrong no_margin (passes base)
# why: acts on any difference
def heater_mode(temperature, target):
    if temperature < target:
        return "heat"
    return "cool" if temperature > target else "off"

# %% wrong reversed_words
# why: heats when it is hot
def heater_mode(temperature, target):
    if temperature > target + 1:
        return "heat"
    return "cool" if temperature < target - 1 else "off"
