# topic: collections
# difficulty: easy

# %% prompt
def owners_of(sales: list) -> dict:
    """Tell who owns each painting now.

    `sales` holds (painting, buyer) pairs, oldest first; the last buyer of a painting owns it.

    >>> owners_of([("Dawn", "Ann"), ("Dusk", "Bo"), ("Dawn", "Cy")])
    {'Dawn': 'Cy', 'Dusk': 'Bo'}
    """
# %% solution
    return dict(sales)

# %% visible
assert owners_of([("Dawn", "Ann"), ("Dusk", "Bo"), ("Dawn", "Cy")]) == {'Dawn': 'Cy', 'Dusk': 'Bo'}

# %% base
def test_base_each_sold_once(self):
    self.assertEqual(owners_of([("Sea", "Di"), ("Sky", "Ed")]), {"Sea": "Di", "Sky": "Ed"})

def test_base_nothing_sold(self):
    self.assertEqual(owners_of([]), {})

# %% plus
def test_plus_sold_thrice(self):
    self.assertEqual(owners_of([("Sea", "Di"), ("Sea", "Ed"), ("Sea", "Fay")]), {"Sea": "Fay"})

# %% wrong first_buyer (passes base)
# why: keeps the first buyer
def owners_of(sales):
    owners = {}
    for painting, buyer in sales:
        owners.setdefault(painting, buyer)
    return owners

# %% wrong by_buyer
# why: maps buyers to paintings
def owners_of(sales):
    return {buyer: painting for painting, buyer in sales}
