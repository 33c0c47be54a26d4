"""What runs in the untrusted process: load the program, then answer calls until killed.

The process holds the program and nothing else: no test, no expected value, no result channel beyond
`channel`, whose other end believes only plain data (`codec.py`). `channel` has `send(message)`, which
raises `codec.NotPlain` where a message is too large, and `receive()` (None when the judge is gone);
messages are JSON objects.

A job: mode (`module`, `script` or `unittest`), code, preamble (run before it), names (globals that the
test uses, or an entry point such as `Solution().f`), stdin, seed,
trace (options or null), calls (made ahead, answered unasked), and for `unittest` imports and words
(`unittest_runner.py` has the messages of that mode). Replies to a job: {"ready": {name: value}},
{"finished": true} or {"failed": phase, "kind": .., "error": ..}. Requests afterwards are those of
`link.py`, and

    {"batch": reference, "inputs": [[..], ..]}          one reply an input, each of them for itself
    {"trace": true}                                     -> {"trace": .. or null}

A request with {"aside": true}, which there is only where the program is traced, asks for what the judge
wants to know and not the test: it is no part of the trace.

A reference is a global's name or the number of an object. A program is loaded as `__main__`, as
`python3 FILE` does; what its `if __name__ == "__main__":` block raises is no fault of its functions.
"""

import ast
import atexit
import contextlib
import io
import os
import random
import sys
import threading
import types

from . import preamble
from . import surroundings
from . import trace as tracing
from . import unittest_runner
from .codec import Decoder, Encoder, NotPlain, is_scalar
from .describe import CANDIDATE, describe
from .heap import Alone, Heap
from .link import Link

# What a value may need to be written down, should the program have set a lower limit.
OWN_RECURSION = 20_000
# What a program may use, beside our own frames.
RECURSION = sys.getrecursionlimit()
# Small ints and the like are the same everywhere.
_ALWAYS_SAME = (bool, type(None))
_UNTRACED = contextlib.nullcontext()


class Candidate(Link):
    def __init__(self, channel, job):
        super().__init__(judge=False)
        self.channel = channel
        self.job = job
        self.sources = {CANDIDATE: job["code"]}
        self.globals = {}
        self.tracer = None
        self.around = None

    def serve(self):
        self.seed()
        if self.job.get("stdin") is not None:
            give_stdin(self.job["stdin"])
        self.heap.strict = self.job.get("strict") is True
        if self.job.get("output"):
            self.around = surroundings.Output()
        first = getattr(self, "run_" + self.job["mode"])()
        self.reply(first)
        if "ready" in first:
            for name, args, kwargs in self.job.get("calls") or ():
                self.reply(self.guarded_planned(name, args, kwargs))
        while True:
            request = self.channel.receive()
            if request is None:
                return
            if "batch" in request:
                for args in request["inputs"]:
                    self.reply(self.guarded_input(request["batch"], args))
            elif "around" in request:
                self.reply(self.placed(request))
            elif "trace" in request:
                self.reply({"trace": self.tracer.result() if self.tracer else None})
            else:
                self.reply(self.guarded(request))

    def seed(self):
        seed(self.job.get("seed") or 0)

    def reply(self, message):
        flush()
        try:
            self.channel.send(message)
        except NotPlain as problem:
            self.channel.send({"notPlain": str(problem)})

    # -- the link's own side: see `link.py`

    def send(self, message):
        flush()
        self.channel.send(message)

    def receive(self):
        message = self.channel.receive()
        if message is None:
            os._exit(0)
        self.forget(message)
        return message

    def hear(self, on=True):
        """A context in which what the program does belongs to its trace, if there is one, or does not."""
        return _UNTRACED if self.tracer is None else tracing.Hearing(self.tracer, on)

    def forget(self, message):
        for number in message.get("forget") or ():
            self.heap.drop(number)

    def told(self, message, **values):
        try:
            with self.hear(False):
                return super().told(message, **values)
        except RecursionError:
            limit = sys.getrecursionlimit()
            sys.setrecursionlimit(OWN_RECURSION)
            try:
                with self.hear(False):
                    return super().told(message, **values)
            finally:
                sys.setrecursionlimit(limit)

    def taken(self, message, *names):
        with self.hear(False):
            return super().taken(message, *names)

    def allow(self, value):
        pass

    def served(self, request):
        return self.guarded(request)

    def result_of(self, reply):
        if "value" in reply:
            return self.taken(reply, "value")[0]
        raise self.taken(reply, "raised")[0]

    # -- loading

    def run_module(self):
        self.own_depth = own_depth()
        depth = RECURSION + self.own_depth
        sys.setrecursionlimit(depth)
        phase, error = self.execute(self.job.get("module") or "__main__")
        if sys.getrecursionlimit() != depth:
            # As many calls as it asked for, beside ours.
            sys.setrecursionlimit(sys.getrecursionlimit() + self.own_depth)
        if error is not None and not (phase == "load" and in_main_block(error, self.job["code"])):
            return self.failure(phase, error)
        try:
            with self.hear():
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
                        found[name] = self.told({}, value=value)
                    except Exception as error:
                        found[name] = {"error": self.described(error)}
        return {"ready": found}

    def run_script(self):
        phase, error = self.execute("__main__")
        failure = None if error is None or left_normally(error) else self.failure(phase, error)
        if phase == "load":
            with self.hear():
                error = finish_program(self.globals)
            if failure is None and error is not None:
                failure = self.failure(phase, error)
        return failure or {"finished": True}

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
            with self.hear():
                exec(code, self.globals)
            return phase, None
        except BaseException as error:
            return phase, error

    # -- answering

    def guarded(self, request):
        self.forget(request)
        try:
            with self.hear(not request.get("aside")):
                value, args = self.answer(request, anything)
        except BaseException as error:
            reply = self.failed_call(error)
        else:
            reply = self.answered(value, args)
        if self.around:
            self.around.tell(reply)
        return reply

    def placed(self, request):
        """What the test has changed in its process is changed here."""
        self.forget(request)
        try:
            surroundings.take(self, request["around"], *self.taken(request, "value"))
        except BaseException as error:
            return self.failed_call(error)
        return self.told({}, value=None)

    def answered(self, value, args):
        try:
            for index, arg in enumerate(args):
                # The argument itself, which its type does not show.
                if arg is value and type(arg) not in _ALWAYS_SAME:
                    return self.told({"argument": index})
            return self.told({}, value=value)
        except NotPlain as problem:
            return {"notPlain": str(problem)}
        except BaseException as error:
            return self.failed_call(error)

    def failed_call(self, error):
        reply = self.failure("call", error)
        if reply["kind"] != "traced":
            try:
                return self.told(reply, raised=error)
            except BaseException:
                reply.pop("raised", None)
        return reply

    def guarded_planned(self, name, args, kwargs):
        """A call that was sent ahead: its arguments and, where it is plain, its answer are nobody else's."""
        decoder = Decoder(Alone(judge=False))
        try:
            args = decoder.decode(args)
            kwargs = {key: decoder.decode(value) for key, value in kwargs.items()}
            with self.hear():
                value = self.refer(name)(*args, **kwargs)
        except BaseException as error:
            return self.failed_call(error)
        if is_scalar(value):
            return {"value": value}
        encoder = Encoder(Alone(judge=False))
        try:
            data = encoder.encode(value)
            if not encoder.later:
                return {"value": data}
        except BaseException:
            # An object that stays here, most likely.
            pass
        reply = self.answered(value, args)
        reply.setdefault("changed", [])
        return reply

    def guarded_input(self, reference, data):
        """A call of a batch, which shares nothing with the others."""
        # The judge holds no number of the arguments': an answer that is one of them is told as new data.
        self.heap = Heap(judge=False)
        try:
            args = Decoder(Alone(judge=False), self.stand_in).decode(data)
            with self.hear():
                value = self.refer(reference)(*args)
        except BaseException as error:
            return self.failed_call(error)
        return self.answered(value, ())

    def refer(self, reference):
        if type(reference) is int:
            return self.heap.objects[reference]
        function = self.globals.get(reference)
        if function is None and "Solution" in self.globals:
            # APPS: many references are methods of a class of this name.
            function = getattr(self.globals["Solution"](), reference)
        return function

    def failure(self, phase, error):
        with self.hear(False):
            return {"failed": phase, "kind": kind_of(phase, error), "error": self.described(error)}

    def left(self, error):
        """For the trace: nothing in the program has caught this."""
        if self.tracer is not None:
            # Its budget may be spent.
            with contextlib.suppress(tracing.Enough):
                self.tracer.left(error)

    def described(self, error):
        with self.hear(False):
            try:
                self.left(error)
                return describe(error, self.sources)
            except BaseException:
                return {"type": type(error).__name__, "message": ""}


def anything(_what, _target, _name):
    """The judge may do with the program's objects what it likes."""


def own_depth():
    """How many of our frames lie below the program's, where a plain process has its test's."""
    frame, depth = sys._getframe(1), 0
    while frame is not None:
        frame, depth = frame.f_back, depth + 1
    return depth + OWN_FRAMES


# `guarded` and `answer` lie between us and a function, where a plain process has `run_module` and the test.
OWN_FRAMES = 0


def in_main_block(error, text):
    """Whether an exception came out of the module's `if __name__ == "__main__":` block."""
    if isinstance(error, tracing.Enough):
        return False
    entry = error.__traceback__
    while entry is not None and entry.tb_frame.f_code.co_filename != CANDIDATE:
        entry = entry.tb_next
    if entry is None or entry.tb_frame.f_code.co_name != "<module>":
        return False
    blocks = [node for node in ast.parse(text).body if isinstance(node, ast.If) and is_main_test(node.test)]
    return any(node.lineno <= entry.tb_lineno <= node.end_lineno for node in blocks)


def is_main_test(test):
    if not (isinstance(test, ast.Compare) and len(test.ops) == 1 and isinstance(test.ops[0], ast.Eq)):
        return False
    sides = (test.left, test.comparators[0])
    name = any(isinstance(side, ast.Name) and side.id == "__name__" for side in sides)
    return name and any(isinstance(side, ast.Constant) and side.value == "__main__" for side in sides)


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


def finish_program(names):
    """What the interpreter does at its end: a script's last output may come from there."""
    try:
        threading._shutdown()
        atexit._run_exitfuncs()
        # Then its globals go, first those with an underscore, as `_PyModule_ClearDict` does it.
        for hidden in (True, False):
            for name in [name for name in names if name.startswith("_") == hidden and name != "__builtins__"]:
                names[name] = None
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
    # As the interpreter makes it.
    sys.stdin.mode = "r"


def flush():
    for stream in (sys.stdout, sys.stderr):
        try:
            stream.flush()
        except BaseException:
            pass


def serve(channel, job):
    Candidate(channel, job).serve()
