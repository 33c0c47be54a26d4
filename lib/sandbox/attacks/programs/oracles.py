# attack: iterating raises KeyError
class Odd:
    def __iter__(self):
        raise KeyError(1)

def add(a, b):
    return Odd()

# attack: iterating raises LookupError
class Odd:
    def __iter__(self):
        raise LookupError

def add(a, b):
    return Odd()

# attack: iterating raises IndexError
class Odd:
    def __iter__(self):
        raise IndexError

def add(a, b):
    return Odd()

# attack: iterating raises StopIteration
class Odd:
    def __iter__(self):
        raise StopIteration(3)

def add(a, b):
    return Odd()

# attack: iterating raises AssertionError
class Odd:
    def __iter__(self):
        raise AssertionError

def add(a, b):
    return Odd()

# attack: iterating raises MemoryError
class Odd:
    def __iter__(self):
        raise MemoryError

def add(a, b):
    return Odd()

# attack: iterating raises KeyboardInterrupt
class Odd:
    def __iter__(self):
        raise KeyboardInterrupt

def add(a, b):
    return Odd()

# attack: iterating raises SystemExit
class Odd:
    def __iter__(self):
        raise SystemExit(0)

def add(a, b):
    return Odd()

# attack: iterating raises ModuleNotFoundError
class Odd:
    def __iter__(self):
        raise ModuleNotFoundError("No module named 'numba'")

def add(a, b):
    return Odd()

# attack: iterating raises RecursionError
class Odd:
    def __iter__(self):
        raise RecursionError

def add(a, b):
    return Odd()

# attack: iterates for ever
class Odd:
    def __iter__(self):
        while True:
            yield 3

def add(a, b):
    return Odd()

# attack: equal to anything, with any hash
class Odd:
    def __eq__(self, other):
        return True

    def __hash__(self):
        return 3

def add(a, b):
    return Odd()

# attack: holds things equal to anything
class Odd:
    def __iter__(self):
        return iter([Odd(), Odd()])

    def __eq__(self, other):
        return True

    __hash__ = lambda self: 0

def add(a, b):
    return Odd()

# attack: says that it is a list
class Odd:
    __class__ = list

    def __iter__(self):
        return iter([3, 8])

    def __len__(self):
        return 2

    def __eq__(self, other):
        return True

def add(a, b):
    return Odd()

# attack: says that it is a float
class Odd:
    __class__ = float

    def __float__(self):
        raise KeyError

    __abs__ = __pow__ = __mul__ = __rmul__ = __add__ = lambda self, *_: 0.0
    __le__ = __lt__ = lambda self, other: True

def add(a, b):
    return Odd()

# attack: its length raises
class Odd:
    def __len__(self):
        raise KeyError

    def __getitem__(self, key):
        raise KeyError(key)

def add(a, b):
    return Odd()

# attack: a list of an object that raises
class Odd:
    def __eq__(self, other):
        raise KeyError

    __hash__ = None

def add(a, b):
    return [Odd(), a + b]

# attack: a dict whose keys raise
class Odd(dict):
    def __iter__(self):
        raise KeyError

    keys = items = values = __iter__

def add(a, b):
    return Odd({a + b: 1})

# attack: a set that contains everything
class Odd(set):
    def __contains__(self, item):
        return True

    def __eq__(self, other):
        return True

    __hash__ = lambda self: 0

def add(a, b):
    return Odd([a + b])

# attack: a generator that raises
def add(a, b):
    yield a + b
    raise KeyError(8)

# attack: a generator without end
def add(a, b):
    while True:
        yield a + b

# attack: a trillion numbers
def add(a, b):
    return range(10**12)

# attack: a million million zeros that need no memory
import itertools

def add(a, b):
    return itertools.repeat(0, 10**12)

# attack: numbers with one hash
def add(a, b):
    return [k * (2**61 - 1) for k in range(200_000)]

# attack: numbers with the hash of the answer
def add(a, b):
    return [a + b + k * (2**61 - 1) for k in range(1, 100_000)]

# attack: lists in lists in lists
def add(a, b):
    x = []
    for _ in range(90):
        x = [x, x]
        if len(repr(x)) > 100_000:
            return x

# attack: a power that takes for ever
def add(a, b):
    return 10**300000

# attack: a float that overflows every power
def add(a, b):
    return 1e308

# attack: NaN and infinities in a list
def add(a, b):
    return [float('nan'), float('inf'), -float('inf')]

# attack: a complex number
def add(a, b):
    return complex(float('nan'), 1)

# attack: a module as the answer
import types

def add(a, b):
    return types.ModuleType('winreg')

# attack: a class as the answer
class Meta(type):
    def __eq__(cls, other):
        return True

    def __iter__(cls):
        return iter([3, 8])

    __hash__ = type.__hash__

class Odd(metaclass=Meta):
    pass

def add(a, b):
    return Odd

# attack: bytes and text of numbers
def add(a, b):
    return bytes([a + b]) if a == 1 else str(a + b)
