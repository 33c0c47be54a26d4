"""Makes unittest's comparisons deaf to objects that call themselves equal to anything.

Where the tests share the program's process, `assertEqual(f(1), 2)` asks the program's own object whether
it equals 2. An object of a class of the program is asked first whether it equals strangers, and two
different values of each builtin type; one that says yes fails the test. `instrument.py` has the same
asked of what the test compares itself, as in `assertTrue(a == b)`. Not covered: an object that answers
by what it reads in the frames, or differently each time.

Each assert method of `TestCase` also looks, before it starts, whether what it stands on is in place,
and leaves a note that it ran to its end: see `watch.py`.
"""

import functools
import sys
import time
import unittest

from .describe import CANDIDATE

# unittest leaves frames of such modules out of its messages.
__unittest = True

# Also the name of the module that a program is loaded as.
MODULE = "__test__"
MAX_OBJECTS = 2000
COMPARING = frozenset(
    """
    assertEqual assertAlmostEqual assertSequenceEqual assertListEqual assertTupleEqual assertSetEqual
    assertDictEqual assertCountEqual assertMultiLineEqual assertIn assertNotEqual assertNotAlmostEqual
    assertNotIn assertGreater assertGreaterEqual assertLess assertLessEqual assertDictContainsSubset
    """.split()
)

_mro = type.__dict__["__mro__"].__get__
_frame, _clock = sys._getframe, time.perf_counter_ns
# Whom the assert methods tell; set while the tests run beside a program.
_watch = None
# Holds one entry while objects are asked: a `!=` that is written with `==` would be asked for ever.
_asking = []


class Stranger:
    """Nothing that a program could know."""


class Liar(AssertionError):
    pass


def strangers():
    """Groups of values: an object that equals all of a group equals anything."""
    number = (1 << 40) + _clock() % (1 << 40)
    yield (Stranger(),)
    yield (object(),)
    for make in (int, float, complex, str, lambda n: str(n).encode()):
        yield make(number), make(number + 7)
    for make in (lambda n: [n], lambda n: (n,), lambda n: {n: n}, lambda n: {n}, lambda n: frozenset([n])):
        yield make(number), make(str(number))
    yield True, False


def equals_anything(value):
    """Whether the value, or something in it, is such an object; not asked within an answer to that."""
    if _asking:
        return False
    _asking.append(True)
    try:
        return _pleases(value)
    finally:
        _asking.pop()


def _pleases(value):
    waiting = [value]
    for _ in range(MAX_OBJECTS):
        if not waiting:
            return False
        value = waiting.pop()
        kind = type(value)
        if _own_comparison(kind) and any(all(map(_says_equal(value), group)) for group in strangers()):
            return True
        if issubclass(kind, dict):
            waiting.extend(dict.keys(value))
            waiting.extend(dict.values(value))
        else:
            for base in (list, tuple, set, frozenset):
                if issubclass(kind, base):
                    waiting.extend(base.__iter__(value))
    return False


def _says_equal(value):
    def ask(other):
        try:
            return (value == other) is True or (other == value) is True or (value != other) is False
        except Exception:
            return False

    return ask


def _own_comparison(kind):
    for owner in _mro(kind):
        for name in ("__eq__", "__ne__"):
            if name in owner.__dict__ and owner is not object:
                function = owner.__dict__[name]
                code = getattr(function, "__code__", None)
                if owner.__module__ == MODULE or (code is not None and code.co_filename == CANDIDATE):
                    return True
                if owner.__module__ == "unittest.mock":
                    # Mocks can be made to equal anything, and ANY does: that is for the test to use.
                    return not (_watch is not None and "ANY" in _watch.words and kind.__name__ == "_ANY")
    return False


def honest(value):
    """The value, looked at: the marks in the test put it around what is compared."""
    if equals_anything(value):
        raise Liar("an object of the program says that it equals anything")
    return value


def _honest(name, method):
    comparing = name in COMPARING

    @functools.wraps(method)
    def compare(self, *args, **more):
        watch = _watch
        if watch is None:
            return method(self, *args, **more)
        watch.look(self)
        if comparing:
            for value in args[:2]:
                if equals_anything(value):
                    raise self.failureException("an object of the program says that it equals anything")
        result = method(self, *args, **more)
        watch.note(_frame(1), name)
        return result

    return compare


def install():
    for name in dir(unittest.TestCase):
        method = unittest.TestCase.__dict__.get(name)
        if name.startswith("assert") and callable(method):
            setattr(unittest.TestCase, name, _honest(name, method))


def tell(watch):
    global _watch
    _watch = watch
