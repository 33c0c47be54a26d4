# topic: algorithms
# difficulty: hard

# %% prompt
def darts_left(start: int, visits: list) -> int:
    """Count down a game of darts and return the points that are left.

    A visit is a list of up to three darts such as "20", "D16" (double: twice the number) or
    "T19" (treble: three times the number); "0" is a miss, "25" and "D25" are the bull. Points
    are subtracted dart by dart. A dart that reaches exactly 0 wins if it is a double; then the
    game ends and everything after it is ignored. A dart that leaves 1 or less otherwise is a
    bust: the visit ends and its points are given back.

    >>> darts_left(101, [["T20", "1", "D20"]])
    0
    >>> darts_left(40, [["20", "20"], ["D20"]])
    0
    """
# %% solution
    left = start
    for visit in visits:
        before = left
        for dart in visit:
            factor = {"D": 2, "T": 3}.get(dart[0], 1)
            left -= factor * int(dart.lstrip("DT"))
            if left == 0 and factor == 2:
                return 0
            if left <= 1:
                left = before
                break
    return left

# %% visible
assert darts_left(101, [["T20", "1", "D20"]]) == 0
assert darts_left(40, [["20", "20"], ["D20"]]) == 0

# %% base
def test_base_counting_down(self):
    self.assertEqual(darts_left(501, [["20", "20", "20"], ["T20", "T20", "T20"]]), 261)

def test_base_win(self):
    self.assertEqual(darts_left(32, [["D16"]]), 0)

def test_base_bust(self):
    self.assertEqual(darts_left(20, [["T20"]]), 20)

def test_base_no_visits(self):
    self.assertEqual(darts_left(301, []), 301)

# %% plus
def test_plus_zero_needs_a_double(self):
    self.assertEqual(darts_left(20, [["20"]]), 20)
    self.assertEqual(darts_left(60, [["T20"]]), 60)

def test_plus_one_left_is_a_bust(self):
    self.assertEqual(darts_left(21, [["20"]]), 21)

def test_plus_whole_visit_is_given_back(self):
    self.assertEqual(darts_left(50, [["10", "10", "T20"]]), 50)

def test_plus_rest_of_a_busted_visit_is_ignored(self):
    self.assertEqual(darts_left(40, [["T20", "D20", "5"]]), 40)

def test_plus_after_the_win(self):
    self.assertEqual(darts_left(40, [["D20", "5"], ["20"]]), 0)

def test_plus_bull_and_misses(self):
    self.assertEqual(darts_left(100, [["0", "25", "D25"]]), 25)
    self.assertEqual(darts_left(50, [["D25"]]), 0)

def test_plus_two_left(self):
    self.assertEqual(darts_left(22, [["20"], ["D1"]]), 0)

# %% wrong visit_sums (passes base)
# why: subtracts a visit as a whole and forgets the double at the end
def darts_left(start, visits):
    left = start
    for visit in visits:
        total = sum({"D": 2, "T": 3}.get(d[0], 1) * int(d.lstrip("DT")) for d in visit)
        if left - total >= 0:
            left -= total
    return left

# %% wrong gives_back_one_dart (passes base)
# why: after a bust only the last dart is given back
def darts_left(start, visits):
    left = start
    for visit in visits:
        for dart in visit:
            factor = {"D": 2, "T": 3}.get(dart[0], 1)
            points = factor * int(dart.lstrip("DT"))
            if left == points and factor == 2:
                return 0
            if left - points <= 1:
                break
            left -= points
    return left

# %% wrong below_zero
# why: knows no bust at all
def darts_left(start, visits):
    for visit in visits:
        for dart in visit:
            start -= {"D": 2, "T": 3}.get(dart[0], 1) * int(dart.lstrip("DT"))
    return start
