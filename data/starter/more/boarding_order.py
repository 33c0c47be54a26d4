# topic: sorting
# difficulty: easy

# %% prompt
def boarding_order(passengers: list) -> list:
    """Return the names of passengers in boarding order: first those with a child, then the others.

    `passengers` holds (name, has_child) pairs; among themselves they keep their order.

    >>> boarding_order([("Ann", False), ("Bo", True)])
    ['Bo', 'Ann']
    """
# %% solution
    return [name for name, _ in sorted(passengers, key=lambda passenger: not passenger[1])]

# %% visible
assert boarding_order([("Ann", False), ("Bo", True)]) == ['Bo', 'Ann']

# %% base
def test_base_three(self):
    self.assertEqual(boarding_order([("a", False), ("b", True), ("c", False)]),
                     ["b", "a", "c"])

def test_base_no_child(self):
    self.assertEqual(boarding_order([("a", False), ("b", False)]), ["a", "b"])

# %% plus
def test_plus_order_is_kept(self):
    self.assertEqual(boarding_order([("z", True), ("y", False), ("c", True), ("a", False)]),
                     ["z", "c", "y", "a"])

def test_plus_nobody(self):
    self.assertEqual(boarding_order([]), [])

# %% wrong sorted_names (passes base)
# why: sorts the names of each group
def boarding_order(passengers):
    return [name for _, name in sorted((not child, name) for name, child in passengers)]

# %% wrong only_children
# why: leaves out passengers without a child
def boarding_order(passengers):
    return [name for name, child in passengers if child]
