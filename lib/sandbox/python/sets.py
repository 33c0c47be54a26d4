"""Sets with the iteration order that they had in the process that made them.

The order depends on the table's size and on who came first where hashes meet, and a set that was copied,
grown or shrunk differs from one made of the same items. So the sender tells the table's size where a
set made anew would look different, and the receiver works out places in such a table that give the
order, and fills one so (CPython's `setobject.c`: ten places in a row, then a jump). Where none is found
the set is right and only its order may differ.
"""

import operator
import sys

MAX_SIZE = 1 << 24
MAX_ITEMS = 400
_SLOT = 16 if sys.maxsize > 1 << 32 else 8
_WORD = (sys.maxsize << 1) | 1
_LINEAR = 9
_LOOKED_AT = 32


class Size(int):
    """The bytes of a table, before the items of a set whose order needs it."""


class _Ghost(int):
    """Holds a place while others come in; equal to nothing but itself."""

    __hash__ = int.__hash__

    def __eq__(self, other):
        return self is other


def unusual_size(value, items):
    """The size of a set's table where a set made of its items in their order would look different, else 0."""
    made = set(items)
    # What a subclass adds to its instances does not count.
    size = sys.getsizeof(value) if type(value) in (set, frozenset) else sys.getsizeof(set(value))
    return 0 if sys.getsizeof(made) == size and _same(made, items) else size


def arranged(base, items, size):
    """A set or frozenset of `items` that iterates in their order and has a table of `size` bytes, if one is found."""
    made = base(items)
    if not size:
        return made
    value = set()
    fill_set(value, [Size(size), *items])
    if base is set:
        return value
    for source in (value, _sequence(items, size)[0], list(value)):
        frozen = frozenset(source or ())
        if len(frozen) == len(made) and _same(frozen, items):
            return frozen
    return made


def fill_set(value, parts):
    """Makes `parts` the content of a set in place; a first part that is a `Size` is the table's."""
    size = 0
    if parts and type(parts[0]) is Size:
        size, parts = parts[0], parts[1:]
    set.clear(value)
    if size:
        sequence, ghosts = _sequence(parts, size)
        if sequence is not None:
            # From a dict a set takes its table's size at once and the items in their order.
            room = ((size - _EMPTY) // _SLOT or 8) // 2 - 1
            set.update(value, dict.fromkeys(sequence[:room]))
            for item in sequence[room:]:
                set.add(value, item)
            set.difference_update(value, ghosts)
            if len(value) == len(parts) and _same(set.__iter__(value), parts):
                return
            set.clear(value)
    for item in parts:
        set.add(value, item)


_EMPTY = sys.getsizeof(set())


def _same(value, items):
    return all(map(operator.is_, value, items))


def _sequence(items, size):
    """Who has to come in, one after the other, and which of them are ghosts; None where no way is found."""
    slots = (size - _EMPTY) // _SLOT or 8
    if size > MAX_SIZE or len(items) > MAX_ITEMS or slots & (slots - 1) or len(items) >= slots:
        return None, ()
    paths = [_path(hash(item), slots - 1) for item in items]
    places = _places(paths)
    if places is None:
        return None, ()
    owner = dict(zip(places, range(len(items))))
    # Whoever stands on an item's way has to be there before it: an item of ours, or a ghost.
    before = [path[: path.index(place)] for path, place in zip(paths, places)]
    sequence, ghosts, waiting = [], {}, list(range(len(items)))
    there = set()
    while waiting:
        ready = [index for index in waiting if all(place in there for place in before[index] if place in owner)]
        if not ready:
            return None, ()
        for index in ready:
            for place in before[index]:
                if place not in owner and place not in ghosts:
                    ghosts[place] = _Ghost(place)
                    sequence.append(ghosts[place])
            sequence.append(items[index])
            there.add(places[index])
        waiting = [index for index in waiting if places[index] not in there]
    # A table of so many places is made for a quarter of them at least.
    free = (place for place in range(slots - 1, -1, -1) if place not in owner and place not in ghosts)
    while slots > 8 and len(sequence) < slots // 4:
        place = next(free)
        ghosts[place] = _Ghost(place)
        sequence.append(ghosts[place])
    return sequence, ghosts.values()


def _path(number, mask):
    """The places where an item of this hash is looked for, in order."""
    path, rest, place = [], number & _WORD, number & mask
    while len(path) < _LOOKED_AT:
        last = place + _LINEAR if place + _LINEAR <= mask else place
        path.extend(at for at in range(place, last + 1) if at not in path)
        if not rest and len(path) > mask:
            break
        rest >>= 5
        place = (place * 5 + 1 + rest) & mask
    return path


def _places(paths):
    """A place for each item, rising, with as few steps along the paths as there can be; or None."""
    best = {-1: (0, None)}
    rows = []
    for path in paths:
        now = {}
        for steps, place in enumerate(path):
            before = [(cost, last) for last, (cost, _) in best.items() if last < place]
            if before:
                cost, last = min(before)
                now[place] = (cost + steps, last)
        if not now:
            return None
        rows.append(now)
        best = now
    places = []
    place = min(best, key=lambda last: best[last][0])
    for row in reversed(rows):
        places.append(place)
        place = row[place][1]
    return places[::-1]
