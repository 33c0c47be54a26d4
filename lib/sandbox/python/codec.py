"""Values as JSON text: the only thing that crosses between a candidate and its judge.

A value is JSON where JSON can hold it, and else an object with ONE key, its tag:

    null, true, 12, 1.5, "text", [..]     as in JSON (an int stays an int, a float a float)
    {"t": [..]}                           tuple
    {"d": [[key, value], ..]}             dict (always written so: its keys may be anything)
    {"s": [..]}   {"z": [..]}             set, frozenset, in their order
    {"S": [size, ..]}   {"Z": [size, ..]} the same, where the order needs a table of that size (`sets.py`)
    {"f": "nan" | "inf" | "-inf"}         a float that JSON cannot hold
    {"c": [re, im]}                       complex
    {"b": "00ff"}                         bytes, in hexadecimal
    {"i": "-1f.."}                        an int too long for decimal text, in hexadecimal
    {"y": "math.floor"}                   a class or function of the library by name (`names.py`)
    {"v": [type, parts ..]}               a value of the library that never changes (`values.py`)
    {"n": [kind, dtype, shape, data]}     NumPy's
    {"m": [kind, more, parts ..]}         another changeable object of the library (`heap.py`)
    {"r": number}                         the object of that number, which has crossed before
    {"u": "text"}                         text with a number, where the test asks for identity
    {"l": kind}                           a list, dict or set whose content comes later in the message
    {"o": ..}                             what stays with its owner (`remote.py`), never in task data

Lists, dicts, sets, "m" and "o", views and NaNs get the next number of the heap as they are met, on both sides.

Task data (`inputs` and `call` tests) is read by `loads`, which takes the same form and plain JSON
objects: one that is not exactly one tag with a payload of that tag's shape (a list; pairs; text) is a
dict with text keys. So {"t": 1} and {"b": 7} are dicts, and only a dict such as {"t": [1]} or
{"b": "00"} has to be written {"d": [["t", [1]]]}. Only the tags that task data had from the start,
"tdszfcbiy", count there.

What a candidate sends is read by `Decoder`, which takes tags only and raises `Malformed` on anything
else, too deep or too large, and before it builds a set or dict of keys whose hashes collide. Nothing
here runs code of the value's own class.
"""

import json
import types

from . import sets
from .heap import DICT, KIND_NAMES, KINDS, LIST, NDARRAY, SET, Heap
from .names import KNOWN, name_of
from .values import MAKERS, VALUES, VIEWS, NoNumpy, make_numpy, numpy_parts, value_parts

MAX_DEPTH = 100
# Where a changeable object lies deeper, its content comes later; a tuple cannot wait.
MAX_TUPLES = 120
# What a program returns, in what a test puts around it, may be given back to it.
MORE_TUPLES = 20
MAX_ITEMS = 8_000_000
MAX_DIGITS = 1 << 20
# Of keys that a candidate sends: so many may have a hash that another one has.
MAX_COLLIDING = 200
LENIENT_TAGS = frozenset("tdszfcbiy")
_STRICT = frozenset({str, tuple, frozenset, bytes, *VALUES})
LATER = {"list": LIST, "dict": DICT, "set": SET}

_NESTED = frozenset({list, dict})
_SCALARS = frozenset({int, str, bool, type(None)})
_SMALL = 1 << 4096
_INFINITY = float("inf")


class NotPlain(Exception):
    """The value cannot be sent; the message says what it is."""


class Malformed(Exception):
    """The text is not a value in this form."""


def type_name(value):
    kind = type(value)
    module = kind.__module__
    return (
        kind.__qualname__
        if module in ("builtins", "candidate", "__main__", "test")
        else f"{module}.{kind.__qualname__}"
    )


class Encoder:
    """Encodes values; `foreign(value, encoder, depth)` gives the payload of "o", or is absent."""

    def __init__(self, heap=None, foreign=None):
        self.heap = heap or Heap()
        self.foreign = foreign
        self.items = 0
        self.deepest = MAX_TUPLES + (MORE_TUPLES if self.heap.step == 1 else 0)
        self.later = []

    def encode(self, value, depth=0):
        kind = type(value)
        if self.heap.strict and kind in _STRICT:
            return self._identified(value, kind, depth)
        if kind is str or kind is bool or value is None:
            return value
        if kind is int:
            return value if -_SMALL < value < _SMALL else {"i": _hex(value)}
        if kind is float and -_INFINITY < value < _INFINITY:
            return value
        if kind is tuple:
            if depth >= self.deepest:
                raise NotPlain("tuples nested too deeply")
            return {"t": self.sequence(value, depth + 1)}
        number = self.heap.numbers.get(id(value))
        if number is not None:
            return {"r": number}
        changeable = KINDS.get(kind)
        if changeable is not None:
            return self._changeable(value, changeable, depth)
        return self._constant(value, kind, depth + 1)

    def _identified(self, value, kind, depth):
        """A value that never changes, with its number: the test can tell it from an equal one."""
        number = self.heap.numbers.get(id(value))
        if number is not None:
            return {"r": number}
        if kind is str:
            data = {"u": value}
        elif kind is tuple:
            if depth >= self.deepest:
                raise NotPlain("tuples nested too deeply")
            data = {"t": self.sequence(value, depth + 1)}
        else:
            data = self._constant(value, kind, depth + 1)
        self.heap.add(value)
        return data

    def _changeable(self, value, kind, depth):
        number = self.heap.add(value)
        parts = kind.parts(value)
        self.heap.watch(number, kind, parts)
        if kind is LIST or kind is DICT or kind is SET:
            if depth >= MAX_DEPTH:
                self.later.append((number, kind, parts))
                return {"l": kind.name}
            if kind is LIST:
                return self.sequence(parts, depth + 1)
            if kind is DICT:
                flat = self.sequence(parts, depth + 1)
                return {"d": [list(pair) for pair in zip(flat[::2], flat[1::2])]}
            return self._set("s", value, parts, depth + 1)
        more = self.encode(kind.more(value), depth + 1)
        return {"m": [kind.name, more, *self.sequence(parts, min(depth + 1, MAX_DEPTH))]}

    def _set(self, tag, value, parts, depth):
        size = sets.unusual_size(value, parts)
        items = self.sequence(parts, depth)
        return {tag.upper(): [size, *items]} if size else {tag: items}

    def content(self, value, kind, parts):
        """The parts of what changed or came later, for a message's "changed"."""
        items = self.sequence(parts, 1)
        return [sets.unusual_size(value, parts), *items] if kind is SET else items

    def sequence(self, value, depth):
        self.items += len(value)
        if self.items > MAX_ITEMS:
            raise NotPlain(f"a value of more than {MAX_ITEMS} items")
        kinds = set(map(type, value))
        if self.heap.strict and str in kinds:
            return [self.encode(item, depth) for item in value]
        if kinds <= _SCALARS and (int not in kinds or -_SMALL < min(_ints(value)) <= max(_ints(value)) < _SMALL):
            # A list here is the parts of something, and nobody changes those.
            return value if type(value) is list else list(value)
        return [self.encode(item, depth) for item in value]

    def _constant(self, value, kind, depth):
        if kind is types.TracebackType:
            return None
        if kind is float:
            if value != value:
                self.heap.add(value)
            return {"f": repr(value)}
        if kind is frozenset:
            return self._set("z", value, list(value), depth)
        if kind is bytes:
            return {"b": value.hex()}
        if kind is complex:
            return {"c": [self.encode(value.real), self.encode(value.imag)]}
        name = name_of(value)
        if name is not None:
            return {"y": name}
        found = value_parts(value, kind)
        if found is not None:
            data = {"v": [found[0], *self.sequence(found[1], depth)]}
            if kind in VIEWS and not self.heap.strict:
                # Equal only to itself, as `{}.values()` is.
                self.heap.add(value)
            return data
        numpys = numpy_parts(value)
        if numpys is not None:
            number = self.heap.add(value)
            if numpys[0] == "ndarray":
                self.heap.watch(number, NDARRAY, numpys[1])
            return {"n": [numpys[0], *self.sequence(numpys[1], depth)]}
        if self.foreign is None:
            raise NotPlain(f"an object of type {type_name(value)}")
        return {"o": self.foreign(value, self, depth)}


def _ints(value):
    return [item for item in value if type(item) is int]


def _hex(value):
    if value.bit_length() > MAX_DIGITS * 4:
        raise NotPlain("an int of too many digits")
    return "%x" % value


class Decoder:
    """Decodes what `Encoder` made. `foreign(payload, decoder, depth)` makes what stands for "o".

    `lenient`: a JSON object that is no tag is a dict with text keys (task data).
    """

    def __init__(self, heap=None, foreign=None, lenient=False):
        self.heap = heap or Heap()
        self.foreign = foreign
        self.lenient = lenient
        self.items = 0
        self.deepest = MAX_TUPLES + 2 + (MORE_TUPLES if self.heap.step == -1 else 0)

    def decode(self, data, depth=0):
        kind = type(data)
        if kind is not list and kind is not dict:
            return data
        if depth > self.deepest:
            raise Malformed("nested too deeply")
        if kind is list:
            return self._list(data, depth + 1)
        if len(data) == 1:
            ((tag, payload),) = data.items()
            if not self.lenient or (tag in LENIENT_TAGS and _has_shape(tag, payload)):
                return self._tagged(tag, payload, depth + 1)
        if not self.lenient:
            raise Malformed("an object that is no tag")
        self._count(data)
        return {key: self.decode(value, depth + 1) for key, value in data.items()}

    def _count(self, data):
        self.items += len(data)
        if self.items > 2 * MAX_ITEMS:
            raise Malformed("too many items")

    def sequence(self, data, depth):
        if type(data) is not list:
            raise Malformed("not a list")
        self._count(data)
        if set(map(type, data)).isdisjoint(_NESTED):
            return data
        return [self.decode(item, depth) for item in data]

    def _list(self, data, depth):
        if set(map(type, data)).isdisjoint(_NESTED):
            self._count(data)
            self.heap.watch(self.heap.add(data, own=False), LIST, data.copy())
            return data
        value = []
        number = self.heap.add(value, own=False)
        value.extend(self.sequence(data, depth))
        self.heap.watch(number, LIST, value.copy())
        return value

    def _tagged(self, tag, payload, depth):
        try:
            make = _MAKE.get(tag)
            if make is None:
                raise Malformed("an unknown tag")
            value = make(self, payload, depth)
            if tag != "r" and type(value) in (_STRICT if self.heap.strict else VIEWS):
                self.heap.add(value, own=False)
            return value
        except (Malformed, NoNumpy, RecursionError, MemoryError):
            raise
        except Exception as problem:
            raise Malformed(f"a bad {tag!r}: {str(problem)[:100]}") from None

    def filled(self, value, kind, parts):
        """Makes `parts`, already decoded, the content of a changeable object."""
        if kind is SET:
            refuse_colliding(parts)
        elif kind.base in _MAPPINGS:
            refuse_colliding(parts[::2])
        # Keys may ask the other side for their hash: what is half filled then is no change to be told.
        before, self.heap.looking = self.heap.looking, True
        try:
            kind.fill(value, parts)
        finally:
            self.heap.looking = before

    def content(self, number, data):
        """Takes over what the other side says is now in an object."""
        if type(number) is not int or number not in self.heap.seen:
            raise Malformed("a change of what cannot change")
        kind, _ = self.heap.seen[number]
        parts = self.sequence(data, 1)
        if kind is SET and parts:
            parts = self._sized(parts)
        self.filled(self.heap.objects[number], kind, parts)
        self.heap.watch(number, kind, kind.parts(self.heap.objects[number]))

    def _tuple(self, payload, depth):
        return tuple(self.sequence(payload, depth))

    def _dict(self, payload, depth):
        value = {}
        number = self.heap.add(value, own=False)
        if type(payload) is not list:
            raise Malformed("not a list")
        parts = []
        for key, item in payload:
            parts.append(key)
            parts.append(item)
        self.filled(value, DICT, self.sequence(parts, depth))
        self.heap.watch(number, DICT, DICT.parts(value))
        return value

    def _set(self, payload, depth):
        value = set()
        number = self.heap.add(value, own=False)
        self.filled(value, SET, self.sequence(payload, depth))
        self.heap.watch(number, SET, SET.parts(value))
        return value

    def _sized_set(self, payload, depth):
        value = set()
        number = self.heap.add(value, own=False)
        self.filled(value, SET, self._sized(self.sequence(payload, depth)))
        self.heap.watch(number, SET, SET.parts(value))
        return value

    def _frozenset(self, payload, depth):
        items = self.sequence(payload, depth)
        refuse_colliding(items)
        return frozenset(items)

    def _sized_frozenset(self, payload, depth):
        size, *items = self._sized(self.sequence(payload, depth)) or [0]
        refuse_colliding(items)
        return sets.arranged(frozenset, items, size)

    def _sized(self, parts):
        """The first part is the size of a set's table, which takes a time to fill."""
        if type(parts[0]) is not int:
            raise Malformed("a bad set")
        self.items += min(abs(parts[0]), sets.MAX_SIZE) // 4
        self._count(())
        return [sets.Size(parts[0]), *parts[1:]]

    def _float(self, payload, _depth):
        if payload == "nan":
            value = float("nan")
            self.heap.add(value, own=False)
            return value
        return {"inf": _INFINITY, "-inf": -_INFINITY}[payload]

    def _complex(self, payload, depth):
        real, imag = self.sequence(payload, depth)
        return complex(float(real), float(imag))

    def _bytes(self, payload, _depth):
        return bytes.fromhex(payload)

    def _int(self, payload, _depth):
        if type(payload) is not str or len(payload.lstrip("-")) > MAX_DIGITS:
            raise Malformed("a bad int")
        return int(payload, 16)

    def _name(self, payload, _depth):
        return KNOWN[payload]

    def _value(self, payload, depth):
        name, *parts = self.sequence(payload, depth)
        return MAKERS[name](*parts)

    def _numpy(self, payload, depth):
        if type(payload) is not list or len(payload) != 4:
            raise Malformed("a bad array")
        number = self.heap.add(None, own=False)
        value = make_numpy(*self.sequence(payload, depth))
        self.heap.objects[number] = value
        self.heap.numbers[id(value)] = number
        if payload[0] == "ndarray":
            self.heap.watch(number, NDARRAY, NDARRAY.parts(value))
        return value

    def _more(self, payload, depth):
        name, more, *parts = payload
        kind = KIND_NAMES[name]
        # Made before its parts, which may hold it; what it needs beside them comes first.
        number = self.heap.add(None, own=False)
        value = kind.new(kind.base, self.decode(more, depth))
        self.heap.objects[number] = value
        self.heap.numbers[id(value)] = number
        self.filled(value, kind, self.sequence(parts, depth))
        self.heap.watch(number, kind, kind.parts(value))
        return value

    def _later(self, payload, _depth):
        kind = LATER[payload]
        value = kind.base()
        self.heap.watch(self.heap.add(value, own=False), kind, [])
        return value

    def _reference(self, payload, _depth):
        if type(payload) is not int:
            raise Malformed("a bad reference")
        return self.heap.objects[payload]

    def _foreign(self, payload, depth):
        if self.foreign is None:
            raise Malformed("an object where only plain data is allowed")
        return self.foreign(payload, self, depth)


_MAKE = {
    "t": Decoder._tuple,
    "d": Decoder._dict,
    "s": Decoder._set,
    "z": Decoder._frozenset,
    "S": Decoder._sized_set,
    "Z": Decoder._sized_frozenset,
    "f": Decoder._float,
    "c": Decoder._complex,
    "b": Decoder._bytes,
    "i": Decoder._int,
    "y": Decoder._name,
    "v": Decoder._value,
    "n": Decoder._numpy,
    "m": Decoder._more,
    "l": Decoder._later,
    "r": Decoder._reference,
    "u": lambda _decoder, payload, _depth: _text(payload),
    "o": Decoder._foreign,
}
_MAPPINGS = frozenset(kind.base for kind in KINDS.values() if issubclass(kind.base, dict))


def _text(payload):
    if type(payload) is not str:
        raise Malformed("not a text")
    # A text of its own, even where it is a single letter.
    return payload


def refuse_colliding(keys):
    """Keys of one hash would make a set or dict of them take a time that grows with their square."""
    if len(keys) > MAX_COLLIDING and len(keys) - len(set(map(hash, keys))) > MAX_COLLIDING:
        raise Malformed("too many keys with the same hash")


def _has_shape(tag, payload):
    if tag == "f":
        return payload in ("nan", "inf", "-inf")
    if tag in "biy":
        return type(payload) is str
    if tag == "d":
        return type(payload) is list and all(type(pair) is list and len(pair) == 2 for pair in payload)
    return type(payload) is list


def is_scalar(value):
    """Whether a value is written as JSON writes it."""
    kind = type(value)
    if kind is int:
        return -_SMALL < value < _SMALL
    return kind is str or kind is bool or value is None or kind is float and -_INFINITY < value < _INFINITY


def encode(value, heap=None):
    encoder = Encoder(heap)
    data = encoder.encode(value)
    if encoder.later:
        raise NotPlain("a structure nested too deeply")
    return data


def decode(data, heap=None):
    return Decoder(heap).decode(data)


def dumps(value):
    """JSON text of a value; raises `NotPlain`."""
    return json.dumps(encode(value))


def loads(text):
    """The value of JSON text in this form, plain JSON objects allowed; raises `Malformed`."""
    try:
        return Decoder(lenient=True).decode(json.loads(text))
    except (ValueError, RecursionError) as problem:
        raise Malformed(str(problem)[:200]) from None
