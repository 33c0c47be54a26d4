"""Programs and tests over all kinds of values, drawn from a seed: `generate.py SEED COUNT` prints them as JSON lines.

A program does something with its argument (returns it, changes it, keeps it, wraps it, raises it); its test
looks at the answer and at the argument from several sides. What plain Python makes of both is not decided
here: expectations are computed by running the program, and some are then changed, so that tests fail too.
"""

import ast
import contextlib
import io
import json
import random
import sys

SETUP = """
import array, collections, copy, dataclasses, datetime, decimal, enum
import fractions, functools, itertools, math, types, uuid
from collections import Counter, OrderedDict, defaultdict, deque, namedtuple
from decimal import Decimal
from fractions import Fraction
from types import SimpleNamespace
"""
PRELUDE = SETUP + """
Pair = namedtuple("Pair", "left right")
class Color(enum.Enum):
    RED = 1
    BLUE = 2
class Level(enum.IntEnum):
    LOW = 1
    HIGH = 9
@dataclasses.dataclass
class Point:
    x: object
    y: object = 0
class Stack(list):
    def top(self): return self[-1] if self else None
class Box:
    def __init__(self, content): self.content = content
    def __eq__(self, other): return isinstance(other, Box) and self.content == other.content
    def __hash__(self): return 7
    def __repr__(self): return f"Box({self.content!r})"
    def __len__(self): return 3
class Trouble(ValueError):
    def __init__(self, what, more=None):
        super().__init__(what, more)
        self.what = what
"""


def scalar(draw):
    return draw.choice(
        [
            lambda: str(draw.randrange(-9, 99)),
            lambda: str(draw.choice([2**53, -(2**64), 10**30, 255, 256, 257])),
            lambda: repr(draw.choice(["", "a", "é", "😀", "ab\n", "\x00", "it's"])),
            lambda: repr(draw.choice([0.0, -0.0, 0.1, 1e16, 5e-324, 1.5, -2.25])),
            lambda: draw.choice(["True", "False", "None", "...", "float('inf')"]),
            lambda: repr(draw.choice([b"", b"\x00\xff", b"ab"])),
            lambda: f"Fraction({draw.randrange(-5, 9)}, {draw.randrange(1, 9)})",
            lambda: f"Decimal('{draw.choice(['1.10', '-0', '3', '0.1', '1E+3'])}')",
            lambda: f"complex({draw.randrange(3)}, {draw.randrange(3)})",
            lambda: f"datetime.date(20{draw.randrange(10, 30)}, {draw.randrange(1, 13)}, {draw.randrange(1, 28)})",
            lambda: f"datetime.timedelta({draw.randrange(9)}, {draw.randrange(99)})",
            lambda: f"datetime.datetime(2020, 1, {draw.randrange(1, 28)}, tzinfo=datetime.timezone.utc)",
            lambda: f"uuid.UUID(int={draw.randrange(1 << 64)})",
            lambda: f"range({draw.randrange(5)}, {draw.randrange(5, 12)}, {draw.randrange(1, 4)})",
            lambda: f"slice({draw.randrange(3)}, {draw.randrange(3, 9)})",
        ]
    )()


def hashable(draw):
    return draw.choice(
        [
            lambda: str(draw.randrange(-40, 200)),
            lambda: repr("k%d" % draw.randrange(50)),
            lambda: f"({draw.randrange(9)}, 'x')",
        ]
    )()


def items(draw, make, depth):
    return [make(draw) if make is hashable else make(draw, depth) for _ in range(draw.randrange(0, 6))]


def value(draw, depth=3):
    if depth == 0 or draw.random() < 0.3:
        return scalar(draw)
    inner = lambda: items(draw, value, depth - 1)
    keys = lambda: list(dict.fromkeys(items(draw, hashable, 0)))
    pairs = lambda: "{" + ", ".join(f"{key}: {value(draw, depth - 1)}" for key in keys()) + "}"
    return draw.choice(
        [
            lambda: "[" + ", ".join(inner()) + "]",
            lambda: "(" + "".join(item + ", " for item in inner()) + ")",
            pairs,
            lambda: "{" + ", ".join(keys() or ["0"]) + "}",
            lambda: "set([" + ", ".join(keys()) + "])",
            lambda: "frozenset([" + ", ".join(keys()) + "])",
            lambda: f"OrderedDict({pairs()})",
            lambda: f"defaultdict(list, {pairs()})",
            lambda: "Counter(" + repr("".join(draw.choice("abc") for _ in range(draw.randrange(6)))) + ")",
            lambda: "deque([" + ", ".join(inner()) + "]" + draw.choice(["", ", 9"]) + ")",
            lambda: f"bytearray({repr(bytes(draw.randrange(256) for _ in range(draw.randrange(4))))})",
            lambda: f"array.array('i', {[draw.randrange(9) for _ in range(draw.randrange(4))]})",
            lambda: f"SimpleNamespace(a={value(draw, depth - 1)})",
            lambda: f"{pairs()}.{draw.choice(['keys', 'values', 'items'])}()",
        ]
    )()


def own(draw):
    """A value of the program's own classes: the program makes it."""
    return draw.choice(
        [
            lambda: f"Pair({value(draw, 1)}, {value(draw, 1)})",
            lambda: draw.choice(["Color.RED", "Color.BLUE", "Level.LOW", "Level.HIGH"]),
            lambda: f"Point({value(draw, 1)}, {scalar(draw)})",
            lambda: f"Stack([{', '.join(items(draw, value, 1))}])",
            lambda: f"Box({value(draw, 1)})",
            lambda: f"Trouble({scalar(draw)}, {scalar(draw)})",
            lambda: f"[Box({scalar(draw)}), Level.HIGH]",
            lambda: "{Color.RED: " + scalar(draw) + "}",
        ]
    )()


BODIES = [
    "return x",
    "return [x, x]",
    "return (x, {'again': x})",
    "return copy.copy(x)",
    "return copy.deepcopy(x)",
    "return type(x)",
    "return type(x).__name__",
    "return repr(x)",
    "return list(x)",
    "return len(x), bool(x)",
    "return hash(x)",
    "return x == x, x is x",
    "x.append(len(x))\n    return x",
    "x.sort()",
    "x.reverse()\n    return None",
    "x.pop()\n    return x",
    "x.update({1: 2})\n    return len(x)",
    "x.add(77)\n    return sorted(map(str, x))",
    "x.clear()",
    "x[0] = x[-1]\n    return x[0]",
    "x['new'] = x\n    return list(x)",
    "del x[0]\n    return x",
    "KEPT.append(x)\n    return KEPT",
    "KEPT.append(1)\n    return len(KEPT)",
    "yield x\n    yield 2",
    "yield from x",
    "return iter(x)",
    "return reversed(x)",
    "return (y for y in x)",
    "return map(repr, x)",
    "return enumerate(x)",
    "return lambda y=1: (x, y)",
    "return functools.partial(max, 3)",
    "raise ValueError(x)",
    "raise Trouble(x, 2)",
    "raise KeyError('k') from ValueError(x)",
    "return x.nothing",
    "return x + x",
    "return x[1:]",
    "return sorted(x, key=repr)",
    "return set(x)",
    "return frozenset(x)",
    "return tuple(x)",
    "return Counter(x)",
    "return deque(x)",
    "return dict(enumerate(x))",
    "return OrderedDict(x)",
    "return {y: 1 for y in x}",
    "print(x)\n    return x",
    "return [x] * 2",
    "return Box(x)",
    "return Stack([x])",
    "return Pair(x, x)",
    "return Point(x)",
    "return str(x), f'{x}'",
]

LOOKS = [
    "repr({0})",
    "type({0}).__name__",
    "len({0})",
    "list({0})",
    "sorted(map(repr, {0}))",
    "{0} == {1}",
    "{1} == {0}",
    "{0} != {1}",
    "{0} is {1}",
    "bool({0})",
    "isinstance({0}, (list, tuple, dict, set))",
    "isinstance({0}, (int, str))",
    "str({0})",
    "{0}[0]",
    "next({0})",
    "{0}()",
    "{0}.content",
    "{0}.left",
    "{0}.name",
    "{0}.top()",
    "{0} == {0}",
    "[y for y in {0}]",
    "hash({0}) == hash({0})",
    "{0} in [{0}]",
    "copy.copy({0}) == {0}",
    "max({0})",
    "dict({0})",
    "{0}.append(3)",
    "{0}.get('k', 5)",
    "f({0})",
    "f({1})",
]


def case(seed):
    draw = random.Random(seed)
    code = PRELUDE + "KEPT = []\ndef f(x):\n    " + draw.choice(BODIES) + "\n"
    if draw.random() < 0.25:
        code += f"def make(): return {own(draw)}\n"
        argument = "make()"
    else:
        argument = value(draw)
    steps = ["x = " + argument, "r = f(x)"]
    steps += [
        "EXPECT " + draw.choice(LOOKS).format(*draw.choice([("r", "x"), ("x", "r")]))
        for _ in range(draw.randrange(1, 6))
    ]
    asserts, wrong = [], draw.random() < 0.25
    scope = {"__name__": "__main__"}
    with contextlib.redirect_stdout(io.StringIO()):
        exec(code, scope)
        exec(SETUP, scope)
        for step in steps:
            asserts.append(written(step, scope, draw if wrong and draw.random() < 0.5 else None))
    return {"id": f"seed {seed}", "entry": "f", "code": code, "asserts": ["\n".join([SETUP.strip(), *asserts])]}


def written(step, scope, spoil):
    """A step of the test with what it gives when it runs here."""
    expects = step.startswith("EXPECT ")
    text = step.removeprefix("EXPECT ")
    try:
        if not expects:
            exec(text, scope)
            return text
        result = eval(text, scope)
    except Exception as error:
        name = type(error).__name__
        if spoil:
            name = "OSError"
        known = name if name in vars(sys.modules["builtins"]) else "ValueError"
        return f"try:\n    {text}\n    assert False\nexcept {known} as e:\n    assert type(e).__name__ == {name!r}"
    shown = repr(result)
    if " at 0x" in shown:
        return f"{text}"
    try:
        ast.literal_eval(shown)
        return (
            f"assert ({text}) == {shown}"
            + (" + 1" if spoil and type(result) is int else "")
            + (" is None" if spoil else "")
        )
    except (ValueError, SyntaxError, MemoryError):
        return f"assert repr({text}) == {shown!r}" + (" + '!'" if spoil else "")


if __name__ == "__main__":
    first, count = map(int, sys.argv[1:])
    for seed in range(first, first + count):
        print(json.dumps(case(seed)))
