"""The judge's side of a candidate: a session with one process, and stand-ins for what stays in it.

`transport` belongs to the engine and is not trusted further than its bytes:

    transport.start(job)      a fresh candidate process with this job (see `candidate.py`)
    transport.send(message)   a JSON object
    transport.receive()       the next JSON object, or raises `Stopped`
    transport.finish()        ends the process; {"exit", "signal", "cpuMs", "memoryKb", "stdout",
                              "stdoutBytes"}, with exit and signal None unless it ended by itself

A stand-in never lets the candidate decide a comparison: `==`, `<`, `in`, truth and hash of an object
of the candidate's own class stop the judgement ("failed", with the type's name).
"""

import builtins

from . import codec, messages
from .describe import short
from .verdicts import BrokenTest

MAX_ITERATED = 1_000_000


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


class Session:
    def __init__(self, transport):
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
        self.diverged = False
        self.made = []

    def start(self, job):
        self.transport.start(job)
        reply = self.receive(messages.FIRST[job["mode"]])
        if "notPlain" in reply:
            self.stop("notPlain", "holds " + reply["notPlain"][:200])
        if not reply.get("ready", {}).keys() <= set(job["names"]):
            self.stop("garbage", "globals that nobody asked for")
        return reply

    def receive(self, expected=messages.ANSWERS):
        """The next message, which `messages.py` has accepted as one of the `expected` kinds."""
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

    def ask(self, request):
        if self.stopped:
            raise self.stopped
        if self.ahead is not None:
            if next(self.ahead, None) is not None:
                self.diverge()
            self.ahead = None
        self.made = None
        self.transport.send(request)
        return self.value_of(self.receive())

    def value_of(self, reply):
        """The value of a reply, or raises what the candidate raised."""
        if "value" in reply:
            return self.decoded(reply["value"])
        if "notPlain" in reply:
            self.stop("notPlain", "returned " + reply["notPlain"][:200])
        failure = self.failure_of(reply)
        raise self.exception(failure)

    def decoded(self, data, objects=None):
        """`objects` makes what stands for an object that stays in the candidate."""
        try:
            return codec.decode(data, objects or (lambda number, name: Remote(self, number, name)))
        except Exception as problem:
            # Whatever it was: a value that cannot be read is the program's doing.
            self.stop("garbage", messages.harmless(str(problem), 100))

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

    def invoke(self, reference, name, args, kwargs):
        self.call = (name, args, kwargs)
        self.result = None
        if self.diverged:
            raise Diverged
        if self.ahead is not None and not self.stopped:
            planned = next(self.ahead, None)
            if planned is not None:
                if planned != (reference, args, kwargs):
                    self.diverge()
                self.result = (self.value_of(self.receive()),)
                return self.result[0]
            self.ahead = None
        try:
            request = {
                "call": reference,
                "args": codec.encode(args, _number_of),
                "kwargs": {key: codec.encode(value, _number_of) for key, value in kwargs.items()},
            }
        except codec.NotPlain as problem:
            raise BrokenTest(f"the test passes {problem}") from None
        made = self.made
        try:
            self.result = (self.ask(request),)
        finally:
            self.made = made
            if made is not None:
                made.append((reference, request["args"], request["kwargs"]))
        return self.result[0]

    def diverge(self):
        self.diverged = True
        raise Diverged

    def shown_call(self):
        if self.call is None:
            return None
        name, args, kwargs = self.call
        shown = [short(arg) for arg in args] + [f"{key}={short(value)}" for key, value in kwargs.items()]
        return f"{name}({', '.join(shown)})"[:500]


def _number_of(value):
    if type(value) is Remote:
        return object.__getattribute__(value, "_number")
    raise codec.NotPlain(f"an object of type {codec.type_name(value)}")


class Remote:
    """Stands for an object (a function, a class, an instance) that stays in the candidate."""

    __slots__ = ("_session", "_number", "_type")

    def __init__(self, session, number, name):
        object.__setattr__(self, "_session", session)
        object.__setattr__(self, "_number", number)
        object.__setattr__(self, "_type", name)

    def __repr__(self):
        return f"<{self._type}>"

    def __call__(self, *args, **kwargs):
        return self._session.invoke(self._number, self._type, args, kwargs)

    def __getattr__(self, name):
        if name.startswith("__"):
            raise AttributeError(name)
        return self._session.ask({"get": self._number, "name": name})

    def __setattr__(self, name, value):
        self._session.ask({"set": self._number, "name": name, "value": codec.encode(value, _number_of)})

    def __iter__(self):
        return iter(self._session.ask({"iterate": self._number, "limit": MAX_ITERATED}))

    def __next__(self):
        items = self._session.ask({"iterate": self._number, "limit": 1})
        if not items:
            raise StopIteration
        return items[0]

    def __len__(self):
        length = self._session.ask({"length": self._number})
        return length if type(length) is int else self._refuse()

    def __getitem__(self, key):
        return self._session.ask({"item": self._number, "key": codec.encode(key, _number_of)})

    def _refuse(self, *_):
        self._session.stop("notPlain", f"returned an object of type {self._type}, which is not plain data")

    __eq__ = __ne__ = __lt__ = __le__ = __gt__ = __ge__ = __bool__ = __hash__ = __contains__ = _refuse


class Function:
    """Stands for a global function of the candidate, under its own name."""

    __slots__ = ("_session", "__name__")

    def __init__(self, session, name):
        self._session = session
        self.__name__ = name

    def __call__(self, *args, **kwargs):
        return self._session.invoke(self.__name__, self.__name__, args, kwargs)

    def __repr__(self):
        return f"<function {self.__name__}>"
