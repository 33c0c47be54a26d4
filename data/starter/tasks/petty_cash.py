# topic: classes
# difficulty: easy

# %% prompt
class PettyCash:
    """A cash box that remembers what was done.

    PettyCash(cents=0) starts with that balance; a negative one raises ValueError.
    put(cents) and take(cents) change the balance; an amount of 0 or less, or taking more than
    there is, raises ValueError and changes nothing. undo() takes back the last change that is
    not yet taken back and returns True, or returns False when there is none. `balance` is the
    current balance.

    >>> box = PettyCash(100)
    >>> box.put(50)
    >>> box.take(30)
    >>> box.undo(), box.balance
    (True, 150)
    """
# %% solution
    def __init__(self, cents=0):
        if cents < 0:
            raise ValueError(f"a negative balance: {cents}")
        self.balance = cents
        self._changes = []

    def _change(self, cents):
        self.balance += cents
        self._changes.append(cents)

    def put(self, cents):
        if cents <= 0:
            raise ValueError(f"not an amount: {cents}")
        self._change(cents)

    def take(self, cents):
        if cents <= 0 or cents > self.balance:
            raise ValueError(f"cannot take {cents} of {self.balance}")
        self._change(-cents)

    def undo(self):
        if not self._changes:
            return False
        self.balance -= self._changes.pop()
        return True

# %% visible
box = PettyCash(100); box.put(50); box.take(30)
assert (box.undo(), box.balance) == (True, 150)

# %% base
def test_base_put_and_take(self):
    box = PettyCash()
    box.put(70)
    box.take(20)
    self.assertEqual(box.balance, 50)

def test_base_undo(self):
    box = PettyCash(10)
    box.put(5)
    self.assertTrue(box.undo())
    self.assertEqual(box.balance, 10)

def test_base_too_much(self):
    with self.assertRaises(ValueError):
        PettyCash(10).take(11)

# %% plus
def test_plus_several_undos(self):
    box = PettyCash(10)
    box.put(5)
    box.take(3)
    self.assertEqual([box.undo(), box.undo(), box.undo()], [True, True, False])
    self.assertEqual(box.balance, 10)

def test_plus_failed_change_leaves_no_trace(self):
    box = PettyCash(10)
    box.put(5)
    for amount in (99, 0, -1):
        with self.assertRaises(ValueError):
            box.take(amount)
    with self.assertRaises(ValueError):
        box.put(-5)
    with self.assertRaises(ValueError):
        box.put(0)
    self.assertEqual(box.balance, 15)
    self.assertTrue(box.undo())
    self.assertEqual(box.balance, 10)

def test_plus_boxes_are_apart(self):
    one, other = PettyCash(), PettyCash()
    one.put(5)
    self.assertFalse(other.undo())
    self.assertEqual((one.balance, other.balance), (5, 0))

def test_plus_take_everything(self):
    box = PettyCash(10)
    box.take(10)
    self.assertEqual(box.balance, 0)

def test_plus_negative_start(self):
    with self.assertRaises(ValueError):
        PettyCash(-1)

# %% wrong one_undo (passes base)
# why: remembers only the last change
class PettyCash:
    def __init__(self, cents=0):
        if cents < 0:
            raise ValueError(cents)
        self.balance, self.last = cents, None
    def put(self, cents):
        if cents <= 0:
            raise ValueError(cents)
        self.last, self.balance = self.balance, self.balance + cents
    def take(self, cents):
        if cents <= 0 or cents > self.balance:
            raise ValueError(cents)
        self.last, self.balance = self.balance, self.balance - cents
    def undo(self):
        if self.last is None:
            return False
        self.balance, self.last = self.last, None
        return True

# %% wrong shared_history (passes base)
# why: the list of changes belongs to the class and is shared by all boxes
class PettyCash:
    changes = []
    def __init__(self, cents=0):
        if cents < 0:
            raise ValueError(cents)
        self.balance = cents
    def put(self, cents):
        if cents <= 0:
            raise ValueError(cents)
        self.balance += cents
        self.changes.append(cents)
    def take(self, cents):
        if cents <= 0 or cents > self.balance:
            raise ValueError(cents)
        self.balance -= cents
        self.changes.append(-cents)
    def undo(self):
        if not self.changes:
            return False
        self.balance -= self.changes.pop()
        return True

# %% wrong no_checks
# why: lets the balance go below zero
class PettyCash:
    def __init__(self, cents=0):
        self.balance, self.changes = cents, []
    def put(self, cents):
        self.balance += cents
        self.changes.append(cents)
    def take(self, cents):
        self.put(-cents)
    def undo(self):
        if self.changes:
            self.balance -= self.changes.pop()
            return True
        return False
