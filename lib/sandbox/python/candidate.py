"""What runs in the untrusted process: load the program, then answer calls until killed.

The process holds the program and nothing else: no test, no expected value, no result channel beyond
`channel`, whose other end believes only plain data (`codec.py`). `channel` has `send(message)`, which
raises `codec.NotPlain` where a message is too large, and `receive()` (None when the judge is gone);
messages are JSON objects.

A job: mode (`module`, `script` or `unittest`), code, preamble (run before it), names (globals that the
test uses, or an entry point such as `Solution().f`), stdin, seed,
trace (options or null), calls (made ahead, answered unasked), and for `unittest` imports and words
(`unittest_runner.py` has the messages of that mode). Replies to a job: {"ready": {name: value}},
{"finished": true} or {"failed": phase, "kind": .., "error": ..}. Requests afterwards:

    {"call": reference, "args": [..], "kwargs": {..}}   -> {"value": ..} or {"error": .., "kind": ..}
    {"batch": reference, "inputs": [[..], ..]}          -> the same, one reply an input
    {"get"|"set"|"iterate"|"item"|"length": reference, ..} on a kept object
    {"trace": true}                                     -> {"trace": .. or null}

A reference is a global's name or the number of a kept object.
"""

import atexit
import io
import random
import sys
import threading
import types

from . import codec
from .describe import CANDIDATE, describe
from . import preamble
from . import trace as tracing
from . import unittest_runner

MAX_KEPT = 100_000


class Candidate:
    def __init__(self, channel, job):
        self.channel = channel
        self.job = job
        self.sources = {CANDIDATE: job["code"]}
        self.kept = []
        self.globals = {}
        self.tracer = None

    def serve(self):
        self.seed()
        if self.job.get("stdin") is not None:
            give_stdin(self.job["stdin"])
        first = getattr(self, "run_" + self.job["mode"])()
        self.reply(first)
        if "ready" in first:
            for name, args, kwargs in self.job.get("calls") or ():
                request = {"call": name, "args": args, "kwargs": kwargs}
                self.reply(self.guarded(lambda: self.answer(request)))
        while True:
            request = self.channel.receive()
            if request is None:
                return
            if "batch" in request:
                for args in request["inputs"]:
                    self.reply(self.guarded(lambda: self.refer(request["batch"])(*self.plain(args))))
            elif "trace" in request:
                self.reply({"trace": self.tracer.result() if self.tracer else None})
            else:
                self.reply(self.guarded(lambda: self.answer(request)))

    def seed(self):
        seed(self.job.get("seed") or 0)

    def reply(self, message):
        flush()
        try:
            self.channel.send(message)
        except codec.NotPlain as problem:
            self.channel.send({"notPlain": str(problem)})

    # -- loading

    def run_module(self):
        phase, error = self.execute("candidate")
        if error is not None:
            return self.failure(phase, error)
        try:
            preamble.bind(self.job["names"], self.globals)
        except BaseException as error:
            return self.failure("load", error)
        return self.ready()

    def ready(self):
        found = {}
        for name in self.job["names"]:
            if name in self.globals:
                value = self.globals[name]
                if isinstance(value, types.ModuleType):
                    found[name] = {"module": value.__name__}
                else:
                    try:
                        found[name] = {"value": codec.encode(value, self.keep)}
                    except Exception as error:
                        found[name] = {"error": self.described(error)}
        return {"ready": found}

    def run_script(self):
        phase, error = self.execute("__main__")
        if phase == "load" and (error is None or left_normally(error)):
            error = finish_threads_and_handlers()
        return {"finished": True} if error is None else self.failure(phase, error)

    def run_unittest(self):
        return unittest_runner.run(self)

    def execute(self, module_name):
        """Compiles and runs the program in a new module; the phase reached and what was raised."""
        module = types.ModuleType(module_name)
        module.__dict__["__builtins__"] = __builtins__
        self.globals = module.__dict__
        phase = "compile"
        try:
            code = compile(self.job["code"], CANDIDATE, "exec", dont_inherit=True)
            phase = "load"
            sys.modules[module_name] = module
            preamble.give(self.job, self.globals)
            if self.job.get("trace") is not None:
                self.tracer = tracing.start(self.job["trace"], CANDIDATE)
            exec(code, self.globals)
            return phase, None
        except BaseException as error:
            return phase, error

    # -- answering

    def guarded(self, action):
        try:
            return {"value": codec.encode(action(), self.keep)}
        except codec.NotPlain as problem:
            return {"notPlain": str(problem)}
        except BaseException as error:
            return self.failure("call", error)

    def answer(self, request):
        if "call" in request:
            function = self.refer(request["call"])
            kwargs = {key: self.plain(value) for key, value in request["kwargs"].items()}
            return function(*self.plain(request["args"]), **kwargs)
        if "get" in request:
            return getattr(self.refer(request["get"]), request["name"])
        if "set" in request:
            return setattr(self.refer(request["set"]), request["name"], self.plain(request["value"]))
        if "iterate" in request:
            return [item for item, _ in zip(self.refer(request["iterate"]), range(request["limit"]))]
        if "item" in request:
            return self.refer(request["item"])[self.plain(request["key"])]
        if "length" in request:
            return len(self.refer(request["length"]))
        raise ValueError("unknown request")

    def refer(self, reference):
        if type(reference) is int:
            return self.kept[reference]
        function = self.globals.get(reference)
        if function is None and "Solution" in self.globals:
            # APPS: many references are methods of a class of this name.
            function = getattr(self.globals["Solution"](), reference)
        return function

    def plain(self, data):
        return codec.decode(data, self.object)

    def object(self, number, _name):
        return self.kept[number]

    def keep(self, value):
        if len(self.kept) >= MAX_KEPT:
            raise codec.NotPlain("too many objects")
        self.kept.append(value)
        return len(self.kept) - 1

    def failure(self, phase, error):
        return {"failed": phase, "kind": kind_of(phase, error), "error": self.described(error)}

    def described(self, error):
        try:
            return describe(error, self.sources)
        except BaseException:
            return {"type": type(error).__name__, "message": ""}


def kind_of(phase, error):
    if isinstance(error, tracing.Enough):
        return "traced"
    if phase == "compile":
        return "syntax"
    if isinstance(error, MemoryError):
        return "memory"
    return "exit" if isinstance(error, SystemExit) else "error"


def left_normally(error):
    return isinstance(error, SystemExit) and (error.code is None or error.code == 0)


def finish_threads_and_handlers():
    """What the interpreter does at its end: a script's last output may come from there."""
    try:
        threading._shutdown()
        atexit._run_exitfuncs()
    except BaseException as error:
        return error


def seed(number):
    random.seed(number)
    numpy = sys.modules.get("numpy")
    if numpy is not None:
        numpy.random.seed(number % (1 << 32))


def give_stdin(text):
    """Makes `text` the standard input, where the engine has not given a descriptor (native's `streams.py` does)."""
    data = io.BytesIO(text.encode("utf-8", "surrogatepass"))
    sys.stdin = io.TextIOWrapper(data, encoding="utf-8", errors="surrogateescape")


def flush():
    for stream in (sys.stdout, sys.stderr):
        try:
            stream.flush()
        except BaseException:
            pass


def serve(channel, job):
    Candidate(channel, job).serve()
