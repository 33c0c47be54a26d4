"""A protocol fuzzer: the judge is told what no honest program says, and must neither believe, crash nor hang.

    python3 lib/sandbox/attacks/fuzz.py --messages 100000 --seed 7 [--path wasm] [--emit N]

Conversations of wrong programs with the judge are recorded, of every kind of test. Then they are played
again, each with a few changes that know the structure (a node replaced, moved, copied; fields lost, added,
renamed; messages lost, doubled, early, late; bytes changed), against one judge that lives as long as the
run. The expected values are numbers that no change can guess, so a verdict `passed` is a win.

`--path` is the engine whose way from bytes to messages is taken. `--emit` prints conversations for
`fuzzLanes.ts`, which has real programs say them on real lanes. `--gullible` takes away what is tested, and
must find faults.
"""

import argparse
import base64
import importlib.util
import json
import os
import random
import signal
import socket
import sys
import time

CORE = os.path.join(os.path.dirname(os.path.dirname(os.path.abspath(__file__))), "python")


def import_core():
    """The core under the name that it has in both engines."""
    where = {"submodule_search_locations": [CORE]}
    spec = importlib.util.spec_from_file_location("tracelab_core", f"{CORE}/__init__.py", **where)
    sys.modules["tracelab_core"] = importlib.util.module_from_spec(spec)


import_core()

from tracelab_core import candidate, judge, messages, trace
from tracelab_core.remote import Stopped

SECRET = 8_395_720_193_664
SECONDS = 5
HONEST_EVERY = 100
STATUSES = {"passed", "failed", "error", "syntax", "timeout", "memory", "killed", "harness"}

WRONG = "def add(a, b=0):\n    return a + b\n\nclass Box:\n    pass\n\ndef half(n):\n    return [n / 2, {'x': (1, 2.5)}, {3}]\n"
RAISES = "def add(a, b=0):\n    raise ValueError(f'no {a}')\n"
KEEPS = "class Odd:\n    x = 1\ndef add(a, b=0):\n    return Odd()\n"
CHECK = f"def check(candidate):\n    assert candidate(1, 2) == {SECRET}\n    assert candidate(2) == {SECRET + 1}\n"
EVERY = f"def check(candidate):\n    seen = [candidate(n, b=n) for n in range(4)]\n    assert seen == [{SECRET}] * 4\n"
USES = f"def check(candidate):\n    x = candidate(1)\n    assert [x[0], x.x, len(x), list(x)] == [{SECRET}] * 4\n"
CALLS = "def add(f, xs):\n    xs.append(f(len(xs)))\n    xs.sort(key=lambda x: -f(x))\n    return [xs, xs]\n"
CALLED = f"""
def check(candidate):
    xs = [1, 2]
    seen = candidate(lambda n: n * 2, xs)
    assert seen[0] is xs and xs == [{SECRET}]
"""
BAD = "class Bad(KeyError):\n    x = [1]\ndef add(a):\n    raise Bad(a, [a]) from ValueError(a)\n"
CAUGHT = f"""
def check(candidate):
    try:
        candidate(1)
    except KeyError as error:
        assert error.args == ({SECRET}, [{SECRET}]) and error.x == [{SECRET}]
    else:
        raise AssertionError
"""
YIELDS = "def add(n):\n    for x in range(n):\n        got = yield [x]\n"
YIELDED = f"def check(candidate):\n    found = candidate(3)\n    assert [next(found), *found] == [[{SECRET}]] * 3\n"
OWN = """
class Box:
    def __init__(self, n): self.n = n
    def __add__(self, other): return Box(self.n + other)
    def __eq__(self, other): return self.n == other.n
    def __iter__(self): return iter([self.n])
    def __len__(self): return 3
    def __getitem__(self, key): return self.n
    def __enter__(self): return self
    def __exit__(self, *_): return False
def add(n):
    return Box(n)
"""
OWNED = f"""
def check(candidate):
    box = candidate(1) + 2
    with box as same:
        pass
    assert [box.n, len(box), box[0], *box] == [{SECRET}] * 4 and same.n == {SECRET}
"""
VALUES = """
import collections, datetime, decimal, fractions
def add(n, b=0):
    Point = collections.namedtuple("Point", "x y")
    return [collections.Counter("aab"), collections.OrderedDict(a=n), collections.defaultdict(list, {n: [n]}),
            collections.deque([n], 3), fractions.Fraction(n, 7), decimal.Decimal(n), range(n), {n: n}.keys(), Point(n, n),
            iter([n]), datetime.date(2020, 1, 1), {n, n + 1}, frozenset([n]), b"x", bytearray(b"x"), 1j, type(n), len]
"""
UNITTEST = f"""import unittest
class TestCases(unittest.TestCase):
    def test_a(self):
        self.assertEqual(add(1, 2), {SECRET})
    def test_b(self):
        self.assertEqual(add(2, 2), 4)
"""


def inputs(oracle=None):
    # The reference is trusted: its process is played as it was recorded.
    reference = f"def add(a, b=0):\n    return [{SECRET} + a, {SECRET} * b]\n"
    return {"kind": "inputs", "reference": reference, "base": "[[1, 2], [3]]", "plus": "[[1.5, 2]]", "oracle": oracle}


TESTS = {
    "check": (WRONG, {"kind": "check", "code": CHECK}),
    "check, in a loop": (WRONG, {"kind": "check", "code": EVERY}),
    "check, raises": (RAISES, {"kind": "check", "code": CHECK}),
    "check, kept object": (KEEPS, {"kind": "check", "code": CHECK}),
    "check, uses it": (KEEPS, {"kind": "check", "code": USES}),
    "asserts": (WRONG, {"kind": "asserts", "setup": "x = 1", "asserts": [
        f"assert add(1, 2) == {SECRET}", f"assert half(add(3)) == [{SECRET}]", f"assert set(half(1)) == {{{SECRET}}}",
        f"assert Box().x == {SECRET}", f"assert add == {SECRET} and abs(add(1)) > {SECRET}"]}),
    "check, callbacks": (CALLS, {"kind": "check", "code": CALLED}),
    "check, exceptions": (BAD, {"kind": "check", "code": CAUGHT}),
    "check, generators": (YIELDS, {"kind": "check", "code": YIELDED}),
    "check, own class": (OWN, {"kind": "check", "code": OWNED}),
    "check, values": (VALUES, {"kind": "check", "code": EVERY}),
    "inputs": (WRONG, inputs()),
    "inputs, any order": (WRONG.replace("a + b", "[a, b]"), inputs("any_order")),
    "inputs, zero too": (WRONG, inputs("zero_too")),
    "inputs, raises": (RAISES, inputs()),
    "inputs, kept object": (KEEPS, inputs("any_order")),
    "call": (WRONG, {"kind": "call", "inputs": "[[1, 2], [3, 4]]", "outputs": f"[{SECRET}, [{SECRET}]]"}),
    "stdio": ("print(3)\n", {"kind": "stdio", "cases": [{"input": "1\n", "output": str(SECRET)}]}),
    "stdio, raises": ("int('x')\n", {"kind": "stdio", "cases": [{"input": "1\n", "output": str(SECRET)}]}),
    "stdio, leaves": ("raise SystemExit(3)\n", {"kind": "stdio", "cases": [{"input": "", "output": str(SECRET)}]}),
    "unittest": (WRONG, {"kind": "unittest", "code": UNITTEST}),
    "does not compile": ("def add(:\n", {"kind": "check", "code": CHECK}),
    "does not load": ("import no_such_module_anywhere\n", {"kind": "check", "code": CHECK}),
}  # fmt: skip
HONEST = (f"def add(a, b=0):\n    return {SECRET} + (b == 0)\n", {"kind": "check", "code": CHECK})


def program_of(code, test, traced=False):
    return {"code": code, "test": test, "entryPoint": "add", "trace": traced}


# -- recording


class Recorder:
    """A transport whose candidates are forked from here: only for programs of ours."""

    def __init__(self):
        # What each process said.
        self.said = []

    def start(self, job):
        self.said.append([])
        ours, theirs = socket.socketpair()
        self.pid = os.fork()
        if self.pid == 0:
            ours.close()
            os.dup2(os.open(os.devnull, os.O_RDWR), 1)
            try:
                candidate.serve(Lines(theirs), {**job, "stdin": None})
            finally:
                os._exit(0)
        theirs.close()
        self.lines = Lines(ours)

    def send(self, message):
        self.lines.send(message)

    def receive(self):
        message = self.lines.receive()
        if message is None:
            raise Stopped("gone")
        self.said[-1].append(message)
        return message

    def finish(self):
        if self.pid:
            os.kill(self.pid, signal.SIGKILL)
            os.waitpid(self.pid, 0)
            self.pid = 0
        return {}


class Lines:
    """A message a line, as both sides want a channel."""

    def __init__(self, end):
        self.reader, self.writer = end.makefile("r"), end.makefile("w")

    def send(self, message):
        try:
            print(json.dumps(message), file=self.writer, flush=True)
        except OSError:
            pass

    def receive(self):
        line = self.reader.readline()
        return json.loads(line) if line else None


def record():
    """Of each test, with and without a trace: the program and what its processes said."""
    recorded = []
    for name, (code, test) in [*TESTS.items(), ("honest", HONEST)]:
        for traced in (False, True) if name != "unittest" else (False,):
            recorder = Recorder()
            program = program_of(code, test, traced)
            verdict = judge.Judge(recorder).judge(program)
            if (verdict["status"] == "passed") != (name == "honest") or verdict["status"] == "harness":
                raise AssertionError(f"{name}: {verdict}")
            # The first process of an `inputs` test is the reference's, whose word is taken.
            trusted = 1 if test["kind"] == "inputs" else 0
            recorded.append((name, program, recorder.said[:trusted], recorder.said[trusted:]))
    return recorded


# -- changes


WORDS = """
    ready finished report failed value notPlain trace error kind phase nonce tampered exit memory syntax traced load call
    compile test timeout lost gone garbage oversize harness passed module winreg os sys builtins __builtins__ abs len
    isinstance add half Solution candidate check version events total dropped values lines changed function line depth type
    message stack locals file source column ModuleNotFoundError SystemExit KeyboardInterrupt MemoryError AssertionError
    argument changed printed raised call do get set delete next drive of limit name args kwargs row ran loaded forget
    __eq__ __hash__ __iter__ __next__ __call__ __exit__ __getattr__ __class__ __reduce__ __del__ __globals__ __code__
    UnicodeDecodeError BaseException ExceptionGroup StopIteration t d s z S Z f c b i y v n m l r o k e inf -inf nan int __class__
""".split()

ODD = (
    None, True, False, 0, 1, -1, 3, 1.5, -0.0, 1 << 31, 1 << 53, 1 << 64, 10**400, -(10**4000), float("nan"), float("inf"),
    float("-inf"), "", "\0", "\ud800", "\udfff\ud800", "x" * 100_000, "\u2028\n\r", "__proto__", [], {}, [[]], {"": None}, [None] * 1000,
    {"o": [0, "f"]}, {"o": [-1, ""]}, {"o": [10**9, "x" * 200]}, {"o": []}, {"o": None}, {"f": "nan"}, {"f": "inf"}, {"f": 3},
    {"c": [10**400, 0]}, {"c": [{"f": "nan"}, 1]}, {"c": [1]}, {"b": "0"}, {"b": "zz"}, {"b": "00" * 1000}, {"i": "f" * 5000},
    {"i": "-"}, {"i": "0x_1"}, {"i": " 1 "}, {"y": "int"}, {"y": "eval"}, {"y": []}, {"s": [[1]]}, {"s": [1, 1.0, True]}, {"z": [{"d": []}]},
    {"d": [[1, 2], [1]]}, {"d": [[[], 1]]}, {"d": {}}, {"t": {}}, {"t": "abc"}, {"s": "abc"}, {"t": [], "d": []}, {"x": 1},
    {"s": [{"t": [k, -k]} for k in range(50)]}, {"s": [k * (2**61 - 1) for k in range(3000)]},
    {"d": [[k * (2**61 - 1), k] for k in range(3000)]}, {"z": [{"i": "%x" % (k * (2**61 - 1))} for k in range(300)]},
    {"type": "\ud800", "message": "\ud800"}, {"type": "ValueError"}, {"type": []}, {"type": "UnicodeDecodeError", "message": "x"},
    {"type": "ModuleNotFoundError", "message": "No module named 'numpy'", "stack": [{"file": "candidate", "line": 1}]},
    {"type": "StopIteration", "message": "3"}, {"type": "ExceptionGroup", "message": "x"}, {"type": "SystemExit", "message": "0"},
)  # fmt: skip


def nodes(data, found, depth=0):
    """Every place in a structure, as (holder, key)."""
    if depth < 60 and len(found) < 5000:
        for key in list(data.keys() if type(data) is dict else range(len(data))):
            found.append((data, key))
            if type(data[key]) in (dict, list):
                nodes(data[key], found, depth + 1)
    return found


class Fuzz:
    def __init__(self, seed, recorded):
        self.random = random.Random(seed)
        self.pool = [message for name, _, _, said in recorded if name != "honest" for process in said for message in process]

    def odd(self):
        return copied(self.any_odd())

    def any_odd(self):
        pick = self.random.random()
        if pick < 0.05:
            return self.deep()
        if pick < 0.25:
            return self.random.choice(WORDS)
        if pick < 0.35:
            return {self.random.choice(WORDS): self.odd() for _ in range(self.random.randrange(4))}
        if pick < 0.45:
            return [self.odd() for _ in range(self.random.randrange(4))]
        if pick < 0.5:
            return self.random.choice(self.pool)
        return self.random.choice(ODD)

    def deep(self):
        value = []
        for _ in range(self.random.randrange(20, 3000)):
            value = [value] if self.random.random() < 0.5 else {"t": [value]}
        return value

    def changed(self, said):
        """What a process says, with a few changes: messages, or bytes that are none."""
        said = [copied(message) for message in said]
        for _ in range(self.random.choice((1, 1, 1, 2, 2, 3, 5))):
            if not said or self.random.random() < 0.2:
                self.change_order(said)
            else:
                at = self.random.randrange(len(said))
                said[at] = self.change_message(said[at])
        return said

    def change_order(self, said):
        pick, at = self.random.randrange(6), self.random.randrange(len(said) + 1)
        if pick == 0 and said:
            said.pop(at % len(said))
        elif pick == 1 and said:
            said.insert(at, copied(self.random.choice(said)))
        elif pick == 2:
            said.insert(at, copied(self.random.choice(self.pool)))
        elif pick == 3:
            del said[at:]
        elif pick == 4:
            said.insert(at, self.odd())
        else:
            self.random.shuffle(said)

    def change_message(self, message):
        if type(message) is bytes:
            return message
        places = nodes(message, []) if type(message) in (dict, list) else []
        pick = self.random.randrange(9)
        if pick == 0 or not places:
            return self.change_bytes(message) if self.random.random() < 0.5 else self.odd()
        holder, key = self.random.choice(places)
        if pick == 1:
            del holder[key]
        elif pick == 2 and type(holder) is dict:
            holder[self.random.choice(WORDS)] = holder.pop(key)
        elif pick == 3 and type(holder) is dict:
            holder[self.random.choice(WORDS)] = self.odd()
        elif pick == 4:
            other, place = self.random.choice(places)
            holder[key] = copied(other[place])
        elif pick == 5 and type(holder[key]) in (int, float):
            holder[key] = self.random.choice((holder[key] + 1, -holder[key], holder[key] * 2**40, str(holder[key])))
        elif pick == 6 and type(holder) is list:
            holder[key:key] = [copied(holder[key])] * self.random.choice((1, 2, 500))
        else:
            holder[key] = self.odd()
        return message

    def change_bytes(self, message):
        data = bytearray(text_of(message))
        for _ in range(self.random.choice((1, 1, 2, 8))):
            at = self.random.randrange(len(data) + 1)
            pick = self.random.randrange(4)
            if pick == 0:
                del data[at : at + self.random.choice((1, 4, 1000))]
            elif pick == 1:
                data[at:at] = self.random.choice((b"\xff", b"\0", b'"', b"{", b"]", b"NaN", b"1e999", b"\n", b"\xed\xa0\x80", b"[" * 5000))
            elif pick == 2 and data:
                data[at % len(data)] = self.random.randrange(256)
            else:
                data[at:at] = bytes(data[:at])[-200:]
        return bytes(data)


def copied(data):
    """A copy, or the thing itself where it is deeper than that goes."""
    try:
        return json.loads(json.dumps(data))
    except (RecursionError, TypeError, ValueError):
        return data


def text_of(message):
    """As a program may write it: with NaN and lone surrogates, deeper than any encoder goes."""
    if type(message) is bytes:
        return message
    try:
        return json.dumps(message).encode()
    except (RecursionError, ValueError):
        return b'{"value": ' + b'{"t": [' * 20_000 + b"]}" * 20_000 + b"}"


# -- playing


def by_native(data):
    return [messages.parse(data)]


def by_wasm(data):
    """The worker hands on text, cut at line ends."""
    return [messages.parse(part) for part in data.decode("utf-8", "replace").split("\n")]


class Player:
    """A transport that says what it is given: `processes` in turn, each a list of bytes."""

    def __init__(self, path):
        self.path = path
        self.heard = 0

    def load(self, processes, endings):
        self.processes, self.endings = list(processes), list(endings)

    def start(self, job):
        self.said = list(self.processes.pop(0)) if self.processes else []
        self.ready = []
        self.nonce = job.get("nonce")

    def send(self, message):
        messages.text_of(message)

    def receive(self):
        while not self.ready:
            if not self.said:
                raise Stopped("gone")
            self.heard += 1
            self.ready = self.path(self.said.pop(0))
        return self.ready.pop(0)

    def finish(self):
        ending = self.endings.pop(0) if self.endings else {}
        return {"stdout": "", "stdoutBytes": 0, "cpuMs": 1.0, **ending}


ENDINGS = ({}, {"exit": 0}, {"exit": 1}, {"signal": 9}, {"signal": 11}, {"signal": 77, "exit": None}, {"limit": "cpu"})

def play(messages_wanted, seed, path, report=lambda *_: None):
    """Plays until so many messages were heard. Returns counts by status and the faults."""
    recorded = record()
    fuzz = Fuzz(seed, recorded)
    player = Player(path)
    core = judge.Judge(player)
    for _, program, trusted, said in recorded:
        # The judge keeps what it has learned from a reference.
        player.load(framed([*trusted, *said]), [])
        core.judge(program)
    honest = [entry for entry in recorded if entry[0] == "honest"]
    wrong = [entry for entry in recorded if entry[0] != "honest"]
    player.heard = 0
    counts, faults, slowest, rounds = {}, [], 0.0, 0
    while player.heard < messages_wanted and len(faults) < 20:
        rounds += 1
        if rounds % HONEST_EVERY == 0:
            name, program, _, said = fuzz.random.choice(honest)
            player.load(framed(said), [])
        else:
            name, program, _, said = fuzz.random.choice(wrong)
            player.load(framed(map(fuzz.changed, said)), [fuzz.random.choice(ENDINGS) for _ in said])
        started = time.process_time()
        try:
            verdict = core.judge(program)
            fault = fault_of(name, verdict)
        except BaseException as error:
            verdict, fault = {"status": "crash"}, f"{type(error).__name__}: {error}"[:300]
        seconds = time.process_time() - started
        slowest = max(slowest, seconds)
        if seconds > SECONDS:
            fault = fault or f"took {seconds:.1f} s"
        if fault:
            faults.append(f"round {rounds}, {name}: {fault}")
        counts[verdict["status"]] = counts.get(verdict["status"], 0) + 1
        report(player.heard)
    return {"messages": player.heard, "conversations": rounds, "verdicts": counts, "slowest": round(slowest, 3), "faults": faults}


def framed(processes):
    return [[text_of(message) for message in process] for process in processes]


def fault_of(name, verdict):
    if name == "honest":
        return None if verdict["status"] == "passed" else f"the honest program: {verdict}"
    json.loads(messages.text_of(verdict))
    if verdict["status"] not in STATUSES:
        return "no status"
    if verdict["status"] == "passed":
        return f"won: {verdict}"
    if verdict["status"] == "harness":
        return f"harness: {verdict.get('reason')}"
    if verdict["status"] == "killed" and not verdict.get("reason"):
        return "killed without a reason"
    if "trace" in verdict and trace.checked(verdict["trace"]) is None:
        return "a trace that is none"
    return None


def emit(messages_wanted, seed):
    """Conversations for real lanes, with so many messages: the test and what the program's own process says."""
    recorded = [entry for entry in record() if entry[0] != "honest"]
    fuzz = Fuzz(seed, recorded)
    while messages_wanted > 0:
        name, program, _, said = fuzz.random.choice(recorded)
        (frames,) = framed([fuzz.changed(said[-1])])
        messages_wanted -= len(frames)
        frames = [base64.b64encode(frame[: 1 << 20]).decode() for frame in frames]
        yield {"name": name, "test": program["test"], "trace": program["trace"], "frames": frames}


def be_gullible():
    """Messages are believed, and an exception of the judge is its end."""

    def crash(error):
        raise error

    messages.checked = lambda message, _expected: message
    judge.of_fault = crash


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--messages", type=int, default=20_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--path", choices=("native", "wasm"), default="native")
    parser.add_argument("--emit", type=int, help="print conversations with so many messages instead, a line each")
    parser.add_argument("--gullible", action="store_true", help="without what is tested, to test the fuzzer")
    options = parser.parse_args()
    if options.gullible:
        be_gullible()
    if options.emit:
        for conversation in emit(options.emit, options.seed):
            print(json.dumps(conversation))
        return
    result = play(options.messages, options.seed, by_wasm if options.path == "wasm" else by_native)
    print(json.dumps({"seed": options.seed, "path": options.path, "python": sys.version.split()[0], **result}, indent=1))


if __name__ == "__main__":
    main()
