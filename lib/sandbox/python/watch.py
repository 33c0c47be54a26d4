"""What the tests of a program stand on, as it was before the program was loaded, and the notes of a test.

unittest (each module and class of it), builtins, json, our own modules, and what the test names of the
libraries that it imports are remembered by identity, functions with their code and defaults; additions
to unittest and builtins count too. They are looked at before the tests, at assert methods and after each
test. While a test runs the `Watch` takes the notes of its marks (`instrument.py`): a test has passed only
if its own code, called by unittest and by nobody between, came to its end, and every `self.assert…`
statement that it cannot have left out ran.

Nothing here stops a program that rewrites this module's own memory: it shares the process.
"""

import builtins
import datetime
import importlib
import marshal
import operator
import sys
import types
import unittest

from . import codec, describe, honest, strangers, trace

FUNCTION, MODULE = types.FunctionType, types.ModuleType
CAPSULE = type(datetime.datetime_CAPI)
MISSING = object()
MAX_LOOKS = 2000
# What may change by itself.
CHANGES = frozenset(
    """
    unittest.mock.file_spec unittest.mock.open_spec unittest.signals._interrupt_handler TestCase.maxDiff
    TestCase.longMessage builtins._ tracelab_core.honest._watch tracelab_core.unittest_runner._watch
    """.split()
)
CACHES = frozenset(
    ("__abstractmethods__", "__annotations__", "__annotations_cache__", "_abc_impl", "__warningregistry__")
)
# Libraries whose asserts a test may use: all that is in them counts.
ASSERTING = ("numpy.testing", "pandas.testing", "pandas._testing")
# A class made by Python code.
HEAP = 1 << 9
COMPARING = frozenset(("__eq__", "__ne__", "__bool__", "__len__", "__contains__", "__hash__", "__instancecheck__"))

_mro = type.__dict__["__mro__"].__get__
_vars = object.__getattribute__
_frame, _gettrace = sys._getframe, sys.gettrace
_all, _any, _eq, _is, _len, _map, _type, _zip = all, any, operator.eq, operator.is_, len, map, type, zip
# Each differs from the one below it, both ways.
_VALUES = (None, None, True, 7, 7.5, 7j, "a", b"a", (7,), [7], {7: 7}, {7}, frozenset((7,)))
_OTHERS = (7, "a", 7, 8, 8.5, 8j, "b", b"b", (8,), [8], {7: 8}, {8}, frozenset((8,)))
_dumps = marshal.dumps
_code = types.FunctionType.__code__.__get__
_defaults = types.FunctionType.__defaults__.__get__


def _same(found, wanted):
    """Whether a dict holds the very same values, asking none of them."""
    if _type(found) is not dict or _len(found) != _len(wanted):
        return False
    return _all(_map(_is, _map(found.get, wanted), wanted.values()))


_CONSTANTS = (int, float, complex, str, bytes, tuple, frozenset)


def _imprint(code):
    """The instructions and constants of a test as they are in memory, where `ctypes` can reach them."""
    return _dumps((code.co_code, bytes((True, False)), *[one for one in code.co_consts if _type(one) in _CONSTANTS]), 2)


class Tampered(BaseException):
    """The program replaced something that the tests stand on."""


class Held:
    """A namespace as it was: of a module or of a class; of `names` where not all of it counts."""

    __slots__ = "label space names values owners functions codes defaults rest size known".split()

    def __init__(self, label, space, names=None, only=None):
        self.label = label
        self.space = space
        chosen = [
            (name, value)
            for name, value in list(space.items())
            if name not in CACHES and f"{label}.{name}" not in CHANGES and (names is None or name in names)
            if only is None or only(value)
        ]
        self.names = tuple(name for name, _ in chosen)
        self.values = tuple(value for _, value in chosen)
        parts = [(name, *part) for name, value in chosen for part in _parts(value)]
        self.owners = tuple(part[0] for part in parts)
        self.functions = tuple(part[1] for part in parts)
        self.codes = tuple(map(_code, self.functions))
        self.defaults = tuple(map(_defaults, self.functions))
        self.rest = tuple(part for part in parts if part[2] is not None or part[3])
        # All that is in it, where nothing may be added.
        self.known = frozenset(space) | CACHES if names is None and only is None else None
        self.size = _len(space)

    def changed(self, free):
        """The name of what has changed, or None. Calls no builtin by name: the program may have replaced it."""
        get = self.space.get
        if not _all(_map(_is, _map(get, self.names), self.values)):
            for name, value in _zip(self.names, self.values):
                if get(name, MISSING) is not value and name not in free:
                    return name
        if not _all(_map(_is, _map(_code, self.functions), self.codes)) or not _all(
            _map(_is, _map(_defaults, self.functions), self.defaults)
        ):
            for name, function, code, defaults in _zip(self.owners, self.functions, self.codes, self.defaults):
                if _code(function) is not code or _defaults(function) is not defaults:
                    return name
        for name, function, more, cells in self.rest:
            if more is not None and not _same(function.__kwdefaults__, more):
                return name
            for cell, content in cells:
                if cell.cell_contents is not content:
                    return name
        if self.known is not None and _len(self.space) != self.size:
            for name in self.space:
                if name not in self.known and name not in free and not self.grows(name):
                    return name
        return None

    def grows(self, name):
        """unittest loads some of its own modules late."""
        value = self.space[name]
        if self.label == "unittest" and _type(value) is MODULE:
            return value.__spec__ is not None and value.__spec__.origin == unittest.__path__[0] + f"/{name}.py"
        if self.label == "builtins" and _type(value) is CAPSULE:
            # Extension modules leave what they share.
            return True
        late = self.label == "unittest" and name == "IsolatedAsyncioTestCase"
        return late or f"{self.label}.{name}" in CHANGES


def _parts(value):
    """The functions that a value is made of, each as it is: one that wraps another holds it in a cell."""
    found, waiting = [], [value.__func__ if type(value) in (classmethod, staticmethod) else value]
    while waiting:
        function = waiting.pop()
        if type(function) is FUNCTION and all(function is not part[0] for part in found):
            more = function.__kwdefaults__
            cells = [(cell, cell.cell_contents) for cell in function.__closure__ or () if _fixed(cell)]
            found.append((function, more and dict(more), cells))
            waiting += [content for _, content in cells]
    return found


def _fixed(cell):
    try:
        return type(cell.cell_contents) is FUNCTION
    except ValueError:
        return False


def _of(modules, names=None, only=None):
    """The modules and the classes in them, each once."""
    seen = {}
    for module in modules:
        seen[id(module)] = Held(module.__name__, module.__dict__, names, only)
        family = module.__name__.split(".")[0]
        for name, value in list(module.__dict__.items()):
            # Not isinstance: a lazy object would be made for it.
            if issubclass(type(value), type) and (names is None or name in names):
                for owner in _mro(value):
                    if id(owner) not in seen and owner.__flags__ & HEAP and owner.__module__.split(".")[0] == family:
                        seen[id(owner)] = Held(owner.__name__, owner.__dict__, names and names | COMPARING, only)
    return list(seen.values())


def _loaded(*prefixes):
    return [
        module
        for name, module in list(sys.modules.items())
        if type(module) is MODULE and any(name == prefix or name.startswith(prefix + ".") for prefix in prefixes)
    ]


class Watch:
    def __init__(self, *own):
        import base64
        import json.decoder
        import json.encoder
        import json.scanner

        self.free = self.words = frozenset()
        self.loaded = len(sys.modules)
        self.builtins = Held("builtins", builtins.__dict__)
        self.case = Held("TestCase", unittest.TestCase.__dict__)
        transport = (json, json.encoder, json.decoder, json.scanner, marshal, base64)
        self.held = [self.builtins, *_of([codec, describe, honest, strangers, trace, sys.modules[__name__], *transport, *own])]
        self.held += _of(_loaded("unittest"))
        self.unittests = {module.__name__: module for module in _loaded("unittest")}
        self.instance = frozenset(unittest.TestCase("run").__dict__)
        self.equality = dict(unittest.TestCase("run")._type_equality_funcs)
        self.names = frozenset(dir(unittest.TestCase)) - self.instance - {"maxDiff", "longMessage"}
        self.codes = frozenset()
        # By the identity of a code: its constants and its imprint.
        self.imprints = {}
        self.spaces = []
        self.libraries = {}
        self.tampered = None
        self.test = self.done = self.frame = None
        self.notes, self.seals, self.looks = [], set(), 0

    def libraries_of(self, imports, words):
        """Imports what the test will import, as far as it is there, and remembers what it names."""
        if "ANY" in words:
            # The test may have it from the program's imports.
            imports = [*imports, ("unittest.mock", True)]
        for name, sure in imports:
            if not sure and name not in sys.modules:
                continue
            try:
                self.libraries[name] = importlib.import_module(name)
            except BaseException:
                pass
        if "unittest.async_case" in self.libraries:
            unittest.IsolatedAsyncioTestCase
        late = [module for module in _loaded("unittest") if module.__name__ not in self.unittests]
        self.held += _of(late)
        self.unittests.update((module.__name__, module) for module in late)
        words = frozenset(words)
        if len(sys.modules) != self.loaded:
            honest.know()
        for name, module in self.libraries.items():
            if type(module) is MODULE and name.split(".")[0] not in ("unittest", "builtins"):
                self.held += _of([module], words, callable)
        if "testing" in words:
            self.held += _of(_loaded(*ASSERTING), only=callable)

    # -- before and after

    def check(self):
        for held in self.held:
            name = held.changed(self.free)
            if name is not None:
                self.fail("replaced " + held.label + "." + name)
        for name, module in self.unittests.items():
            if sys.modules.get(name, MISSING) is not module:
                self.fail("replaced the module " + name)
        for name, module in self.libraries.items():
            if sys.modules.get(name, MISSING) is not module and name.rsplit(".", 1)[-1] not in self.free:
                self.fail("replaced the module " + name)

    def results(self, results, kind):
        """The object that hears how each test went, and may be reached by all of them."""
        if _type(results) is not kind or any(callable(getattr(kind, name, None)) for name in vars(results)):
            self.fail("replaced the results")

    def fail(self, reason):
        if self.tampered is None:
            self.tampered = reason
        raise Tampered(reason)

    def classes_of(self, kind, codes):
        """The test class and its bases, as the test's code has just made them."""
        self.codes = codes
        self.imprints = {id(code): ([*code.co_consts], _imprint(code)) for code in codes}
        if unittest.TestCase not in _mro(kind):
            self.fail("replaced TestCase")
        for owner in _mro(kind):
            if owner.__module__ == honest.MODULE:
                functions = {name: value for name, value in owner.__dict__.items() if callable(value)}
                for name, value in functions.items():
                    if type(value) is FUNCTION and value.__code__.co_filename == describe.CANDIDATE:
                        self.fail("put a method into the tests: " + name)
                self.spaces.append(Held(owner.__qualname__, owner.__dict__, frozenset(functions)))
            elif owner is not object and owner.__module__.split(".")[0] not in ("unittest", "builtins", "abc"):
                if owner.__module__.split(".")[0] not in {name.split(".")[0] for name in self.libraries}:
                    self.fail("put a class below the tests: " + owner.__qualname__)

    def class_check(self, kind):
        for held in self.spaces:
            name = held.changed(self.free)
            if name is not None:
                self.fail("replaced " + held.label + "." + name)
            for name in held.space:
                if name in self.names and name not in self.free and name not in held.names:
                    if callable(held.space[name]):
                        self.fail("put " + name + " into " + held.label)

    def intact(self, codes):
        """What `ctypes` can change: the codes of the tests, and how plain values compare."""
        for code in codes:
            held = self.imprints.get(id(code))
            if held and (not _all(_map(_is, code.co_consts, held[0])) or _imprint(code) != held[1]):
                self.fail("changed the code of a test")
        if _any(_map(_eq, _VALUES, _OTHERS)) or _any(_map(_eq, _OTHERS, _VALUES)):
            self.fail("changed how values compare")

    # -- during a test

    def begin(self, test):
        self.test, self.done = test, None
        self.notes, self.seals = [], set()
        self.tracing = _gettrace()

    def passed(self, test, name):
        """Why the test has not passed after all, or None."""
        code = self.done
        if test is not self.test or code is None:
            return "the test did not run to its end"
        method = getattr(type(test), name, None)
        while hasattr(method, "__wrapped__"):
            method = method.__wrapped__
        if code.co_name != name and getattr(method, "__code__", None) is not code:
            return "another test ran in its place"
        return None

    def look(self, test):
        """At each assert method, as long as that does not cost too much."""
        if self.tampered is not None:
            raise Tampered(self.tampered)
        self.looks += 1
        if self.looks > MAX_LOOKS:
            return
        self.intact((_frame(2).f_code,))
        for held in (self.builtins, self.case):
            name = held.changed(self.free)
            if name is not None:
                self.fail("replaced " + held.label + "." + name)
        own = _vars(test, "__dict__")
        if _type(own) is not dict:
            self.fail("replaced the attributes of the test")
        for name in own:
            if name in self.names and name not in self.free:
                self.fail("put " + name + " into the test")
        if not _same(own.get("_type_equality_funcs"), self.equality) and "addTypeEqualityFunc" not in self.words:
            self.fail("replaced what compares by type")

    def note(self, frame, name):
        if frame.f_code in self.codes:
            self.notes.append((id(frame), name))
            if len(self.notes) > 4 * MAX_LOOKS:
                del self.notes[: 2 * MAX_LOOKS]

    def seal(self, number, name):
        frame = _frame(1)
        for index in range(len(self.notes) - 1, -1, -1):
            if self.notes[index] == (id(frame), name):
                del self.notes[index:]
                self.seals.add(number)
                return
        self.fail("replaced " + name + " in a test")

    def end(self, value=None, *required):
        frame = _frame(1)
        if frame.f_code not in self.codes or self.test is None:
            self.fail("called the end of a test")
        if not self.seals.issuperset(required):
            self.fail("left out a part of a test")
        if _gettrace() is not self.tracing:
            self.fail("traced a test")
        self.intact(self.codes)
        self.stack(frame.f_back)
        self.look(self.test)
        self.class_check(type(self.test))
        self.done = frame.f_code
        return value

    def stack(self, frame):
        """Between the test method and our call of unittest is nothing but libraries."""
        while frame is not self.frame:
            if frame is None:
                self.fail("ran a test elsewhere")
            code, space = frame.f_code, frame.f_globals
            if code not in self.codes:
                module = sys.modules.get(space.get("__name__"))
                genuine = module is not None and module.__dict__ is space and space.get("__name__") != honest.MODULE
                if code.co_filename == describe.CANDIDATE or not genuine:
                    self.fail("ran a test itself")
            frame = frame.f_back
