"""The objects that a judge and its candidate both hold, each in its own process.

An object that can change, or whose identity can be seen, gets a number when it first crosses: 0, 1, 2 …
where the judge sent it, -1, -2 … where the candidate did. Both sides count in the order of the message,
so a number is only written when the object crosses again. For what can change both remember the content
as last told (`seen`); what differs when the next message leaves is told with it. So an argument that the
program sorts in place is sorted in the test too, and `f(x) is x` holds.
"""

import array
import collections
import io
import operator
import sys
import types

from .sets import fill_set
from .values import make_numpy


class Kind:
    """How one changeable type is made, read and filled: never by code of the value's own class."""

    def __init__(self, base, parts, fill, new=None, more=None, leaf=False):
        self.base = base
        self.name = base.__name__
        self.parts = parts
        self.fill = fill
        self.new = new or (lambda cls, _: base.__new__(cls))
        # What `new` needs beside the content.
        self.more = more or (lambda _: None)
        # The parts are values to compare, not objects to follow.
        self.leaf = leaf

    def moved(self, value, parts):
        """The parts of a value where they are not these any more, else None."""
        if self.base is list:
            # Nothing is copied to see that nothing has changed.
            same = list.__len__(value) == len(parts) and all(map(operator.is_, list.__iter__(value), parts))
            return None if same else list.copy(value)
        now = self.parts(value)
        if self.leaf:
            return None if parts == now else now
        return None if len(parts) == len(now) and all(map(operator.is_, parts, now)) else now


def _items_of(base):
    def parts(value):
        keys = list(base.keys(value))
        flat = [None] * (2 * len(keys))
        flat[::2] = keys
        flat[1::2] = base.values(value)
        return flat

    return parts


def _fill_dict(base):
    def fill(value, parts):
        base.clear(value)
        for key, item in zip(parts[::2], parts[1::2]):
            base.__setitem__(value, key, item)

    return fill


def _fill_list(value, parts):
    list.__setitem__(value, slice(None), parts)


def _fill_deque(value, parts):
    collections.deque.clear(value)
    collections.deque.extend(value, parts)


def _new_deque(cls, maxlen):
    value = collections.deque.__new__(cls)
    collections.deque.__init__(value, (), maxlen)
    return value


def _new_defaultdict(cls, factory):
    value = collections.defaultdict.__new__(cls)
    collections.defaultdict.__init__(value, factory)
    return value


def _fill_bytearray(value, parts):
    bytearray.__setitem__(value, slice(None), parts[0])


def _fill_array(value, parts):
    array.array.__delitem__(value, slice(None))
    array.array.extend(value, parts)


def _new_ordered(cls, _):
    value = collections.OrderedDict.__new__(cls)
    collections.OrderedDict.__init__(value)
    return value


def _new_buffer(base):
    def new(cls, _):
        value = base.__new__(cls)
        base.__init__(value)
        return value

    return new


def _fill_buffer(base):
    def fill(value, parts):
        text, position = parts
        base.seek(value, 0)
        base.truncate(value)
        base.write(value, text)
        # Writing far behind the end would fill the gap.
        base.seek(value, position if 0 <= position <= len(text) else len(text))

    return fill


def _parts_of_buffer(base):
    return lambda value: (
        [base.getvalue(value), base.tell(value)] if not value.closed else ["" if base is io.StringIO else b"", 0]
    )


def _fill_namespace(value, parts):
    vars(value).clear()
    vars(value).update(zip(parts[::2], parts[1::2]))


LIST = Kind(list, list.copy, _fill_list)
DICT = Kind(dict, _items_of(dict), _fill_dict(dict))
SET = Kind(set, lambda value: list(set.__iter__(value)), fill_set)
KINDS = {
    kind.base: kind
    for kind in (
        LIST,
        DICT,
        SET,
        Kind(
            collections.OrderedDict,
            _items_of(collections.OrderedDict),
            _fill_dict(collections.OrderedDict),
            _new_ordered,
        ),
        Kind(collections.Counter, _items_of(dict), _fill_dict(dict)),
        Kind(
            collections.defaultdict,
            _items_of(dict),
            _fill_dict(dict),
            _new_defaultdict,
            lambda value: value.default_factory,
        ),
        Kind(
            collections.deque,
            lambda value: list(collections.deque.__iter__(value)),
            _fill_deque,
            _new_deque,
            lambda value: value.maxlen,
        ),
        Kind(bytearray, lambda value: [bytes(value)], _fill_bytearray, leaf=True),
        Kind(
            array.array,
            lambda value: array.array.tolist(value),
            _fill_array,
            lambda cls, typecode: array.array.__new__(cls, typecode),
            lambda value: value.typecode,
            leaf=True,
        ),
        Kind(
            io.StringIO, _parts_of_buffer(io.StringIO), _fill_buffer(io.StringIO), _new_buffer(io.StringIO), leaf=True
        ),
        Kind(io.BytesIO, _parts_of_buffer(io.BytesIO), _fill_buffer(io.BytesIO), _new_buffer(io.BytesIO), leaf=True),
        Kind(
            types.SimpleNamespace,
            lambda value: [part for pair in vars(value).items() for part in pair],
            _fill_namespace,
        ),
    )
}


def _parts_of_array(value):
    return [value.dtype.str, value.shape, value.tobytes()]


def _fill_array_of_numpy(value, parts):
    other = make_numpy("ndarray", *parts)
    if value.shape != other.shape:
        value.resize(other.shape, refcheck=False)
    value[...] = other


# Not among the kinds by class: NumPy may be absent.
NDARRAY = Kind(object, _parts_of_array, _fill_array_of_numpy, leaf=True)
KIND_NAMES = {kind.name: kind for kind in KINDS.values()}
# The most derived comes first: a Counter is a dict too.
_ORDER = sorted(KINDS.values(), key=lambda kind: -len(kind.base.__mro__))


def kind_of(cls):
    """The kind of a class or of what it derives from, or None."""
    kind = KINDS.get(cls)
    if kind is not None:
        return kind
    return next((kind for kind in _ORDER if issubclass(cls, kind.base)), None)


class Heap:
    def __init__(self, judge=True):
        self.objects = {}
        self.numbers = {}
        self.seen = {}
        self.step = 1 if judge else -1
        # Whether the test can tell a tuple or text from an equal one: then they have numbers, too.
        self.strict = False
        self.looking = False
        self.mine, self.theirs = (0, -1) if judge else (-1, 0)

    def add(self, value, own=True):
        """Gives an object the next number of the side that sends it."""
        if own:
            number = self.mine
            self.mine += self.step
        else:
            number = self.theirs
            self.theirs -= self.step
        self.objects[number] = value
        self.numbers[id(value)] = number
        return number

    def watch(self, number, kind, parts):
        self.seen[number] = (kind, parts)

    def changed(self):
        """What differs from what the other side was last told: (number, kind, parts)."""
        if not self.seen or self.looking:
            return ()
        moved = []
        # An OrderedDict asks its keys for their hash to go through them: the other side's, perhaps, and a
        # message like that one must not look in its turn.
        self.looking = True
        try:
            for number, (kind, parts) in list(self.seen.items()):
                now = kind.moved(self.objects[number], parts)
                if now is not None:
                    moved.append((number, kind, now))
        finally:
            self.looking = False
        return moved

    def back_to(self, mark):
        """Takes back the numbers given since `mark`: the message with them was never sent."""
        while self.mine != mark:
            self.mine -= self.step
            self.drop(self.mine)

    def drop(self, number):
        value = self.objects.pop(number, None)
        if value is not None:
            self.numbers.pop(id(value), None)
        self.seen.pop(number, None)

    def has_moved(self, number):
        kind, parts = self.seen.get(number, (None, None))
        return kind is not None and kind.moved(self.objects[number], parts) is not None

    def sweep(self):
        """The numbers of objects that nothing but this heap holds any more: they are forgotten.

        Not of what the other side may ask for, which is ours and no data."""
        gone = []
        for number in list(self.objects):
            ours = number >= 0 if self.step == 1 else number < 0
            if (
                (not ours or number in self.seen)
                and _held_only_here(self.objects, number)
                and not self.has_moved(number)
            ):
                self.drop(number)
                gone.append(number)
        return gone


class Alone(Heap):
    """The numbers of one message: what it holds is not held on to."""

    def watch(self, number, kind, parts):
        pass


def _references(objects, number):
    return sys.getrefcount(objects[number])


_ALONE = _references({0: object()}, 0)


def _held_only_here(objects, number):
    return _references(objects, number) <= _ALONE
