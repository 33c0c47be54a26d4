"""Values of the standard library (and NumPy's) that never change: rebuilt from plain parts.

Each type has a name on the wire, parts (plain values) and a way to make it of them; nothing is pickled,
and what the maker does with odd parts is an exception.
"""

import datetime
import decimal
import fractions
import gc
import importlib
import pathlib
import sys

MAX_ARRAY = 1 << 26
_NUMPY_KINDS = "?bhilqpBHILQPefdgFDGUSmM"


def _fields(*names):
    return lambda value: [getattr(value, name) for name in names]


def _delta(days, seconds, microseconds):
    return datetime.timedelta(days, seconds, microseconds)


def _zone_parts(value):
    return [value.utcoffset(None), value.tzname(None)]


def _zone(offset, name):
    if offset == datetime.timedelta(0) and name == "UTC":
        return datetime.timezone.utc
    return datetime.timezone(offset) if name is None or name.startswith("UTC") else datetime.timezone(offset, name)


def _time(*parts):
    return datetime.time(*parts[:-1], fold=parts[-1])


def _datetime(*parts):
    return datetime.datetime(*parts[:-1], fold=parts[-1])


_CLOCK = ("hour", "minute", "second", "microsecond", "tzinfo", "fold")
_DAY = ("year", "month", "day")


_referents = gc.get_referents


def _view(name):
    return lambda mapping: getattr(mapping, name)()


def _behind(view):
    """The dict that a view looks at: itself, since the view shows what becomes of it."""
    for mapping in _referents(view):
        if type(mapping) is dict:
            return [mapping]
    return [dict(view.mapping)]


def _path(cls):
    return lambda value: cls(_text(value))


def _text(value):
    if type(value) is not str:
        raise TypeError("not text")
    return value


# Exact type: (name, parts of a value, value of parts).
VALUES = {
    fractions.Fraction: ("Fraction", _fields("numerator", "denominator"), fractions.Fraction),
    decimal.Decimal: ("Decimal", lambda value: [str(value)], lambda text: decimal.Decimal(_text(text))),
    datetime.date: ("date", _fields(*_DAY), datetime.date),
    datetime.time: ("time", _fields(*_CLOCK), _time),
    datetime.datetime: ("datetime", _fields(*_DAY, *_CLOCK), _datetime),
    datetime.timedelta: ("timedelta", _fields("days", "seconds", "microseconds"), _delta),
    datetime.timezone: ("timezone", _zone_parts, _zone),
    range: ("range", _fields("start", "stop", "step"), range),
    slice: ("slice", _fields("start", "stop", "step"), slice),
    memoryview: ("memoryview", lambda value: [value.tobytes()], lambda data: memoryview(data)),
    type({}.keys()): ("keys", _behind, _view("keys")),
    type({}.values()): ("values", _behind, _view("values")),
    type({}.items()): ("items", _behind, _view("items")),
    pathlib.PurePosixPath: ("PurePosixPath", lambda value: [str(value)], _path(pathlib.PurePosixPath)),
    pathlib.PosixPath: ("PosixPath", lambda value: [str(value)], _path(pathlib.PosixPath)),
}
VIEWS = frozenset({type({}.keys()), type({}.values()), type({}.items())})
# Of modules that few programs load: (module, class), whose number makes the value.
_NUMBERED = {"UUID": "uuid", "IPv4Address": "ipaddress", "IPv6Address": "ipaddress"}


def _numbered(name):
    def make(number):
        cls = getattr(importlib.import_module(_NUMBERED[name]), name)
        return cls(int=number) if name == "UUID" else cls(number)

    return make


MAKERS = {name: make for name, _, make in VALUES.values()} | {name: _numbered(name) for name in _NUMBERED}


def value_parts(value, kind):
    """(name, parts) of a value of the library, or None."""
    found = VALUES.get(kind)
    if found is not None:
        return found[0], found[1](value)
    module = sys.modules.get(_NUMBERED.get(kind.__name__))
    if module is not None and getattr(module, kind.__name__, None) is kind:
        return kind.__name__, [int(value)]
    return None


def numpy_parts(value):
    """(name, parts) of a NumPy array or scalar of numbers or text, or None."""
    numpy = sys.modules.get("numpy")
    kind = type(value)
    if numpy is None or not kind.__module__.startswith("numpy"):
        return None
    try:
        if kind is numpy.ndarray:
            if value.dtype.char not in _NUMPY_KINDS or value.nbytes > MAX_ARRAY:
                return None
            return "ndarray", [value.dtype.str, value.shape, value.tobytes()]
        if isinstance(value, numpy.generic) and value.dtype.char in _NUMPY_KINDS:
            return "scalar", [value.dtype.str, (), value.tobytes()]
        if isinstance(value, numpy.dtype):
            return "dtype", [value.str, (), b""]
    except AttributeError:
        # A module of that name which is not NumPy.
        return None
    return None


class NoNumpy(Exception):
    """A value of NumPy's, and no NumPy here."""


def make_numpy(name, text, shape, data):
    try:
        import numpy
    except Exception:
        raise NoNumpy from None
    if type(text) is not str or len(text) > 20 or type(data) is not bytes:
        raise ValueError("a bad array")
    dtype = numpy.dtype(text)
    if dtype.char not in _NUMPY_KINDS:
        raise ValueError("a bad array")
    if name == "dtype":
        return dtype
    array = numpy.frombuffer(data, dtype).reshape([int(side) for side in shape]).copy()
    return array if name == "ndarray" else array[()]
