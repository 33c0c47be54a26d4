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
