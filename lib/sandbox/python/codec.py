"""Plain data as JSON text: the only thing that crosses between a candidate and its judge.

A value is JSON where JSON can hold it, and else an object with ONE key, its tag:

    null, true, 12, 1.5, "text", [..]     as in JSON (an int stays an int, a float a float)
    {"t": [..]}                           tuple
    {"d": [[key, value], ..]}             dict (always written so: its keys may be anything)
    {"s": [..]}   {"z": [..]}             set, frozenset
    {"f": "nan" | "inf" | "-inf"}         a float that JSON cannot hold
    {"c": [re, im]}                       complex
    {"b": "00ff"}                         bytes, in hexadecimal
    {"i": "-1f.."}                        an int too long for decimal text, in hexadecimal
    {"y": "int"}                          a builtin type
    {"o": [number, "type"]}               an object that stays in the candidate (never in task data)

Task data (`inputs` and `call` tests) is read by `loads`, which takes the same form and plain JSON
objects: one that is not exactly one tag with a payload of that tag's shape (a list; pairs; text) is a
dict with text keys. So {"t": 1} and {"b": 7} are dicts, and only a dict such as {"t": [1]} or
{"b": "00"} has to be written {"d": [["t", [1]]]}.

What a candidate sends is read by `decode`, which takes tags only and raises `Malformed` on anything
else, too deep or too large. Nothing here runs code of the value's own class: subclasses of the plain
types are read through their base type, so an always-equal int arrives as the int it holds.
"""

import json

MAX_DEPTH = 100
MAX_ITEMS = 2_000_000
MAX_DIGITS = 1 << 20
TAGS = frozenset("tdszfcbiyo")

TYPES = {kind.__name__: kind for kind in (int, float, complex, bool, str, bytes, list, tuple, dict, set, frozenset)}

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
    return kind.__qualname__ if module in ("builtins", "candidate", "__main__") else f"{module}.{kind.__qualname__}"


class Encoder:
    """Encodes values; `keep(value)` takes what is not plain and gives a number, or is absent."""

    def __init__(self, keep=None):
        self.keep = keep
        self.items = 0

    def encode(self, value, depth=0):
        kind = type(value)
        if kind is str or kind is bool or value is None:
            return value
        if kind is int:
            return value if -_SMALL < value < _SMALL else {"i": _hex(value)}
        if kind is float:
            return value if -_INFINITY < value < _INFINITY else {"f": repr(value)}
        if depth >= MAX_DEPTH:
            raise NotPlain("a structure nested too deeply (or inside itself)")
        depth += 1
        if kind is list:
            return self._items(value, depth)
        if kind is tuple:
            return {"t": self._items(value, depth)}
        if kind is dict:
            self._count(value)
            return {"d": [[self.encode(k, depth), self.encode(v, depth)] for k, v in value.items()]}
        if kind is set:
            return {"s": self._items(value, depth)}
        if kind is frozenset:
            return {"z": self._items(value, depth)}
        if kind is bytes:
            return {"b": value.hex()}
        if kind is complex:
            return {"c": [self.encode(value.real), self.encode(value.imag)]}
        return self._other(value, depth)

    def _items(self, value, depth):
        self._count(value)
        kinds = set(map(type, value))
        if kinds <= _SCALARS and (int not in kinds or -_SMALL < min(_ints(value)) <= max(_ints(value)) < _SMALL):
            return list(value)
        return [self.encode(item, depth) for item in value]

    def _count(self, value):
        self.items += len(value)
        if self.items > MAX_ITEMS:
            raise NotPlain(f"a value of more than {MAX_ITEMS} items")

    def _other(self, value, depth):
        if type(value) is type and TYPES.get(value.__name__) is value:
            return {"y": value.__name__}
        base = _base(value)
        if base is not None:
            return self.encode(base, depth - 1)
        if self.keep is None:
            raise NotPlain(f"an object of type {type_name(value)}")
        return {"o": [self.keep(value), type_name(value)[:100]]}


def _ints(value):
    return [item for item in value if type(item) is int]


def _hex(value):
    if value.bit_length() > MAX_DIGITS * 4:
        raise NotPlain("an int of too many digits")
    return "%x" % value


def _base(value):
    """The plain value inside an instance of a subclass, read without calling the subclass."""
    kind = type(value)
    if issubclass(kind, int):
        return int.__int__(value)
    if issubclass(kind, float):
        return float.__float__(value)
    if issubclass(kind, str):
        return str.__str__(value)
    if issubclass(kind, bytes):
        return bytes.__getitem__(value, slice(None))
    if issubclass(kind, dict):
        return dict(dict.items(value))
    if issubclass(kind, list):
        return list(list.__iter__(value))
    if issubclass(kind, tuple):
        return tuple(tuple.__iter__(value))
    if issubclass(kind, set):
        return set(set.__iter__(value))
    if issubclass(kind, frozenset):
        return frozenset(frozenset.__iter__(value))
    return None


class Decoder:
    """Decodes what `Encoder` made. `objects(number, type)` makes what stands for a kept object.

    `lenient`: a JSON object that is no tag is a dict with text keys (task data).
    """

    def __init__(self, objects=None, lenient=False):
        self.objects = objects
        self.lenient = lenient
        self.items = 0

    def decode(self, data, depth=0):
        kind = type(data)
        if kind is not list and kind is not dict:
            return data
        if depth >= MAX_DEPTH:
            raise Malformed("nested too deeply")
        if kind is list:
            return self._list(data, depth + 1)
        if len(data) == 1:
            ((tag, payload),) = data.items()
            if tag in TAGS and (not self.lenient or _has_shape(tag, payload)):
                return self._tagged(tag, payload, depth + 1)
        if not self.lenient:
            raise Malformed("an object that is no tag")
        self._count(data)
        return {key: self.decode(value, depth + 1) for key, value in data.items()}

    def _count(self, data):
        self.items += len(data)
        if self.items > 2 * MAX_ITEMS:
            raise Malformed("too many items")

    def _list(self, data, depth):
        if type(data) is not list:
            raise Malformed("not a list")
        self._count(data)
        if set(map(type, data)).isdisjoint((list, dict)):
            return data
        return [self.decode(item, depth) for item in data]

    def _tagged(self, tag, payload, depth):
        try:
            if tag == "t":
                return tuple(self._list(payload, depth))
            if tag == "d":
                pairs = self._list(payload, depth)
                return {key: value for key, value in pairs}
            if tag == "s":
                return set(self._list(payload, depth))
            if tag == "z":
                return frozenset(self._list(payload, depth))
            if tag == "f":
                return {"nan": float("nan"), "inf": _INFINITY, "-inf": -_INFINITY}[payload]
            if tag == "c":
                real, imag = self._list(payload, depth)
                return complex(float(real), float(imag))
            if tag == "b":
                return bytes.fromhex(payload)
            if tag == "i":
                return _int_of_hex(payload)
            if tag == "y":
                return TYPES[payload]
            return self._object(payload)
        except (TypeError, ValueError, KeyError) as problem:
            raise Malformed(f"a bad {tag!r}: {str(problem)[:100]}") from None

    def _object(self, payload):
        if self.objects is None:
            raise Malformed("an object where only plain data is allowed")
        number, name = payload
        if type(number) is not int or type(name) is not str or len(name) > 100:
            raise Malformed("a bad object")
        return self.objects(number, name)


def _has_shape(tag, payload):
    if tag == "f":
        return payload in ("nan", "inf", "-inf")
    if tag in "biy":
        return type(payload) is str
    if tag == "d":
        return type(payload) is list and all(type(pair) is list and len(pair) == 2 for pair in payload)
    return tag != "o" and type(payload) is list


def _int_of_hex(text):
    if type(text) is not str or len(text) > MAX_DIGITS + 1:
        raise Malformed("a bad int")
    return int(text, 16)


def encode(value, keep=None):
    return Encoder(keep).encode(value)


def decode(data, objects=None):
    return Decoder(objects).decode(data)


def dumps(value):
    """JSON text of a value; raises `NotPlain`."""
    return json.dumps(encode(value))


def loads(text):
    """The value of JSON text in this form, plain JSON objects allowed; raises `Malformed`."""
    try:
        return Decoder(lenient=True).decode(json.loads(text))
    except (ValueError, RecursionError) as problem:
        raise Malformed(str(problem)[:200]) from None
