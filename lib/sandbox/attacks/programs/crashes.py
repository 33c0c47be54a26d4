# attack: null pointer
import ctypes

ctypes.string_at(0)

# attack: null pointer in the call
import ctypes

def add(a, b):
    ctypes.string_at(0)

# attack: abort
import os

os.abort()

# attack: kills itself
import os
import signal

def add(a, b):
    os.kill(os.getpid(), signal.SIGKILL)
    os.kill(os.getpid(), signal.SIGSEGV)

# attack: recursion
def add(a, b):
    return add(a, b)

# attack: recursion without a limit
import sys

sys.setrecursionlimit(10**9)

def deep(n):
    return [deep(n + 1)]

def add(a, b):
    return deep(0)

# attack: recursion in C without a limit
import sys

sys.setrecursionlimit(10**9)

def add(a, b):
    x = []
    for _ in range(10_000_000):
        x = [x]
    return repr(x)

# attack: overflows the stack
import ctypes

CALLBACK = ctypes.CFUNCTYPE(ctypes.c_int)

def add(a, b):
    return CALLBACK(lambda: add(a, b))()

# attack: corrupt code object
def add(a, b):
    return 1

add.__code__ = add.__code__.replace(co_code=b"\xff\xff" * 20, co_stacksize=1)

# attack: frees an object in use
import ctypes

ctypes.pythonapi.Py_DecRef.argtypes = [ctypes.py_object]
for _ in range(100_000):
    ctypes.pythonapi.Py_DecRef(None)
    ctypes.pythonapi.Py_DecRef(3)

# attack: parser bomb
x = @OPEN@1@CLOSE@

# attack: syntax
def add(a, b)
    return a + b

# attack: null byte in the source
x = 1@NUL@
def add(a, b): return a - b

# attack: lone surrogate in the source
x = "@SURROGATE@"

# attack: unknown encoding
# -*- coding: no-such-encoding -*-
def add(a, b):
    return a - b

# attack: right-to-left marks and look-alikes
def аdd(a, b):  # the first letter is Cyrillic
    return a + b

# attack: null bytes and surrogates in the answer
def add(a, b):
    return "\0\ud800\uffff\U0010ffff" * 10

# attack: null bytes in a message
def add(a, b):
    raise ValueError("\0\ud800" * 1000)

# attack: name error
def add(a, b):
    total = a + b
    return totall

# attack: wrong answer
def add(a, b):
    return a - b

# attack: exception that cannot be printed
class Bad(Exception):
    def __str__(self):
        raise SystemExit

    __repr__ = __str__

def add(a, b):
    raise Bad

# attack: exception whose class lies
class Meta(type):
    @property
    def __name__(cls):
        raise SystemExit

class Bad(Exception, metaclass=Meta):
    pass

def add(a, b):
    raise Bad

# attack: KeyboardInterrupt
def add(a, b):
    raise KeyboardInterrupt

# attack: GeneratorExit
def add(a, b):
    raise GeneratorExit

# attack: own BaseException
class Stop(BaseException):
    pass

def add(a, b):
    raise Stop

# attack: AssertionError of its own
def add(a, b):
    raise AssertionError

# attack: StopIteration
def add(a, b):
    raise StopIteration(3)

# attack: exception that causes itself
def add(a, b):
    error = ValueError()
    error.__cause__ = error.__context__ = error
    raise error

# attack: exception group that holds itself
def add(a, b):
    errors = []
    for _ in range(10_000):
        errors = [ExceptionGroup("x", errors or [ValueError()])]
    raise errors[0]

# attack: exception whose args raise
class Bad(Exception):
    @property
    def args(self):
        raise KeyError

def add(a, b):
    raise Bad(1)

# attack: exception with a class named by a surrogate
Bad = type('\ud800', (KeyError,), {'__module__': '\ud800'})

def add(a, b):
    raise Bad('\ud800')

# attack: exception that says it is an AssertionError
class Bad(Exception):
    __class__ = AssertionError

def add(a, b):
    raise Bad

# attack: exception that holds itself
error = KeyError()
error.args = (error, [error])

def add(a, b):
    raise error

# attack: exception equal to anything
class Bad(ValueError):
    def __eq__(self, other):
        return True

    __hash__ = None

def add(a, b):
    raise Bad(3)

# attack: exception that is many
class Bad(KeyError, AttributeError, OSError, SystemError):
    pass

def add(a, b):
    raise Bad(3)

# attack: exit with a number of a thousand digits
def add(a, b):
    raise SystemExit(10**1000)

# attack: exit with an object
def add(a, b):
    raise SystemExit(object())

# attack: exception of ten megabytes
def add(a, b):
    raise ValueError('\ud800' * 10_000_000)

# attack: exception with keys that raise
class Key:
    def __hash__(self):
        raise KeyError

    __repr__ = __hash__

def add(a, b):
    raise KeyError(Key(), {1: Key()})

# attack: UnicodeDecodeError with odd parts
class Text(str):
    __str__ = __repr__ = lambda self: 3

def add(a, b):
    raise UnicodeDecodeError(Text('u'), b'\xff' * 100, -10**18, 10**18, Text('\ud800'))

# attack: StopIteration with an object
def add(a, b):
    raise StopIteration(lambda: 3)

# attack: OSError without numbers
def add(a, b):
    raise OSError(None, '\ud800', '\0', None, b'x')

# attack: exception pickled as code
class Bad(Exception):
    def __reduce__(self):
        return (exec, ('raise SystemExit',))

def add(a, b):
    raise Bad

# attack: exception after a hundred thousand others
def add(a, b):
    error = ValueError()
    for _ in range(100_000):
        follower = ValueError()
        follower.__cause__ = error
        error = follower
    raise error

# attack: module of another system
import types

add = types.ModuleType("winreg")

# attack: module named by a surrogate
import types

add = types.ModuleType("\ud800")

# attack: module with a name that is no text
import types

add = types.ModuleType("x")
add.__name__ = [1]
