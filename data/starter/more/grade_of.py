# topic: numbers
# difficulty: easy

# %% prompt
def grade_of(points: int) -> str:
    """Return the grade for some points: "A" from 90, "B" from 70, "C" from 50, otherwise "F".

    >>> grade_of(75)
    'B'
    """
# %% solution
    if points >= 90:
        return "A"
    if points >= 70:
        return "B"
    if points >= 50:
        return "C"
    return "F"

# %% visible
assert grade_of(75) == "B"

# %% base
def test_base_good(self):
    self.assertEqual(grade_of(95), "A")
    self.assertEqual(grade_of(80), "B")

def test_base_bad(self):
    self.assertEqual(grade_of(60), "C")
    self.assertEqual(grade_of(10), "F")

# %% plus
def test_plus_borders(self):
    self.assertEqual(grade_of(90), "A")
    self.assertEqual(grade_of(70), "B")
    self.assertEqual(grade_of(50), "C")

def test_plus_just_below(self):
    self.assertEqual(grade_of(89), "B")
    self.assertEqual(grade_of(69), "C")
    self.assertEqual(grade_of(49), "F")

# %% wrong above (passes base)
# why: wants more than the border
def grade_of(points):
    return "A" if points > 90 else "B" if points > 70 else "C" if points > 50 else "F"

# %% wrong no_c
# why: knows no C
def grade_of(points):
    return "A" if points >= 90 else "B" if points >= 70 else "F"
