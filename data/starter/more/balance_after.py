# topic: simulation
# difficulty: easy

# %% prompt
def balance_after(start: int, bookings: list) -> int:
    """Return the balance of an account after some bookings, done one by one.

    A booking that would make the balance negative is refused: it changes nothing.

    >>> balance_after(10, [-4, -7, 20])
    26
    """
# %% solution
    balance = start
    for amount in bookings:
        if balance + amount >= 0:
            balance += amount
    return balance

# %% visible
assert balance_after(10, [-4, -7, 20]) == 26

# %% base
def test_base_all_fine(self):
    self.assertEqual(balance_after(5, [-3, 10]), 12)

def test_base_one_refused(self):
    self.assertEqual(balance_after(5, [-6]), 5)

# %% plus
def test_plus_down_to_zero(self):
    self.assertEqual(balance_after(5, [-5]), 0)

def test_plus_later_ones_are_done(self):
    self.assertEqual(balance_after(0, [-1, 5, -9, -2]), 3)

def test_plus_no_bookings(self):
    self.assertEqual(balance_after(3, []), 3)

# %% wrong no_refusal
# why: does every booking
def balance_after(start, bookings):
    return start + sum(bookings)

# %% wrong never_zero (passes base)
# why: refuses a booking that leaves nothing
def balance_after(start, bookings):
    balance = start
    for amount in bookings:
        if balance + amount > 0:
            balance += amount
    return balance

# %% wrong stops (passes base)
# why: stops at the first refusal
def balance_after(start, bookings):
    for amount in bookings:
        if start + amount < 0:
            break
        start += amount
    return start
