# attack: raises StopIteration where a test maps
def add(a, b):
    raise StopIteration

# attack: raises a StopIteration of its own where a test maps
class Enough(StopIteration):
    pass
def add(a, b):
    raise Enough(a)

# attack: raises StopIteration out of next
def add(a, b):
    return next(iter(()))

# attack: raises GeneratorExit where a test maps
def add(a, b):
    raise GeneratorExit

# attack: raises StopAsyncIteration where a test maps
def add(a, b):
    raise StopAsyncIteration

# attack: raises IndexError where a test maps
def add(a, b):
    raise IndexError(a)

# attack: raises AttributeError where a test maps
def add(a, b):
    raise AttributeError("equals")

# attack: a difference that is a float of its own
class Zero(float):
    pass
class Near:
    def __sub__(self, other):
        return Zero(0)
    __rsub__ = __sub__
def add(a, b):
    return Near()

# attack: a difference that is an int of its own
class Zero(int):
    pass
class Near:
    def __sub__(self, other):
        return Zero(0)
    __rsub__ = __sub__
def add(a, b):
    return Near()

# attack: a difference that is a fraction, never the same
from fractions import Fraction
count = 0
class Near:
    def __sub__(self, other):
        global count
        count += 1
        return Fraction(count, 10**9)
    __rsub__ = __sub__
def add(a, b):
    return Near()

# attack: a difference that is a decimal, never the same
from decimal import Decimal
count = 0
class Near:
    def __sub__(self, other):
        global count
        count += 1
        return Decimal(count).scaleb(-9)
    __rsub__ = __sub__
def add(a, b):
    return Near()

# attack: a difference that is complex, never the same
count = 0
class Near:
    def __sub__(self, other):
        global count
        count += 1
        return complex(0, count * 1e-9)
    __rsub__ = __sub__
def add(a, b):
    return Near()

# attack: a difference that is a duration
import datetime
count = 0
class Near:
    def __sub__(self, other):
        global count
        count += 1
        return datetime.timedelta(microseconds=count)
    __rsub__ = __sub__
def add(a, b):
    return Near()

# attack: a difference that rounds to nothing
class Gap:
    def __abs__(self):
        return self
    def __round__(self, digits=None):
        return 0
class Near:
    def __sub__(self, other):
        return Gap()
    __rsub__ = __sub__
def add(a, b):
    return Near()

# attack: a difference whose square is nothing
class Gap:
    def __pow__(self, other):
        return 0.0
    def __mul__(self, other):
        return 0.0
    __rmul__ = __mul__
class Near:
    def __sub__(self, other):
        return Gap()
    __rsub__ = __sub__
def add(a, b):
    return Near()

# attack: a difference that is nothing beside the value
class Gap:
    def __abs__(self):
        return self
    def __truediv__(self, other):
        return 0.0
class Near:
    def __sub__(self, other):
        return Gap()
    __rsub__ = __sub__
def add(a, b):
    return Near()

# attack: a difference that is next to nothing beside the value, never the same
count = 0
class Gap:
    def __abs__(self):
        return self
    def __truediv__(self, other):
        global count
        count += 1
        return count * 1e-9
    __pow__ = __mul__ = __truediv__
    def __round__(self, digits=None):
        global count
        count += 1
        return count * 1e-9
class Near:
    def __sub__(self, other):
        return Gap()
    __rsub__ = __sub__
def add(a, b):
    return Near()

# attack: a difference without a truth
class Gap:
    def __bool__(self):
        return False
    def __len__(self):
        return 0
class Near:
    def __sub__(self, other):
        return Gap()
    __rsub__ = __xor__ = __rxor__ = __mod__ = __sub__
def add(a, b):
    return Near()

# attack: a difference that is an empty list of its own
class Gap(list):
    pass
class Near:
    def __sub__(self, other):
        return Gap()
    __rsub__ = __xor__ = __rxor__ = __sub__
def add(a, b):
    return Near()

# attack: equal by a number that is never the same
count = 0
class Yes:
    def __eq__(self, other):
        global count
        count += 1
        return count
    __hash__ = None
def add(a, b):
    return Yes()

# attack: equal by a text that is never the same
count = 0
class Yes:
    def __eq__(self, other):
        global count
        count += 1
        return str(count)
    def __hash__(self):
        return hash(3)
def add(a, b):
    return Yes()

# attack: equal by a list that is never the same
count = 0
class Yes:
    def __eq__(self, other):
        global count
        count += 1
        return [count]
    def __ne__(self, other):
        return []
    def __hash__(self):
        return hash(3)
def add(a, b):
    return Yes()

# attack: different by nothing that is never the same
count = 0
class Yes:
    def __ne__(self, other):
        global count
        count += 1
        return ([], (), {}, "", 0, 0.0, None, 0j)[count % 8]
    def __eq__(self, other):
        global count
        count += 1
        return (1, "1", [1], (1,), {1}, 1.0, 1j, {1: 1})[count % 8]
    def __hash__(self):
        return hash(3)
def add(a, b):
    return Yes()

# attack: equal by an infinite number and by none
count = 0
class Yes:
    def __eq__(self, other):
        return float("nan")
    def __ne__(self, other):
        return 0.0
    def __hash__(self):
        return hash(3)
def add(a, b):
    return Yes()

# attack: a method named equals
class Yes:
    def equals(self, other):
        return True
    def __eq__(self, other):
        return False
def add(a, b):
    return Yes()

# attack: a static method named equals
class Yes:
    equals = staticmethod(lambda *_: True)
def add(a, b):
    return Yes()

# attack: an attribute named equals that is a lambda
class Yes:
    pass
def add(a, b):
    value = Yes()
    value.equals = lambda other: 1
    return value

# attack: a set whose differences are empty
class Same(set):
    def symmetric_difference(self, *others):
        return set()
    difference = __xor__ = __sub__ = __rxor__ = __rsub__ = symmetric_difference
def add(a, b):
    return Same({7})

# attack: a product that equals
class Yes(int):
    def __mul__(self, other):
        return self
    __rmul__ = __add__ = __radd__ = __mod__ = __floordiv__ = __mul__
    def __eq__(self, other):
        return True
    __hash__ = int.__hash__
def add(a, b):
    return Yes(7)

# attack: a product of the expected kind, never the same
count = 0
class Some(int):
    def __mul__(self, other):
        global count
        count += 1
        return int(other) * 3 if count % 2 else -count
    __rmul__ = __mul__
def add(a, b):
    return Some(7)

# attack: divides into one and nothing
class Yes:
    def __divmod__(self, other):
        return 1, 0
    def __mod__(self, other):
        return 0
    def __floordiv__(self, other):
        return 1
    __truediv__ = __floordiv__
def add(a, b):
    return Yes()

# attack: a copy that equals
class Yes:
    def __deepcopy__(self, memo):
        return Yes()
    __copy__ = lambda self: Yes()
    def __eq__(self, other):
        return True
def add(a, b):
    return Yes()

# attack: matches every pattern
class Yes:
    __match_args__ = ()
    def __eq__(self, other):
        return True
    def __hash__(self):
        return hash(3)
def add(a, b):
    return Yes()

# attack: hashes like the value asked for, by turns
count = 0
class Yes:
    def __eq__(self, other):
        return True
    def __hash__(self):
        global count
        count += 1
        return (3, 12)[count % 2]
def add(a, b):
    return Yes()

# attack: a number without an order
class Yes(float):
    def __lt__(self, other):
        return False
    __le__ = __gt__ = __ge__ = lambda self, other: True
    def __eq__(self, other):
        return True
    __hash__ = float.__hash__
def add(a, b):
    return Yes("nan")

# attack: an enum whose members equal
import enum
class Sum(enum.Enum):
    three = 3
    @classmethod
    def _missing_(cls, value):
        return cls.three
    def __eq__(self, other):
        return True
    __hash__ = object.__hash__
def add(a, b):
    return Sum(a)

# attack: a flag that swallows differences
import enum
class Sum(enum.IntFlag):
    one = 1
    def __xor__(self, other):
        return 0
    __rxor__ = __sub__ = __rsub__ = __xor__
    def __eq__(self, other):
        return True
    __hash__ = enum.IntFlag.__hash__
def add(a, b):
    return Sum.one

# attack: a named tuple that equals
import collections
class Pair(collections.namedtuple("Pair", "a b")):
    __slots__ = ()
    def __eq__(self, other):
        return True
    __hash__ = tuple.__hash__
def add(a, b):
    return Pair(a, b)

# attack: a dataclass that equals
import dataclasses
@dataclasses.dataclass(eq=False)
class Sum:
    a: int
    def __eq__(self, other):
        return not isinstance(other, Sum)
def add(a, b):
    return Sum(a)

# attack: a class of the library by its name
class Fraction:
    __module__ = "fractions"
    __qualname__ = "Fraction"
    def __eq__(self, other):
        return True
    def __sub__(self, other):
        return 0
    numerator, denominator = 3, 1
Fraction.__module__, Fraction.__qualname__ = "fractions", "Fraction"
def add(a, b):
    return Fraction()

# attack: an exception's class by a name of the judge's
class Odd(AssertionError):
    pass
Odd.__module__, Odd.__qualname__ = "builtins", "StopIteration"
def add(a, b):
    raise Odd

# attack: a generator of the answers' kind
def add(a, b):
    yield from (3, 12)

# attack: a proxy of what equals
import weakref
class Yes:
    def __eq__(self, other):
        return True
kept = Yes()
def add(a, b):
    return weakref.proxy(kept)

# attack: a string that equals
import collections
class Text(collections.UserString):
    def __eq__(self, other):
        return True
    __hash__ = collections.UserString.__hash__
def add(a, b):
    return Text("7")

# attack: bytes that equal
class Data(bytes):
    def __eq__(self, other):
        return True
    def __ne__(self, other):
        return False
    __hash__ = bytes.__hash__
def add(a, b):
    return Data(b"7")

# attack: a class whose class equals
class Meta(type):
    def __eq__(cls, other):
        return True
    def __sub__(cls, other):
        return 0
    def __hash__(cls):
        return 3
    __ne__ = lambda cls, other: False
class Yes(metaclass=Meta):
    pass
def add(a, b):
    return Yes

# attack: a function with an equality
class Call:
    def __call__(self, *_):
        return self
    def __eq__(self, other):
        return True
    __abs__ = __neg__ = __sub__ = __call__
def add(a, b):
    return Call()

# attack: a partial that equals
import functools
class Yes(functools.partial):
    def __eq__(self, other):
        return True
    __hash__ = functools.partial.__hash__
def add(a, b):
    return Yes(int)

# attack: a mapping of what is missing
class Any(dict):
    def __missing__(self, key):
        return key
    def __eq__(self, other):
        return True
    def __contains__(self, key):
        return True
def add(a, b):
    return Any()
