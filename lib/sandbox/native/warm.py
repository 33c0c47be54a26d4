"""Run once before the first fork, so that every child inherits a warm interpreter.

Compiling, raising, encoding and describing build caches inside CPython; a child that built them itself
would pay in time and in page faults for each program.
"""

import gc
import importlib
import json
import sys

# What solutions of the benchmarks import most; already loaded, an import costs nothing.
PLAIN = """
    abc bisect cmath collections collections.abc copy dataclasses datetime decimal enum fractions
    functools hashlib heapq io itertools json math numbers operator queue random re statistics string
    textwrap time typing unittest
""".split()

# Those of BigCodeBench's libraries that many tasks use; whatever is not installed is left out.
SCIENCE = """
    numpy pandas matplotlib matplotlib.pyplot scipy scipy.stats sklearn seaborn requests unittest.mock
    csv ctypes glob logging os pickle shutil socket sqlite3 subprocess tempfile urllib.request zipfile
    sklearn.linear_model sklearn.preprocessing sklearn.model_selection sklearn.metrics
    sklearn.feature_extraction.text sklearn.cluster sklearn.decomposition sklearn.ensemble
    scipy.optimize scipy.signal bs4 PIL.Image
""".split()

SAMPLE = '''
from typing import Any, Dict, List, Optional, Set, Tuple, Union
import collections, functools, itertools, math, random, re, string

def first(numbers: List[int], name: Optional[str] = None, *rest: Any, **more: Dict[str, float]) -> Tuple[int, ...]:
    """Some of everything.

    >>> first([1])
    (1,)
    """
    def twice(x): return x * 2 + 1
    total = 0
    for index, x in enumerate(numbers):
        if x % 2 == 0 and not x < 0 or x > 10:
            total += twice(x)
        elif x is None:
            continue
        else:
            total -= x // 3
    while total > 1000:
        total //= 2
        break
    try:
        [][1]
    except (IndexError, ValueError) as error:
        total += len(str(error))
    finally:
        pass
    pairs = sorted({str(k): v for k, v in zip(numbers, numbers[::-1])}.items(), key=lambda t: (t[1], -len(t[0])), reverse=True)
    letters = [c for c in "abc def".split() if c.isalpha()] + list(map(lambda z: z.upper(), ["a"]))
    both = {1, 2} | set(numbers)
    mean = sum(x for x in numbers) / max(len(numbers), 1)
    text = f"{mean:.2f} {total!r}" + "%d" % total + "{}".format(total)
    class Box:
        def __init__(self, x): self.x = x
        def __eq__(self, other): return self.x == other.x
    Box(1) == Box(2)
    del pairs
    global KEPT
    KEPT = -1 ** 2
    last, *others = numbers or [1]
    assert round(1.5) == 2, "message"
    bin(3); ord("a"); chr(97); int("12"); float("1.5"); "".join(reversed("ab")); "a".lower().strip().replace("a", "b")
    return tuple(numbers)

def count():
    yield 1

list(count()); first([3, 1, 2])
re.match(r"a+b", "ab"); random.random(); collections.Counter("aab").most_common(1); math.sqrt(2)
'''
# What most programs do: the pages that it writes are copied at each fork (`pin.py`), so no more than that.
USUAL = '''
from typing import List

def first(numbers: List[int], least: int = 1) -> List[str]:
    """Some of them.

    >>> first([1, 2])
    ["2a"]
    """
    result = []
    for i in range(len(numbers)):
        if numbers[i] > least and numbers[i] % 2 in (0, 1):
            result.append(str(numbers[i]) + "a")
    return sorted(set(result), key=lambda text: (len(text), text))
'''
USUAL_JOB = {
    "mode": "module",
    "code": USUAL,
    "names": ["check", "first"],
    "seed": 0,
    "trace": None,
    "calls": [["first", {"t": [[3, 1, 2]]}, {}], ["first", {"t": [[]]}, {}]],
}
# Arguments and answers of all plain kinds, sent ahead and asked for one by one: often enough that the
# interpreter has adapted the code which reads and writes them.
ECHO = '''
def echo(value): return value
def made(value): return [value, (value, 1.5), {"a": value}, {1, 2}, "text", None, True]
def changed(value): value.append(1)
def wrong(value): return value[100]
'''
VALUES = (1, 1.5, "text", True, None, [3, 1, 2], ["a", "b"], [[1], [2]], {"t": [1, "a"]}, {"d": [["a", 1]]}, {"s": [1]})
CALLS = [[name, {"t": [value]}, {}] for name in ("echo", "made") for value in VALUES] + [
    [name, {"t": [[1, 2]]}, {}] for name in ("changed", "wrong")
]
ECHO_JOB = {"mode": "module", "code": ECHO, "names": ["changed", "echo"], "seed": 0, "trace": None}
WRONG = ("assert 1 == 2", "x = [1]\nx[5]", "def f(:", 'int("a")', "raise SystemExit(1)", "nothing")


class _Asker:
    """A judge that asks for these calls one by one."""

    def __init__(self, calls=()):
        self.requests = iter([{"call": name, "args": args, "kwargs": kwargs} for name, args, kwargs in calls])

    def send(self, message):
        json.dumps(message)

    def receive(self):
        return next(self.requests, None)


def load(profile):
    for name in PLAIN + (SCIENCE if profile == "science" else []):
        try:
            importlib.import_module(name)
        except Exception:
            # A library that is not there is reported when a program imports it.
            pass
    if "matplotlib" in sys.modules:
        sys.modules["matplotlib"].use("Agg")
    exercise()


def exercise():
    from tracelab_core import candidate

    before = set(sys.modules)
    for code in (SAMPLE, SAMPLE + "\nagain = 1", *WRONG):
        job = {"mode": "module", "code": code, "names": ["first", "KEPT"], "seed": 0, "trace": None}
        candidate.serve(_Asker(), job)
        # Every page that it takes is one more to map at each fork.
        gc.collect()
    candidate.serve(_Asker(CALLS), {**ECHO_JOB, "calls": CALLS})
    gc.collect()
    for name in set(sys.modules) - before:
        del sys.modules[name]
