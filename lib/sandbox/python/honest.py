"""Makes unittest's comparisons deaf to objects that call themselves equal to anything.

Where the tests share the program's process, `assertEqual(f(1), 2)` asks the program's own object whether
it equals 2. An object of a class of the program is asked first whether it equals a stranger; one that
says yes fails the test. Not covered: comparisons outside the assert methods, as in `assertTrue(a == b)`,
and an object made to recognise the stranger.
"""

import functools
import unittest

from .describe import CANDIDATE

# unittest leaves frames of such modules out of its messages.
__unittest = True

# Also the name of the module that a program is loaded as.
MODULE = "__test__"
MAX_OBJECTS = 2000
METHODS = (
    "assertEqual",
    "assertAlmostEqual",
    "assertSequenceEqual",
    "assertListEqual",
    "assertTupleEqual",
    "assertSetEqual",
    "assertDictEqual",
    "assertCountEqual",
    "assertMultiLineEqual",
    "assertIn",
)

_mro = type.__dict__["__mro__"].__get__


class Stranger:
    """Nothing that a program could know."""


def equals_anything(value):
    """Whether the value, or something in it, is such an object."""
    waiting = [value]
    for _ in range(MAX_OBJECTS):
        if not waiting:
            return False
        value = waiting.pop()
        if _own_comparison(type(value)):
            try:
                if value == Stranger():
                    return True
            except Exception:
                pass
        if type(value) is dict:
            waiting.extend(value.keys())
            waiting.extend(value.values())
        elif type(value) in (list, tuple, set, frozenset):
            waiting.extend(value)
    return False


def _own_comparison(kind):
    for owner in _mro(kind):
        if "__eq__" in owner.__dict__:
            code = getattr(owner.__dict__["__eq__"], "__code__", None)
            return owner.__module__ == MODULE or (code is not None and code.co_filename == CANDIDATE)
    return False


def _honest(method):
    @functools.wraps(method)
    def compare(self, first, second, *args, **more):
        if equals_anything(first) or equals_anything(second):
            raise self.failureException("an object of the program says that it equals anything")
        return method(self, first, second, *args, **more)

    return compare


def install():
    for name in METHODS:
        setattr(unittest.TestCase, name, _honest(getattr(unittest.TestCase, name)))
