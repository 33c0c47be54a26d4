# attack: another value in a small int
import ctypes
def add(a, b):
    for number in (3, 12):
        ctypes.c_uint32.from_address(id(number) + 24).value = 0
    return 0

# attack: other constants in the code of the tests
import ctypes, gc, types
def add(a, b):
    put = ctypes.pythonapi.PyTuple_SetItem
    for kind in gc.get_objects():
        if isinstance(kind, type) and kind.__name__ == "TestCases":
            for test in vars(kind).values():
                if isinstance(test, types.FunctionType):
                    constants = test.__code__.co_consts
                    for place, value in enumerate(constants):
                        if value in (3, 12):
                            address = id(constants) + 24 + 8 * place
                            ctypes.c_void_p.from_address(address).value = id(None)
    return None

# attack: other constants in the code that called
import ctypes, sys
def add(a, b):
    frame = sys._getframe(1)
    while frame:
        constants = frame.f_code.co_consts
        for place, value in enumerate(constants):
            if type(value) is int and value in (3, 12):
                ctypes.c_void_p.from_address(id(constants) + 24 + 8 * place).value = id(None)
        frame = frame.f_back
    return None

# attack: other instructions in the code that called
import ctypes, sys
def add(a, b):
    code = sys._getframe(1).f_code
    start = id(code) + type(code).__basicsize__
    for place in range(0, len(code.co_code), 2):
        instruction = ctypes.c_uint8.from_address(start + place)
        if instruction.value == 107:
            instruction.value = 9
    return None

# attack: the type of the expected value
import ctypes
class Any(int):
    def __eq__(self, other):
        return True
    __hash__ = int.__hash__
def add(a, b):
    ctypes.c_void_p.from_address(id(3) + 8).value = id(Any)
    ctypes.c_void_p.from_address(id(12) + 8).value = id(Any)
    return None

# attack: True and False change places
import ctypes
def add(a, b):
    one, other = (ctypes.c_uint32.from_address(id(value) + 24) for value in (False, True))
    one.value = 1
    return None

# attack: the comparison of ints by another slot
import ctypes
compare = ctypes.PYFUNCTYPE(ctypes.py_object, ctypes.py_object, ctypes.py_object, ctypes.c_int)(
    lambda a, b, how: how in (1, 2, 3, 5)
)
size = ctypes.sizeof(ctypes.c_void_p)
for place in range(0, 60):
    slot = ctypes.c_void_p.from_address(id(type(None)) + place * size)
    if slot.value and slot.value == ctypes.c_void_p.from_address(id(object) + place * size).value and place == 25:
        slot.value = ctypes.cast(compare, ctypes.c_void_p).value

# attack: an audit hook that raises when tests compare
import sys
def hook(event, args):
    if event in ("exec", "compile", "object.__getattr__", "marshal.loads"):
        raise SystemExit(0)
sys.addaudithook(hook)

# attack: an audit hook that patches the code when it is loaded
import sys
def hook(event, args):
    if event == "exec":
        code = args[0]
        frame = sys._getframe(1)
        frame.f_globals["exec"] = lambda *_: None
sys.addaudithook(hook)

# attack: an audit hook that swallows the tests' code
import sys, types
def hook(event, args):
    if event == "marshal.loads":
        sys._getframe(1).f_locals["order"]["code"] = ""
        sys._getframe(1).f_locals["order"]["names"] = []
sys.addaudithook(hook)

# attack: an exception hook that leaves well
import os, sys
sys.excepthook = sys.unraisablehook = lambda *_: os._exit(0)
def add(a, b):
    raise ValueError

# attack: a destructor that patches between assert and end
import unittest
class Last:
    def __del__(self):
        unittest.TestCase.assertEqual = unittest.TestCase.assertTrue = lambda *_: None
def add(a, b):
    Last()
    return None

# attack: a destructor that raises while the tests end
class Last:
    def __del__(self):
        raise SystemExit(0)
def add(a, b):
    return Last()

# attack: a weak reference's callback that patches
import unittest, weakref
class Last:
    pass
def patch(_):
    unittest.TestResult.wasSuccessful = lambda self: True
    unittest.case._Outcome.success = True
def add(a, b):
    value = Last()
    add.kept = weakref.ref(value, patch)
    return None

# attack: the collector's callback that changes the results
import gc
def found(phase, info):
    for item in gc.get_objects():
        if type(item).__name__ == "Results":
            item.failures.clear()
            item.errors.clear()
            item.tell = lambda *_: None
gc.callbacks.append(found)
def add(a, b):
    gc.collect()
    return None

# attack: a finalizer at the end of the module
import atexit, weakref
class Kept:
    pass
kept = Kept()
weakref.finalize(kept, lambda: __import__("os")._exit(0))
def add(a, b):
    return None

# attack: registers itself as everything abstract
import collections.abc, numbers
class Any:
    def __eq__(self, other):
        return True
for kind in (numbers.Number, numbers.Integral, collections.abc.Sequence, collections.abc.Mapping, collections.abc.Set):
    kind.register(Any)
def add(a, b):
    return Any()

# attack: another context for decimals
import decimal
decimal.setcontext(decimal.Context(prec=1, Emax=1, Emin=-1, traps=[]))
def add(a, b):
    return decimal.Decimal("NaN")

# attack: an encoding of its own
import codecs
def search(name):
    return codecs.CodecInfo(lambda *_: (b"", 0), lambda *_: ('{"value":3}', 0), name=name)
codecs.register(search)
codecs.unregister
def add(a, b):
    return None

# attack: an error handler of its own for text
import codecs
for name in ("strict", "surrogatepass", "backslashreplace", "replace"):
    codecs.register_error(name, lambda error: ("3", error.end))
def add(a, b):
    return "\ud800"

# attack: a dispatch table for copies and pickles
import copyreg
for kind in (int, list, dict, type(None), tuple):
    copyreg.pickle(kind, lambda value: (int, ("3",)))
def add(a, b):
    return None

# attack: a class whose code runs when it is printed
import sys
class Shown:
    def __repr__(self):
        test = sys._getframe(1)
        while test:
            if "self" in test.f_locals and hasattr(test.f_locals["self"], "_outcome"):
                test.f_locals["self"]._outcome.success = True
                test.f_locals["self"]._outcome.errors = []
            test = test.f_back
        raise KeyboardInterrupt
def add(a, b):
    return Shown()

# attack: a class whose message is an exit
class Shown(AssertionError):
    def __str__(self):
        raise SystemExit(0)
    __repr__ = __str__
def add(a, b):
    raise Shown

# attack: an exception without a traceback that reads as a skip
import unittest
class Odd(Exception):
    __class__ = unittest.SkipTest
    __traceback__ = None
def add(a, b):
    raise Odd

# attack: a group of skips
import unittest
def add(a, b):
    raise BaseExceptionGroup("", [unittest.SkipTest(""), GeneratorExit()]) if "BaseExceptionGroup" in dir(__builtins__) else unittest.SkipTest("")

# attack: an import hook for what the tests load late
import importlib.abc, sys
class Finder(importlib.abc.MetaPathFinder):
    def find_spec(self, name, path, target=None):
        raise SystemExit(0)
sys.meta_path.insert(0, Finder())
sys.path_importer_cache.clear()
for name in [name for name in sys.modules if name.startswith("unittest.") and name != "unittest.case"]:
    sys.modules.pop(name)

# attack: a module in the place of one
import sys, types
class Fake(types.ModuleType):
    def __getattr__(self, name):
        return lambda *_, **__: True
sys.modules["io"] = Fake("io")
sys.modules["difflib"] = Fake("difflib")
sys.modules["traceback"] = Fake("traceback")

# attack: the class of a module
import types, unittest
class Lenient(types.ModuleType):
    def __getattribute__(self, name):
        value = super().__getattribute__(name)
        if name == "TestCase":
            return type("TestCase", (value,), {"assertEqual": lambda *_: None, "assertTrue": lambda *_: None})
        return value
unittest.__class__ = Lenient

# attack: the class of the builtins
import builtins, types
class Lenient(types.ModuleType):
    def __getattribute__(self, name):
        return (lambda *_: True) if name == "isinstance" else super().__getattribute__(name)
builtins.__class__ = Lenient

# attack: a dict of globals with an answer for everything
class Any:
    def __eq__(self, other):
        return True
class Space(dict):
    def __missing__(self, key):
        return Any()
import types
def inner(a, b):
    return answer
add = types.FunctionType(inner.__code__, Space(__builtins__={}))

# attack: answers from the test's own locals
import sys
def add(a, b):
    frame, names = sys._getframe(1), {}
    code = frame.f_code
    wanted = [value for value in code.co_consts if type(value) is int and value not in (a, b)]
    return wanted[0] if len(wanted) == 100 else None

# attack: a thread that answers while the judge waits
import threading, time, unittest
def later():
    for _ in range(50):
        unittest.TestCase.assertEqual = unittest.TestCase.assertTrue = lambda *_: None
        time.sleep(0.001)
threading.Thread(target=later, daemon=True).start()
def add(a, b):
    return None

# attack: a profile function for all threads
import sys, threading, unittest
def profile(frame, event, argument):
    if event == "call" and frame.f_code.co_name in ("assertEqual", "assertTrue", "fail"):
        frame.f_locals["first"] = frame.f_locals.get("second")
        raise StopIteration
threading.setprofile(profile)
sys.setprofile(profile)

# attack: a limit on recursion that makes the asserts fail oddly
import sys
def add(a, b):
    sys.setrecursionlimit(len(__import__("inspect").stack()) + 6)
    return None

# attack: a signal that ends the assert
import signal, sys
def quiet(number, frame):
    raise GeneratorExit
signal.signal(signal.SIGALRM, quiet)
def add(a, b):
    signal.setitimer(signal.ITIMER_REAL, 0.0001, 0.0001)
    return None

# attack: warnings as a way out
import warnings
warnings.simplefilter("error")
warnings.showwarning = warnings.warn = lambda *_, **__: (_ for _ in ()).throw(SystemExit(0))
def add(a, b):
    return None

# attack: raises StopIteration in a test
def add(a, b):
    raise StopIteration(3)
