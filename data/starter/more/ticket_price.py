# topic: numbers
# difficulty: easy

# %% prompt
def ticket_price(age: int) -> int:
    """Return the price of a zoo ticket: 0 below 6 years, 5 below 18 years, else 12.

    >>> ticket_price(10)
    5
    """
# %% solution
    if age < 6:
        return 0
    if age < 18:
        return 5
    return 12

# %% visible
assert ticket_price(10) == 5

# %% base
def test_base_child_and_adult(self):
    self.assertEqual(ticket_price(12), 5)
    self.assertEqual(ticket_price(40), 12)

def test_base_baby(self):
    self.assertEqual(ticket_price(1), 0)

# %% plus
def test_plus_borders(self):
    self.assertEqual(ticket_price(6), 5)
    self.assertEqual(ticket_price(18), 12)

def test_plus_just_below(self):
    self.assertEqual(ticket_price(5), 0)
    self.assertEqual(ticket_price(17), 5)

# %% wrong borders_included (passes base)
# why: six and eighteen get the lower price
def ticket_price(age):
    return 0 if age <= 6 else 5 if age <= 18 else 12

# %% wrong no_free_ticket
# why: small children pay
def ticket_price(age):
    return 5 if age < 18 else 12
