# topic: classes
# difficulty: medium

# %% prompt
class Playlist:
    """A music player's list of songs.

    add(title) puts a song at the end; the first song added to an empty list becomes the
    current one. `current` is the current title, or None when the list is empty. next() and
    back() move to the song after or before, around the ends, and return the new current title
    (None for an empty list). remove(title) removes the first song of that title or raises
    ValueError; when the current song goes, the song after it becomes current, or the first
    one when there is none after it. Otherwise the current song stays the same.

    >>> songs = Playlist()
    >>> for title in ("one", "two", "three"):
    ...     songs.add(title)
    >>> songs.next(), songs.back(), songs.back()
    ('two', 'one', 'three')
    """
# %% solution
    def __init__(self):
        self._titles = []
        self._at = 0

    @property
    def current(self):
        return self._titles[self._at] if self._titles else None

    def add(self, title):
        self._titles.append(title)

    def _move(self, by):
        if self._titles:
            self._at = (self._at + by) % len(self._titles)
        return self.current

    def next(self):
        return self._move(1)

    def back(self):
        return self._move(-1)

    def remove(self, title):
        place = self._titles.index(title)
        del self._titles[place]
        if place < self._at:
            self._at -= 1
        elif self._at == len(self._titles):
            self._at = 0

# %% visible
songs = Playlist(); songs.add("one"); songs.add("two"); songs.add("three")
assert (songs.next(), songs.back(), songs.back()) == ("two", "one", "three")

# %% base
def make(self, *titles):
    songs = Playlist()
    for title in titles:
        songs.add(title)
    return songs

def test_base_current(self):
    self.assertEqual(self.make("a", "b").current, "a")

def test_base_around_the_end(self):
    songs = self.make("a", "b")
    self.assertEqual([songs.next(), songs.next()], ["b", "a"])

def test_base_remove(self):
    songs = self.make("a", "b", "c")
    songs.remove("b")
    self.assertEqual(songs.next(), "c")

def test_base_remove_unknown(self):
    with self.assertRaises(ValueError):
        self.make("a").remove("z")

# %% plus
def test_plus_empty(self):
    songs = Playlist()
    self.assertEqual([songs.current, songs.next(), songs.back()], [None, None, None])

def test_plus_remove_before_the_current(self):
    songs = self.make("a", "b", "c")
    songs.next()
    songs.remove("a")
    self.assertEqual(songs.current, "b")
    self.assertEqual(songs.next(), "c")

def test_plus_remove_the_current(self):
    songs = self.make("a", "b", "c")
    songs.next()
    songs.remove("b")
    self.assertEqual(songs.current, "c")

def test_plus_remove_the_current_at_the_end(self):
    songs = self.make("a", "b", "c")
    songs.back()
    songs.remove("c")
    self.assertEqual(songs.current, "a")

def test_plus_remove_the_only_one(self):
    songs = self.make("a")
    songs.remove("a")
    self.assertIsNone(songs.current)
    songs.add("z")
    self.assertEqual(songs.current, "z")

def test_plus_same_title_twice(self):
    songs = self.make("a", "b", "a")
    songs.remove("a")
    self.assertEqual([songs.current, songs.next()], ["b", "a"])

def test_plus_lists_are_apart(self):
    self.make("a")
    self.assertIsNone(Playlist().current)

# %% wrong place_only (passes base)
# why: keeps the place in the list, so removing an earlier song changes the current one
class Playlist:
    def __init__(self):
        self.titles, self.at = [], 0
    @property
    def current(self):
        return self.titles[self.at] if self.titles else None
    def add(self, title):
        self.titles.append(title)
    def next(self):
        self.at = (self.at + 1) % max(1, len(self.titles))
        return self.current
    def back(self):
        self.at = (self.at - 1) % max(1, len(self.titles))
        return self.current
    def remove(self, title):
        self.titles.remove(title)
        self.at %= max(1, len(self.titles))

# %% wrong fails_when_empty (passes base)
# why: divides by the length of an empty list and leaves the list when its last song goes
class Playlist:
    def __init__(self):
        self.titles, self.at = [], 0
    @property
    def current(self):
        return self.titles[self.at] if self.titles else None
    def add(self, title):
        self.titles.append(title)
    def next(self):
        self.at = (self.at + 1) % len(self.titles)
        return self.current
    def back(self):
        self.at = (self.at - 1) % len(self.titles)
        return self.current
    def remove(self, title):
        place = self.titles.index(title)
        self.titles.pop(place)
        if place < self.at:
            self.at -= 1

# %% wrong stops_at_the_ends
# why: does not go around the ends
class Playlist:
    def __init__(self):
        self.titles, self.at = [], 0
    @property
    def current(self):
        return self.titles[self.at] if self.titles else None
    def add(self, title):
        self.titles.append(title)
    def next(self):
        self.at = min(self.at + 1, len(self.titles) - 1)
        return self.current
    def back(self):
        self.at = max(self.at - 1, 0)
        return self.current
    def remove(self, title):
        self.titles.remove(title)
