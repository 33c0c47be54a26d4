# topic: dates
# difficulty: easy

# %% prompt
def minutes_to_bus(now: int, bus: int) -> int:
    """Tell how many minutes it is until the bus leaves.

    Both times are minutes after midnight. A bus time earlier than now is tomorrow's.

    >>> minutes_to_bus(600, 615)
    15
    """
# %% solution
    return (bus - now) % 1440

# %% visible
assert minutes_to_bus(600, 615) == 15

# %% base
def test_base_soon(self):
    self.assertEqual(minutes_to_bus(480, 485), 5)

def test_base_later(self):
    self.assertEqual(minutes_to_bus(0, 1439), 1439)

# %% plus
def test_plus_tomorrow(self):
    self.assertEqual(minutes_to_bus(1430, 10), 20)

def test_plus_leaving_now(self):
    self.assertEqual(minutes_to_bus(700, 700), 0)

# %% wrong negative (passes base)
# why: gives a negative wait for tomorrow's bus
def minutes_to_bus(now, bus):
    return bus - now

# %% wrong now_is_tomorrow (passes base)
# why: a bus that leaves now is taken for tomorrow's
def minutes_to_bus(now, bus):
    return bus - now if bus > now else bus - now + 1440

# %% wrong always_tomorrow
# why: adds a day to every wait
def minutes_to_bus(now, bus):
    return bus - now + 1440
