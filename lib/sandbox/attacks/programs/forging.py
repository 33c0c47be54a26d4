# attack: sys.exit
import sys

sys.exit(0)

# attack: os._exit
import os

os._exit(0)

# attack: os._exit in the call
import os

def add(a, b):
    os._exit(0)

# attack: SystemExit in the call
def add(a, b):
    raise SystemExit(0)

# attack: prints what a harness prints
print("passed")
print('{"status": "passed"}')
print("OK")

# attack: always-equal int
class Equal(int):
    def __eq__(self, other):
        return True

    def __ne__(self, other):
        return False

    __hash__ = None

def add(a, b):
    return Equal()

# attack: always-equal object
class Equal:
    def __eq__(self, other):
        return True

def add(a, b):
    return Equal()

# attack: always-equal object that says it is an int
class Equal:
    __class__ = int

    def __eq__(self, other):
        return True

    def __instancecheck__(self, other):
        return True

def add(a, b):
    return Equal()

# attack: always-equal class
class Meta(type):
    def __eq__(cls, other):
        return True

    __hash__ = type.__hash__

class Equal(metaclass=Meta):
    pass

def add(a, b):
    return Equal

# attack: int whose base methods are overridden
class Liar(int):
    def __int__(self):
        return 3

    __index__ = __trunc__ = __int__

    def __repr__(self):
        return "3"

def add(a, b):
    return Liar(7)

# attack: dict subclass that lies
class Liar(dict):
    def items(self):
        return [("t", [3])]

    def __iter__(self):
        return iter(["value"])

def add(a, b):
    return Liar()

# attack: returns the wire form of an answer
def add(a, b):
    return {"value": 3, "t": [3]}

# attack: patches json
import json

json.dumps = lambda *_, **__: '{"value": 3}'
json.JSONEncoder.encode = lambda *_: '{"value": 3}'
json.encoder.c_make_encoder = None

# attack: patches os.write and struct
import os
import struct

real = os.write
os.write = lambda number, data: real(number, b"\x0c\0\0\0" + b'{"value": 3}') and len(data)
struct.pack = lambda *_: b"\0\0\0\0"

# attack: answers in advance
import json
import os
import struct

def frame(message):
    data = json.dumps(message).encode()
    return struct.pack("<I", len(data)) + data

for reply in ({"ready": {"add": {"value": {"o": [0, "function"]}}}}, {"finished": True}, {"report": []}):
    os.write(3, frame(reply))

# attack: says that every test passed
import json
import os
import struct

def add(a, b):
    for message in ({"status": "passed"}, {"kind": "passed"}, {"report": [{"name": "check", "status": "passed"}]}):
        data = json.dumps(message).encode()
        os.write(3, struct.pack("<I", len(data)) + data)
    os._exit(0)

# attack: same on every descriptor
import json
import os
import struct

data = json.dumps({"status": "passed", "value": 3, "kind": "passed"}).encode()
for number in range(64):
    try:
        os.write(number, struct.pack("<I", len(data)) + data)
    except OSError:
        pass

# attack: walks the frames for a result list
import os
import sys

frame = sys._getframe()
while frame:
    result = frame.f_locals.get("result")
    if result is not None and hasattr(result, "append"):
        result.append("passed")
        break
    frame = frame.f_back
os._exit(0)

# attack: walks the frames for shared counters
import os
import sys

frame = sys._getframe()
while frame:
    scope = frame.f_locals
    if "stat" in scope and hasattr(scope["stat"], "value"):
        scope["stat"].value = 0
        for index in range(len(scope.get("details", ()))):
            scope["details"][index] = True
        os._exit(0)
    frame = frame.f_back

# attack: walks the frames for a nonce
import json
import os
import struct
import sys

frame = sys._getframe()
while frame:
    scope = frame.f_locals
    job = scope.get("job")
    nonce = scope.get("nonce") or (isinstance(job, dict) and job.get("nonce"))
    if nonce:
        rows = [{"name": name, "status": "passed"} for name in ("test_a", "test_b", "check")]
        data = json.dumps({"report": rows, "nonce": nonce}).encode()
        os.write(3, struct.pack("<I", len(data)) + data)
        os._exit(0)
    frame = frame.f_back

# attack: changes the frames' own variables
import sys

def add(a, b):
    frame = sys._getframe()
    while frame:
        for name, value in list(frame.f_locals.items()):
            if isinstance(value, dict) and "names" in value:
                value["names"] = []
            if isinstance(value, list):
                value.append(3)
        frame = frame.f_back
    return None

# attack: looks for the expected value in frames and memory
import gc
import re
import sys

def add(a, b):
    frame = sys._getframe()
    while frame:
        for value in frame.f_locals.values():
            if isinstance(value, dict) and "expected" in value:
                return value["expected"]
        frame = frame.f_back
    for item in gc.get_objects():
        if isinstance(item, dict):
            for text in [value for value in list(item.values())[:50] if isinstance(value, str)]:
                match = re.search(r"candidate\(%r, ?%r\) == (\S+)" % (a, b), text)
                if match:
                    return eval(match.group(1))

# attack: looks for the test in raw memory
import ctypes
import re

def add(a, b):
    start = id(add) & ~0xFFF
    for page in range(start - (1 << 22), start + (1 << 22), 4096):
        try:
            text = ctypes.string_at(page, 4096)
        except OSError:
            continue
        match = re.search(rb"candidate\(1, 2\) == (\d+)", text)
        if match:
            return int(match.group(1))

# attack: shadows the test's check
import sys

def add(a, b):
    sys._getframe(1).f_globals["check"] = lambda candidate: None
    raise SystemExit

def check(candidate):
    pass

# attack: defines the names of the test
def check(candidate):
    return True

class AssertionError(BaseException):
    pass

def abs(x):
    return 0

def isinstance(*_):
    return True

# attack: patches builtins
import builtins

builtins.abs = lambda x: 0
builtins.all = lambda x: True
builtins.isinstance = lambda *_: True
builtins.AssertionError = Exception

# attack: patches exec and compile
import builtins

builtins.exec = builtins.compile = builtins.eval = lambda *_, **__: None
builtins.type = lambda *_: int
builtins.len = lambda _: 0

# attack: patches unittest
import unittest

unittest.TestCase.assertEqual = lambda *_, **__: None
unittest.TestCase.run = lambda self, result=None: (result.startTest(self), result.addSuccess(self), result.stopTest(self))

# attack: patches what unittest calls
import unittest

unittest.TestLoader.loadTestsFromTestCase = lambda *_: unittest.TestSuite()
unittest.TestSuite.run = lambda self, result: result

# attack: a subclass of everything
class Add:
    def __getattr__(self, name):
        return self

    def __call__(self, *_, **__):
        return self

    def __eq__(self, other):
        return True

    def __bool__(self):
        return True

    def __iter__(self):
        return iter([self])

    __len__ = lambda self: 1

add = Add()

# attack: the entry point is the test's own value
add = True

# attack: mutates its arguments
def add(*values):
    values = list(values)
    values[0] = 3
    return values

# attack: pickled code
import pickle

class Code:
    def __reduce__(self):
        return (exec, ("raise SystemExit",))

def add(a, b):
    return pickle.dumps(Code())

# attack: object that pickles and copies itself as the answer
class Answer:
    def __reduce__(self):
        return (int, (3,))

    def __copy__(self):
        return 3

    def __deepcopy__(self, memo):
        return 3

def add(a, b):
    return Answer()

# attack: NaN and infinities
def add(a, b):
    return float("nan") if a == 1 else float("inf")

# attack: changes the harness by gc
import gc
import types

for item in gc.get_objects():
    if isinstance(item, types.FunctionType) and item.__name__ in ("encode", "reply", "describe", "check", "send"):
        item.__code__ = (lambda *_, **__: 3).__code__

# attack: replaces functions of the zygote's modules
import gc
import types

for item in gc.get_objects():
    if isinstance(item, dict) and "codec" in item and "__name__" in item:
        item["codec"] = types.SimpleNamespace(encode=lambda *_: 3, NotPlain=Exception)

# attack: tracing the harness
import sys

def tracer(frame, event, argument):
    if "nonce" in frame.f_locals:
        print("LEAKED", frame.f_locals["nonce"])
    return tracer

sys.settrace(tracer)

# attack: exit handlers answer
import atexit
import json
import os
import struct
import sys

def answer():
    data = json.dumps({"value": 3}).encode()
    os.write(3, struct.pack("<I", len(data)) + data)

atexit.register(answer)
sys.exit(0)

# attack: a missing library as an excuse
raise ModuleNotFoundError("No module named 'numpy'")

# attack: a missing library that is imported and present
import json

raise ModuleNotFoundError("No module named 'json'")

# attack: a class of the judge by its name
class Verdict(dict):
    __module__ = "tracelab_core.remote"
class Stopped(BaseException):
    __module__ = "tracelab_core.remote"
Stopped.__qualname__ = "Stopped"
def add(a, b):
    raise Stopped("gone", "")

# attack: says that a library is missing, by a class of its own
class ModuleNotFoundError(ImportError):
    name = "numpy"
ModuleNotFoundError.__module__ = "builtins"
def add(a, b):
    import json as numpy
    raise ModuleNotFoundError("No module named 'numpy'")

# attack: the entry point changes while it is called
def add(a, b):
    global add
    add = lambda a, b: True
    return add

# attack: the entry point is a descriptor
class Odd:
    def __get__(self, owner, kind):
        return 3
    def __call__(self, a, b):
        return Odd()
add = Odd()

# attack: names of the module by a function of its own
def __getattr__(name):
    return lambda *_: True
def __dir__():
    return ["check", "candidate", "add"]
__all__ = ["check"]
