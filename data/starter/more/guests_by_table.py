# topic: collections
# difficulty: easy

# %% prompt
def guests_by_table(tables: dict) -> dict:
    """Count the guests at each table. `tables` maps a table's name to the list of its guests.

    >>> guests_by_table({"red": ["Ann", "Bo"], "blue": ["Cy"]})
    {'red': 2, 'blue': 1}
    """
# %% solution
    return {table: len(guests) for table, guests in tables.items()}

# %% visible
assert guests_by_table({"red": ["Ann", "Bo"], "blue": ["Cy"]}) == {'red': 2, 'blue': 1}

# %% base
def test_base_two_tables(self):
    self.assertEqual(guests_by_table({"a": ["x"], "b": ["y", "z"]}), {"a": 1, "b": 2})

def test_base_one_table(self):
    self.assertEqual(guests_by_table({"a": ["x", "y", "z"]}), {"a": 3})

# %% plus
def test_plus_empty_table(self):
    self.assertEqual(guests_by_table({"a": [], "b": ["x"]}), {"a": 0, "b": 1})

def test_plus_same_name_twice(self):
    self.assertEqual(guests_by_table({"a": ["Jo", "Jo"]}), {"a": 2})

# %% wrong skips_empty (passes base)
# why: leaves out tables without guests
def guests_by_table(tables):
    return {table: len(guests) for table, guests in tables.items() if guests}

# %% wrong in_all
# why: gives the number of all guests
def guests_by_table(tables):
    return sum(len(guests) for guests in tables.values())
