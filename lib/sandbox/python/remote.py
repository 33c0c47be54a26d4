"""The judge's side of a candidate: a session with one process, and what its objects may do here.

`transport` belongs to the engine and is not trusted further than its bytes:

    transport.start(job)      a fresh candidate process with this job (see `candidate.py`)
    transport.send(message)   a JSON object
    transport.receive()       the next JSON object, or raises `Stopped`
    transport.finish()        ends the process; {"exit", "signal", "cpuMs", "memoryKb", "stdout",
                              "stdoutBytes"}, with exit and signal None unless it ended by itself

An object of the program's own class stays there and answers through a stand-in (`mirror.py`). What it says
about the test's own data is a claim (`claims.py`): a test that passes with one ends as `harness`.
"""

import builtins
import contextlib
import functools
import re
import sys
import types

from . import codec, messages
from .claims import DIFFERENCES, Claims, alike, is_claim, is_number, is_small
from .codec import Malformed, NotPlain
from .describe import TEST, short
from .heap import Alone, Heap
from .link import Link
from .mirror import COMPARISONS, Function, Remote, RemoteType, base_of, is_remote
from .plans import exact, is_constant
from .verdicts import BrokenTest

__all__ = ["CandidateError", "Diverged", "Function", "Remote", "Session", "Stopped"]

MAX_ITERATED = 1_000_000
MAX_SHOWN = 1000
LEARNED = "an object whose program answers with it afterwards"
TEST_MODULE = "test"
# Too common to have been learned.
_TELL_NOTHING = (bool, type(None))
_OF_DIFFERENCES = frozenset(
    f"__{name}__" for name in "abs neg pos float int complex index round trunc floor ceil bool len".split()
)
# What a test calls on a generator that ends it.
_DRIVING = ("send", "throw", "__next__")


class Stopped(BaseException):
    """The judgement is over. kind:
    gone, timeout, oversize, lost (the engine's own fault), garbage, notPlain, traced."""

    def __init__(self, kind, detail=""):
        super().__init__(kind, detail)
        self.kind = kind
        self.detail = detail


class Diverged(BaseException):
    """The test does not make the calls that were sent ahead: it has to run again without them."""


class CandidateError(Exception):
    """An exception of a class that only the candidate has."""


# Methods of plain values that say what is so: an object of the program's can say anything.
PREDICATES = frozenset(
    name
    for kind in (str, bytes, set, float, int, range)
    for name in vars(kind)
    if name.startswith("is") or name in ("startswith", "endswith")
) | {"equals"}


# Those that are asked about strangers as well, as the operation beside them is.
_ASKED = {"equals": "__eq__", "startswith": "__contains__", "endswith": "__contains__"}


class Argument(int):
    """The program returned the argument of this place itself."""


class Session(Link):
    def __init__(self, transport):
        super().__init__(judge=True)
        self.transport = transport
        self.stopped = None
        self.ending = {}
        # The last exception raised in the candidate: the judge's copy, and what is known of it.
        self.raised = None
        self.failure = None
        # The last call, for a failed test's report.
        self.call = None
        self.result = None
        # Calls that the candidate was sent ahead and answers unasked, as (name, args, kwargs).
        self.ahead = iter(())
        self.keeps_answers = False
        self.diverged = False
        self.made = []
        # What the program's own objects said about the test's data, in words; what they were shown of it,
        # and how often the program has changed something.
        self.claimed = None
        self.shown = []
        self.changes = 0
        self.asking = False
        # By the identity of an object that is the difference from the test's value: those from strangers.
        self.differences = {}
        # What the test does in its own process and the program should have seen; see `surroundings.py`.
        self.surroundings = None
        # Why a test that does not pass may not be judged so; and why it could not go on.
        self.unseen = None
        self.broken = None
        # Whether an object of the test's is in the program's hands.
        self.lent = False
        self.plain = False
        # Whether the test may hear of a StopIteration: it names it, or drives a generator by hand.
        self.stops = False
        # Whether the program is traced; whether what is asked of it is our own question and not the test's.
        self.traced = self.own = False
        # Whether a plain value came with a class of the program's.
        self.classes = False

    def start(self, job):
        self.traced = job.get("trace") is not None
        self.transport.start(job)
        reply = self.receive(messages.FIRST[job["mode"]])
        if "notPlain" in reply:
            self.stop("notPlain", "holds " + reply["notPlain"][:200])
        if not reply.get("ready", {}).keys() <= set(job["names"]):
            self.stop("garbage", "globals that nobody asked for")
        return reply

    def receive(self, expected=None):
        """The next message, which `messages.py` has accepted as one of the `expected` kinds."""
        expected = expected or (messages.ANSWERS + messages.ASKED if self.lent else messages.ANSWERS)
        try:
            return messages.checked(self.transport.receive(), expected)
        except messages.Malformed as problem:
            self.stop("garbage", str(problem))
        except Stopped as stop:
            self.stopped = stop
            raise

    def stop(self, kind, detail=""):
        self.stopped = Stopped(kind, detail)
        raise self.stopped

    def send(self, message):
        if self.stopped:
            raise self.stopped
        if self.ahead is not None:
            if next(self.ahead, None) is not None:
                self.diverge()
            self.ahead = None
        self.made = None
        if self.traced and self.own:
            # Never where the program is judged: it could tell the strangers from the test's values.
            message = {**message, "aside": True}
        self.transport.send(message)

    @contextlib.contextmanager
    def aside(self, own=True):
        """What is asked of the program meanwhile is no part of its trace."""
        before, self.own = self.own, self.own or own
        try:
            yield
        finally:
            self.own = before

    def taken(self, message, *names):
        try:
            with self.aside():
                return super().taken(message, *names)
        except (Stopped, Diverged, BrokenTest):
            raise
        except Exception as problem:
            # Whatever it was: a value that cannot be read is the program's doing.
            self.stop("garbage", messages.harmless(str(problem), 100))

    def told(self, message, **values):
        # While calls are sent ahead nothing can be told beside them.
        gone = self.heap.sweep() if self.ahead is None else ()
        if gone:
            message["forget"] = gone
            for number in gone:
                self.iterated.pop(number, None)
        try:
            with self.aside():
                return super().told(message, **values)
        except NotPlain as problem:
            self.cannot(f"the test passes {problem}, which cannot leave its process")

    def cannot(self, reason):
        """The test does what the boundary cannot carry: no verdict, even if the test catches this."""
        self.unseen = self.broken = reason
        raise BrokenTest(reason)

    def take_changes(self, message, decoder=None):
        super().take_changes(message, decoder)
        changed = message.get("changed") or ()
        self.changes += len(changed)
        if self.shown and any(learned(self.heap.objects[number], self.shown) for number, _ in changed):
            self.claimed = LEARNED

    def stand_in(self, payload, decoder, depth):
        if not self.plain:
            return super().stand_in(payload, decoder, depth)
        value = super().stand_in(payload, decoder, depth) if payload[0] in ("i", "k") else None
        base = base_of(value)
        self.classes = self.classes or payload[0] == "k"
        if payload[0] == "k" or base is not None:
            # The plain value that an instance of a subclass holds, or a class on the way to it.
            return value if base is None else base
        name = type(value).__name__ if value is not None else "function" if payload[0] == "f" else "exception"
        self.stop("notPlain", f"returned an object of type {messages.harmless(name, 100)}, which is not plain data")

    def result_of(self, reply):
        """The value of a reply, or raises what the candidate raised."""
        if self.surroundings and "printed" in reply:
            self.surroundings.print(reply["printed"])
        if "value" in reply:
            (value,) = self.taken(reply, "value")
            if self.shown and not self.asking and learned(value, self.shown):
                self.claimed = LEARNED
            return value
        if "argument" in reply:
            self.taken(reply)
            return Argument(reply["argument"])
        if "notPlain" in reply:
            self.stop("notPlain", "returned " + reply["notPlain"][:200])
        failure = self.failure_of(reply)
        if "raised" in reply:
            (raised,) = self.taken(reply, "raised")
            if not isinstance(raised, BaseException):
                self.stop("garbage", "raised what is no exception")
            if self.heap.numbers.get(id(raised), 0) < 0:
                self.raised = raised
            raise self.heard(raised)
        raise self.heard(self.exception(failure))

    def heard(self, error):
        """An exception as the test hears of it: none ends, unnoticed, a loop that the test makes over calls."""
        if self.stops or error is not self.raised or not isinstance(error, StopIteration):
            return error
        self.raised = RuntimeError(f"the program raised {type_of(error)}")
        self.raised.__cause__ = error
        return self.raised

    def plain_of(self, reply):
        """The value of a reply to a batch: it shares nothing with others, and no object of the program's is in it."""
        reply = {name: part for name, part in reply.items() if name != "raised"}
        own, self.heap = self.heap, Heap(judge=True)
        self.plain, self.classes = True, False
        try:
            value = self.result_of(reply)
        finally:
            self.heap, self.plain = own, False
        if self.classes and holds_class(value):
            self.stop("notPlain", "returned a class of its own, which is not plain data")
        return value

    def failure_of(self, reply):
        """{"phase", "kind", "error"} of a reply that reports an exception; never more than we know."""
        self.failure = {"phase": reply["failed"], "kind": reply["kind"], "error": reply["error"]}
        if reply["kind"] == "traced":
            self.stop("traced")
        return self.failure

    def exception(self, failure):
        error = failure["error"]
        known = getattr(builtins, error["type"], None)
        if not (isinstance(known, type) and issubclass(known, Exception)):
            known = CandidateError
        try:
            self.raised = known(error["message"])
        except TypeError:
            # UnicodeDecodeError and its like take other arguments.
            self.raised = CandidateError(error["message"])
        return self.raised

    def number_of(self, value):
        number = self.heap.numbers.get(id(value))
        if number is None and isinstance(value, type):
            self.cannot("the test derives a class from the program's, which cannot cross")
        if number is None:
            self.cannot(f"the test uses an object of type {type_of(value)} after its program has ended")
        return number

    def invoke(self, function, args, kwargs):
        shared = type(function) is Function and function._global
        name = shared or getattr(function, "__name__", type(function).__name__)
        self.call = (name, args, kwargs)
        self.result = None
        if self.diverged:
            raise Diverged
        if self.surroundings:
            self.surroundings.tell(self)
        if self.ahead is not None and not self.stopped:
            planned = next(self.ahead, None)
            if planned is not None:
                if planned != (shared, exact(args, kwargs)):
                    self.diverge()
                result = self.planned_result(self.receive())
                self.result = (self.argument(result, args) if type(result) is Argument else result,)
                return self.result[0]
        asked = function._asked if type(function) is Function else None
        if asked in _ASKED and len(args) == 1 and not kwargs and not self.asking and not is_remote(args[0]):
            return self.said(function, asked, args[0])
        made, same = self.made, None if self.made is None else exact(args, kwargs)
        message = self.told({"call": shared or self.number_of(function)}, args=args, kwargs=kwargs)
        stops, self.stops = self.stops, self.stops or asked in _DRIVING
        try:
            result = self.exchange(message)
            if type(result) is Argument:
                result = self.argument(result, args)
            self.call, self.result = (name, args, kwargs), (result,)
            if asked in PREDICATES:
                self.claimed = f"an object with a method {asked} of its own"
        finally:
            self.made, self.stops = made, stops
            if made is not None:
                made.append(([message["call"], message["args"], message["kwargs"]], same))
        return result

    def said(self, function, asked, other):
        """What a method says of the test's data, asked about strangers as well, as `==` is."""
        self.asking, claimed = True, self.claimed
        try:
            claims = Claims(lambda _, value: self.invoke(function, (value,), {}), self.aside)
            answer, claim, pleasing = claims.answer(_ASKED[asked], other)
        finally:
            self.asking = False
        if asked == "equals" and not claim:
            self.claimed = claimed
        return False if pleasing else answer

    def argument(self, index, args):
        if not 0 <= index < len(args):
            self.stop("garbage", "an argument that is none")
        return args[index]

    def planned_result(self, reply):
        """An answer to a call sent ahead: plain data by itself, unless it says what has changed."""
        if len(reply) == 1 and codec.is_scalar(reply.get("value", self)):
            return reply["value"]
        if "value" not in reply or "changed" in reply:
            return self.result_of(reply)
        if self.keeps_answers and not is_constant(reply["value"]):
            self.diverge()
        own, self.heap, self.plain = self.heap, Alone(judge=True), True
        try:
            return self.result_of(reply)
        finally:
            self.heap, self.plain = own, False

    def operate(self, value, special, args):
        if id(value) not in self.heap.numbers and special in COMPARISONS:
            return NotImplemented
        if special == "__exit__":
            return self.left(value, args)
        others = self.differences.get(id(value))
        if others and special in _OF_DIFFERENCES and not any(map(is_remote, args)):
            return self.different(others, special, args, super().operate(value, special, args))
        if not is_claim(special, args):
            return super().operate(value, special, args)
        if others and is_small(special, args):
            with self.aside():
                if any(super(Session, self).operate(other, special, args) for other in others):
                    return False
        operate = super().operate
        claims = Claims(lambda special, other: operate(value, special, (other, *args[1:])), self.aside)
        changes, self.asking = self.changes, True
        try:
            answer, claim, pleasing = claims.answer(special, args[0])
        finally:
            self.asking = False
        if changes != self.changes and (special in COMPARISONS or special == "__contains__"):
            # Lists that are made equal while they are compared.
            pleasing, self.claimed = True, f"an object of type {type_of(value)} that changes things"
        if special in ("__eq__", "__ne__") and type(args[0]) not in _TELL_NOTHING and len(self.shown) < MAX_SHOWN:
            self.shown.append(args[0])
        if pleasing:
            return special == "__ne__" if special in COMPARISONS or special == "__contains__" else NotImplemented
        if special in DIFFERENCES and is_remote(answer):
            self.differences[id(answer)] = [other for other in claims.others if is_remote(other) and other is not answer]
        if claim:
            self.claimed = f"an object of type {type_of(value)} with {special} of its own"
        return answer

    def different(self, others, special, args, answer):
        """The size, say, of a difference: none has the same from a value and from a stranger to it."""
        with self.aside():
            said = [super(Session, self).operate(other, special, args) for other in others]
            if is_remote(answer):
                self.differences[id(answer)] = [other for other in said if is_remote(other) and other is not answer]
            elif special in ("__bool__", "__len__"):
                if not answer and not all(said):
                    raise TypeError("no difference from any value")
            elif is_number(answer) and any(alike(answer, one) for one in said):
                raise TypeError("a difference that is the same from every value")
        return answer

    def left(self, value, args):
        """A context manager of the program's may not swallow what the test found wrong."""
        swallowed = super().operate(value, "__exit__", args)
        error = args[1] if len(args) > 1 else None
        if not swallowed or error is None or error is self.raised:
            return swallowed
        self.claimed = f"a context manager of type {type_of(value)} that swallows the test's exceptions"
        return not isinstance(error, AssertionError)

    def diverge(self):
        self.diverged = True
        raise Diverged

    def shown_call(self):
        if self.call is None:
            return None
        name, args, kwargs = self.call
        shown = [short(arg) for arg in args] + [f"{key}={short(value)}" for key, value in kwargs.items()]
        return f"{name}({', '.join(shown)})"[:500]

    # -- what the program may do with the test's objects

    def served(self, request):
        """Answers what the program asks of something that the test gave it."""
        try:
            value, _ = self.answer(request, may)
        except (Stopped, BrokenTest, Diverged):
            raise
        except BaseException as error:
            if isinstance(error, (KeyError, TypeError, Malformed)) and not _in_test(error):
                self.stop("garbage", messages.harmless(f"a bad request: {error}", 100))
            return self.told({}, raised=error)
        return self.told({}, value=value)

    def allow(self, value):
        """An instance that stays here: only what `may` knows to answer for."""
        if not (is_of_test(type(value)) or is_mock(value) or isinstance(value, (*ITERATORS, *LENT))):
            raise NotPlain(f"an object of type {codec.type_name(value)}")


def learned(value, shown, depth=0):
    """Whether the program answers with what one of its objects has been asked to equal."""
    if type(value) in (list, tuple) and depth < 3 and any(learned(item, shown, depth + 1) for item in value[:MAX_SHOWN]):
        return True
    base = base_of(value)
    if type(base) in (int, float, complex):
        return any(type(other) in (int, float, complex) and base == other for other in shown)
    same = None if base is None else exact((base,), {})
    return same is not None and any(same == exact((other,), {}) for other in shown)


def holds_class(value):
    """Whether a class of the program's is in plain data."""
    waiting, seen = [value], set()
    while waiting:
        item = waiting.pop()
        if isinstance(item, RemoteType):
            return True
        if isinstance(item, (list, tuple, dict, set, frozenset)) and id(item) not in seen:
            seen.add(id(item))
            waiting.extend(item)
            if isinstance(item, dict):
                waiting.extend(item.values())
    return False


class Refused(Exception):
    """The program asked for something that a test's object does not answer."""


ITERATORS = tuple(type(make()) for make in (
    lambda: iter([]), lambda: iter(()), lambda: iter(""), lambda: iter({}), lambda: iter(set()), lambda: iter(range(0)),
    lambda: (_ for _ in ()), lambda: map(int, ()), lambda: filter(int, ()), lambda: zip(), lambda: enumerate(()),
    lambda: reversed([]),
))  # fmt: skip
LENT = (re.Pattern, re.Match, functools.partial)


def is_of_test(cls):
    return isinstance(cls, type) and cls.__module__ == TEST_MODULE


def is_mock(value):
    mocks = sys.modules.get("unittest.mock")
    return mocks is not None and isinstance(value, mocks.NonCallableMock)


def may(what, target, name):
    """Raises unless the program may do this: call the test's functions and methods, use its own classes."""
    if what == "call":
        if not callable_for_program(target):
            raise Refused(f"{short(target)} cannot be called from here")
        return
    if what == "do":
        own = is_mock(target) or any(is_of_test(one) and name in vars(one) for one in type(target).__mro__)
        if not (own or isinstance(target, ITERATORS) and name in ("__next__", "__iter__", "__length_hint__")):
            raise Refused(f"{name} of a {type(target).__name__}")
        return
    of_test = is_of_test(type(target)) or is_of_test(target)
    lent = what == "get" and (isinstance(target, LENT) or is_mock(target))
    if name is None or name.startswith("_") or what == "drive" or not (of_test or lent):
        raise AttributeError(name)
    if is_mock(target) and not is_mock(getattr(target, name)):
        raise AttributeError(name)


def callable_for_program(function):
    if isinstance(function, types.MethodType):
        return callable_for_program(function.__func__)
    if isinstance(function, functools.partial):
        return callable_for_program(function.func)
    if isinstance(function, types.FunctionType):
        return function.__code__.co_filename == TEST
    if is_mock(function):
        return True
    if isinstance(function, types.BuiltinFunctionType):
        return isinstance(function.__self__, (*LENT, *ITERATORS, list, dict, set, str, tuple)) or is_of_test(
            type(function.__self__)
        )
    return is_of_test(function) or is_of_test(type(function)) and hasattr(function, "__call__")


def _in_test(error):
    """Whether an exception comes from the test's own code and not from ours."""
    entry, last = error.__traceback__, None
    while entry is not None:
        if entry.tb_frame.f_code.co_filename == TEST:
            last = entry
        entry = entry.tb_next
    return last is not None


def type_of(value):
    return type(value).__name__[:100]
