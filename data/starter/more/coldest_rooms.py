# topic: grids
# difficulty: easy

# %% prompt
def coldest_rooms(floors: list) -> list:
    """Return the lowest temperature of each floor of a building.

    `floors` holds a list of room temperatures for each floor; every floor has at least one room.

    >>> coldest_rooms([[18, 21], [24, 19, 20]])
    [18, 19]
    """
# %% solution
    return [min(floor) for floor in floors]

# %% visible
assert coldest_rooms([[18, 21], [24, 19, 20]]) == [18, 19]

# %% base
def test_base_two_floors(self):
    self.assertEqual(coldest_rooms([[1, 2], [3, 0]]), [1, 0])

def test_base_one_floor(self):
    self.assertEqual(coldest_rooms([[20, 22, 21]]), [20])

# %% plus
def test_plus_freezing(self):
    self.assertEqual(coldest_rooms([[-5, -8], [3]]), [-8, 3])

def test_plus_equal_floors(self):
    self.assertEqual(coldest_rooms([[4, 5], [4, 5]]), [4, 4])

def test_plus_no_floors(self):
    self.assertEqual(coldest_rooms([]), [])

# %% wrong first_rooms
# why: takes the first room of each floor
def coldest_rooms(floors):
    return [floor[0] for floor in floors]

# %% wrong different_values (passes base)
# why: gives equal temperatures once
def coldest_rooms(floors):
    return list(dict.fromkeys(min(floor) for floor in floors))
