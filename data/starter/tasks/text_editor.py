# topic: classes
# difficulty: hard

# %% prompt
class TextEditor:
    """A line of text with undo and redo.

    TextEditor(text="") starts with that text. insert(place, text) puts text in front of the
    character at `place`; delete(place, count) removes up to `count` characters from there and
    returns them. A place outside 0 to the length of the text raises IndexError and changes
    nothing. undo() and redo() return whether there was something to take back or to do again.
    A change made after an undo forgets what could have been redone. Inserting nothing and
    deleting nothing are no changes. `text` is the current text.

    >>> line = TextEditor("cold tea")
    >>> line.delete(0, 5), line.text
    ('cold ', 'tea')
    >>> line.undo(), line.text
    (True, 'cold tea')
    """
# %% solution
    def __init__(self, text=""):
        self.text = text
        self._past = []
        self._future = []

    def _set(self, text):
        if text != self.text:
            self._past.append(self.text)
            self._future.clear()
            self.text = text

    def _check(self, place):
        if not 0 <= place <= len(self.text):
            raise IndexError(f"no place {place} in {len(self.text)} characters")

    def insert(self, place, text):
        self._check(place)
        self._set(self.text[:place] + text + self.text[place:])

    def delete(self, place, count):
        self._check(place)
        end = place + max(count, 0)
        removed = self.text[place:end]
        self._set(self.text[:place] + self.text[end:])
        return removed

    def undo(self):
        if not self._past:
            return False
        self._future.append(self.text)
        self.text = self._past.pop()
        return True

    def redo(self):
        if not self._future:
            return False
        self._past.append(self.text)
        self.text = self._future.pop()
        return True

# %% visible
line = TextEditor("cold tea")
assert (line.delete(0, 5), line.text, line.undo(), line.text) == ("cold ", "tea", True, "cold tea")

# %% base
def test_base_insert(self):
    line = TextEditor("ac")
    line.insert(1, "b")
    self.assertEqual(line.text, "abc")

def test_base_delete(self):
    line = TextEditor("abcd")
    self.assertEqual(line.delete(1, 2), "bc")
    self.assertEqual(line.text, "ad")

def test_base_undo_and_redo(self):
    line = TextEditor("a")
    line.insert(1, "b")
    self.assertEqual((line.undo(), line.text), (True, "a"))
    self.assertEqual((line.redo(), line.text), (True, "ab"))

def test_base_nothing_to_undo(self):
    self.assertFalse(TextEditor("a").undo())
    self.assertFalse(TextEditor("a").redo())

# %% plus
def test_plus_change_after_undo_forgets_redo(self):
    line = TextEditor()
    line.insert(0, "a")
    line.undo()
    line.insert(0, "b")
    self.assertEqual((line.redo(), line.text), (False, "b"))

def test_plus_several_steps(self):
    line = TextEditor()
    for letter in "abc":
        line.insert(len(line.text), letter)
    self.assertEqual([line.undo(), line.undo(), line.text], [True, True, "a"])
    self.assertEqual([line.redo(), line.text], [True, "ab"])
    self.assertEqual([line.undo(), line.undo(), line.undo(), line.text], [True, True, False, ""])

def test_plus_no_change_is_no_step(self):
    line = TextEditor("a")
    line.insert(0, "")
    line.delete(1, 5)
    line.delete(0, 0)
    self.assertFalse(line.undo())

def test_plus_no_change_keeps_redo(self):
    line = TextEditor("a")
    line.insert(1, "b")
    line.undo()
    line.insert(0, "")
    self.assertTrue(line.redo())

def test_plus_bad_places(self):
    line = TextEditor("ab")
    for place in (-1, 3):
        with self.assertRaises(IndexError):
            line.insert(place, "x")
        with self.assertRaises(IndexError):
            line.delete(place, 1)
    self.assertEqual((line.text, line.undo()), ("ab", False))

def test_plus_delete_beyond_the_end(self):
    line = TextEditor("abc")
    self.assertEqual((line.delete(1, 99), line.text), ("bc", "a"))

# %% wrong keeps_redo (passes base)
# why: a new change does not forget what could have been redone
class TextEditor:
    def __init__(self, text=""):
        self.text, self.past, self.future = text, [], []
    def change(self, text):
        if text != self.text:
            self.past.append(self.text)
            self.text = text
    def check(self, place):
        if not 0 <= place <= len(self.text):
            raise IndexError(place)
    def insert(self, place, text):
        self.check(place)
        self.change(self.text[:place] + text + self.text[place:])
    def delete(self, place, count):
        self.check(place)
        removed = self.text[place:place + count]
        self.change(self.text[:place] + self.text[place + count:])
        return removed
    def undo(self):
        if self.past:
            self.future.append(self.text)
            self.text = self.past.pop()
            return True
        return False
    def redo(self):
        if self.future:
            self.past.append(self.text)
            self.text = self.future.pop()
            return True
        return False

# %% wrong empty_steps (passes base)
# why: inserting nothing is a step of its own, and negative places count from the end
class TextEditor:
    def __init__(self, text=""):
        self.states, self.at = [text], 0
    @property
    def text(self):
        return self.states[self.at]
    def change(self, text):
        self.states[self.at + 1:] = [text]
        self.at += 1
    def insert(self, place, text):
        self.change(self.text[:place] + text + self.text[place:])
    def delete(self, place, count):
        removed = self.text[place:place + count]
        self.change(self.text[:place] + self.text[place + count:])
        return removed
    def undo(self):
        self.at -= self.at > 0
        return self.at < len(self.states) - 1
    def redo(self):
        if self.at == len(self.states) - 1:
            return False
        self.at += 1
        return True

# %% wrong end_place
# why: takes the second argument of delete for an end place
class TextEditor:
    def __init__(self, text=""):
        self.text, self.past, self.future = text, [], []
    def insert(self, place, text):
        self.past.append(self.text)
        self.text = self.text[:place] + text + self.text[place:]
    def delete(self, place, end):
        self.past.append(self.text)
        removed = self.text[place:end]
        self.text = self.text[:place] + self.text[end:]
        return removed
    def undo(self):
        if not self.past:
            return False
        self.future.append(self.text)
        self.text = self.past.pop()
        return True
    def redo(self):
        if not self.future:
            return False
        self.text = self.future.pop()
        return True
