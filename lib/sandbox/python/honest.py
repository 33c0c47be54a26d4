"""Makes unittest's comparisons deaf to objects that please the test.

Where the tests share the program's process, `assertEqual(f(1), 2)` asks the program's own object whether
it equals 2. Here it is asked the same about strangers near 2 as well (`strangers.py`), in an order that it
cannot know and by the very same call: one that says yes to those, too, fails the test. So are objects that
only hold such ones, and all whose comparison is not known from before the program was loaded, whatever
their class, module or file says. `instrument.py` has what the test compares itself, as in
`assertTrue(a == b)` or `abs(a - b) < 1e-6`, asked through here. Two objects of the program's are asked
whether they equal anything. Not covered: an object that knows the answer from elsewhere, for instance from
the frames and the code of the test.

Each assert method of `TestCase` also looks, before it starts, whether what it stands on is in place,
and leaves a note that it ran to its end: see `watch.py`.
"""

import collections
import datetime
import decimal
import functools
import operator
import sys
import time
import types
import unittest

from .strangers import chosen, far, other_of, shuffled, strangers

# unittest leaves frames of such modules out of its messages.
__unittest = True

# Also the name of the module that a program is loaded as.
MODULE = "__test__"
MAX_OBJECTS = 2000
MAX_DEPTH = 8
COMPARING = frozenset(
    """
    assertEqual assertAlmostEqual assertSequenceEqual assertListEqual assertTupleEqual assertSetEqual
    assertDictEqual assertCountEqual assertMultiLineEqual assertIn assertNotEqual assertNotAlmostEqual
    assertNotIn assertGreater assertGreaterEqual assertLess assertLessEqual assertDictContainsSubset
    """.split()
)
# What stands between two values, by its mark in the test's code.
OPERATORS = {
    "==": operator.eq,
    "!=": operator.ne,
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
    "in": lambda item, holder: operator.contains(holder, item),
    "not in": lambda item, holder: not operator.contains(holder, item),
    "-": operator.sub,
}
_MEANT = {"assertIn": "in", "assertGreater": ">", "assertGreaterEqual": ">=", "assertLess": "<", "assertLessEqual": "<="}
_EQUAL = frozenset(name for name in COMPARING if name.endswith("Equal") and "Not" not in name and name not in _MEANT)
# Whether the left side has to be the smaller one (1) or the larger one (-1).
_ORDER = {"<": 1, "<=": 1, ">": -1, ">=": -1}

_mro = type.__dict__["__mro__"].__get__
_frame, _clock, _type = sys._getframe, time.perf_counter_ns, type
_WRAPPER, _MEMBER, _FUNCTION = type(object.__eq__), types.MemberDescriptorType, types.FunctionType
# Whom the assert methods tell; set while the tests run beside a program.
_watch = None
# Holds one entry while objects are asked: a `!=` that is written with `==` would be asked for ever.
_asking = []

# Types whose values hold no other object, and compare as they are.
_SCALARS = frozenset(
    (int, float, complex, bool, str, bytes, bytearray, type(None), type(...), range, decimal.Decimal)
    + (datetime.date, datetime.timedelta)
)
_CONTAINERS = (list, tuple, set, frozenset)
_BUILT_IN = _SCALARS | {object, type, dict, *_CONTAINERS}
# A class made by Python code.
_HEAP = 1 << 9
_SPECIAL = tuple(f"__{name}__" for name in "eq ne lt le gt ge contains sub rsub bool len".split())
# Classes from before the program, by their number: each with what it compares by.
_known = {}
# The class of `unittest.mock.ANY`, once that is loaded.
_any = []


class Stranger:
    """Nothing that a program could know."""


class Liar(AssertionError):
    pass


LIAR = "an object of the program says that it equals anything"


def know():
    """Remembers all classes that there are."""
    mock = sys.modules.get("unittest.mock")
    if mock is not None and not _any:
        _any.append(type(mock.ANY))
    waiting = [object]
    while waiting:
        kind = waiting.pop()
        if id(kind) not in _known:
            own = [(name, kind.__dict__[name]) for name in _SPECIAL if name in kind.__dict__]
            _known[id(kind)] = kind, [(name, value, getattr(value, "__code__", None)) for name, value in own]
        waiting += [each for each in type.__subclasses__(kind) if id(each) not in _known]


# -- which values are asked


def plain(value):
    """Whether a value compares as data does: all in it is of types that are known, and unchanged."""
    if _type(value) in _SCALARS:
        return True
    waiting = [value]
    for _ in range(MAX_OBJECTS):
        if not waiting:
            return True
        value = waiting.pop()
        kind = _type(value)
        if kind in _SCALARS:
            continue
        if not _trusted(kind):
            return False
        waiting += _held(value, kind)
    return True


def _held(value, kind):
    """What a value of a known type consists of."""
    if issubclass(kind, dict):
        held = [*dict.keys(value), *dict.values(value)]
    else:
        held = [item for base in _CONTAINERS if issubclass(kind, base) for item in base.__iter__(value)]
    if kind.__name__ == "ndarray" and value.dtype.hasobject:
        held += kind.ravel(value).tolist()
    if kind in _BUILT_IN or issubclass(kind, (type, types.ModuleType, BaseException)):
        return held
    for owner in _mro(kind):
        if owner.__flags__ & _HEAP:
            for name, member in owner.__dict__.items():
                if type(member) is _MEMBER and name not in ("__weakref__", "__dict__"):
                    try:
                        held.append(member.__get__(value))
                    except (AttributeError, TypeError):
                        pass
    try:
        held += dict.values(object.__getattribute__(value, "__dict__"))
    except (AttributeError, TypeError):
        pass
    return held


def _trusted(kind):
    """Whether a type compares by what was there before the program, or by the test's own code."""
    if any(kind is each for each in _any):
        # Equals anything, and that is for the test to use.
        return _watch is not None and "ANY" in _watch.words
    tests = _watch.codes if _watch is not None else ()
    compared = None
    for owner in _mro(kind):
        for name in ("__eq__", "__ne__"):
            if compared is None and name in owner.__dict__ and owner is not object:
                compared = owner.__dict__[name]
                if type(compared) is _FUNCTION and compared.__code__ in tests:
                    return True
        known, own = _known.get(id(owner), (None, ()))
        if known is not owner:
            return False
        space = owner.__dict__
        for name, value, code in own:
            if space.get(name) is not value or getattr(value, "__code__", None) is not code:
                return False
        if not owner.__flags__ & _HEAP and owner not in _BUILT_IN and "__eq__" in space:
            # Made of C code, but it may ask what it holds: a deque, a view of a dict, a proxy.
            return owner.__module__.split(".")[0] in ("numpy", "pandas", "datetime", "_datetime")
    return True


# -- asking


def compared(name, left, right):
    """What the test compares itself: `left == right`."""
    operate = OPERATORS[name]
    if _type(left) in _SCALARS and _type(right) in _SCALARS or _asking:
        return operate(left, right)
    odd = not plain(left), not plain(right)
    if odd == (False, False):
        return operate(left, right)
    if odd == (True, True):
        return operate(honest(left), honest(right))
    if odd[0]:
        return _answer(name, lambda other: operate(left, other), left, right, 1)
    return _answer(name, lambda other: operate(other, right), right, left, 0)


def _answer(name, ask, value, other, place):
    """The answer to `ask(other)`, if the strangers are told apart from it."""
    every, strange = _strange(name, value, other, place)
    if not strange:
        return ask(other)
    answer, error, said = None, None, []
    _asking.append(True)
    try:
        for real, question in shuffled([(True, other)] + [(False, item) for item in strange]):
            try:
                reply = ask(question)
                if not plain(reply):
                    # Whatever it answers with would be asked in its turn.
                    reply = bool(reply) if name != "-" else reply
            except Exception as problem:
                reply = None
                if real:
                    error = problem
            if real:
                answer = reply
            else:
                said.append(reply)
    finally:
        _asking.pop()
    if error is not None:
        raise error
    if name == "-":
        pleases = (all if every else any)(_alike(answer, reply) for reply in said)
    else:
        wanted = name not in ("!=", "not in")
        pleases = _truth(answer) is wanted and (all if every else any)(_truth(reply) is wanted for reply in said)
    if pleases:
        raise Liar(LIAR)
    return answer


def _truth(reply):
    if type(reply) is bool or reply is None:
        return reply
    try:
        return bool(reply)
    except Exception:
        return None


def _alike(answer, reply):
    numbers = (int, float)
    return type(answer) in numbers and type(reply) in numbers and abs(answer - reply) <= 0.01


def _strange(name, value, other, place):
    """(whether all of them must please for a lie, what is asked about beside `other`)."""
    sign = _ORDER.get(name)
    if sign is not None:
        if type(other) not in (int, float):
            return False, []
        sign = sign if place == 0 else -sign
        return False, [far(other, sign), far(other, sign)]
    if name in ("in", "not in") and place == 0:
        # What is in a container of the program's may be much, but not everything.
        number = (1 << 40) + _clock() % (1 << 40)
        return True, [Stranger(), object(), other_of(""), number, -number, number + 0.5]
    if name in ("in", "not in"):
        return False, [_of_others(value, other) for _ in range(4)] if type(other) in (dict, *_CONTAINERS) and other else []
    if name == "~":
        return False, [far(other, 1), far(other, -1)] if type(other) in (int, float) else _unlike(value, other)
    return False, _unlike(value, other)


def _of_others(value, holder):
    """A container of the same kind, of strangers only: where `value` may please, they differ there."""
    items, found = list(holder), []
    for item in items:
        others = [other for other in _unlike(value, item) if other not in items]
        found.append(chosen(others) if others else other_of(item))
    return dict.fromkeys(found) if type(holder) is dict else type(holder)(found)


def _unlike(value, other):
    """Values unlike `other` where `value` holds what may please."""
    places = list(_places(value, other, ()))
    if places in ([], [()]):
        return strangers(other)
    step = max(1, len(places) // 4)
    return [_replaced(other, path, item) for path in places[::step] for item in strangers(_at(other, path))[:4]]


def _places(value, other, path):
    if plain(value):
        return
    kind, inner = _type(value), []
    if len(path) < MAX_DEPTH and _trusted(kind):
        if issubclass(kind, (list, tuple)) and type(other) in (list, tuple):
            items = [*(list if issubclass(kind, list) else tuple).__iter__(value)]
            if len(items) == len(other):
                inner = [(number, item) for number, item in enumerate(items)]
        elif issubclass(kind, dict) and type(other) is dict:
            inner = [(key, dict.get(value, key)) for key in other if type(key) in _SCALARS]
    found = False
    for key, item in inner:
        for place in _places(item, other[key], (*path, key)):
            found = True
            yield place
    if not found:
        yield path


def _at(value, path):
    for key in path:
        value = value[key]
    return value


def _replaced(value, path, item):
    if not path:
        return item
    inner = _replaced(value[path[0]], path[1:], item)
    if type(value) is dict:
        return {**value, path[0]: inner}
    return type(value)([*value[: path[0]], inner, *value[path[0] + 1 :]])


def groups():
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
        if not _trusted(kind) and any(all(map(_says_equal(value), group)) for group in groups()):
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
            return bool(value == other) or bool(other == value) or not bool(value != other)
        except Exception:
            return False

    return ask


def of_stranger(frame):
    """Whether what runs in `frame` was asked about a stranger, and is no part of what the test does."""
    if not _asking:
        return False
    while frame is not None:
        if frame.f_code is _answer.__code__:
            return frame.f_locals.get("real") is False
        if frame.f_code is equals_anything.__code__:
            return True
        frame = frame.f_back
    return False


def honest(value):
    """The value, looked at: the marks in the test put it around what is compared."""
    if equals_anything(value):
        raise Liar(LIAR)
    return value


def _asserted(name, method, test, args, more):
    """An assert method's result; where one of its two values is no plain data, that one is asked."""
    first, second, *rest = args
    odd = not plain(first), not plain(second)
    meaning = _MEANT.get(name, "==" if name in _EQUAL else None)
    if odd == (False, False) or meaning is None:
        return method(test, *args, **more)
    if odd == (True, True):
        return method(test, honest(first), honest(second), *rest, **more)
    if name == "assertAlmostEqual":
        meaning = "~"
    # A method gives nothing where it passes.
    if odd[0]:
        _answer(meaning, lambda other: method(test, first, other, *rest, **more) is None, first, second, 1)
    else:
        _answer(meaning, lambda other: method(test, other, second, *rest, **more) is None, second, first, 0)


def _honest(name, method):
    comparing = name in COMPARING

    @functools.wraps(method)
    def compare(self, *args, **more):
        watch = _watch
        if watch is None:
            return method(self, *args, **more)
        watch.look(self)
        if comparing and _type(args) is tuple and len(args) > 1 and not _asking:
            result = _asserted(name, method, self, args, more)
        else:
            result = method(self, *args, **more)
        watch.note(_frame(1), name)
        return result

    return compare


def install():
    know()
    for name in dir(unittest.TestCase):
        method = unittest.TestCase.__dict__.get(name)
        if name.startswith("assert") and callable(method):
            setattr(unittest.TestCase, name, _honest(name, method))


def tell(watch):
    global _watch
    _watch = watch
