"""Runs a `TestCases` class in the candidate's own process: the weaker guarantee, `shared`.

Tests that patch modules, look at files and pass live objects cannot be answered over a wire, so the
program could in principle reach them. What stands against it:

- the program is loaded first; only then the judge sends the tests, as code objects that it compiled,
  and never their text; the nonce is asked for when all tests have run;
- a row goes to the judge as soon as its test has run, and the judge knows which rows there must be;
- what the tests stand on is compared with how it was before the program (`watch.py`), and passed has
  only what proved that it ran to its end; skips and expected failures count where the test's own
  source declares them;
- objects that equal anything are found out (`honest.py`).

A program that speaks this protocol on the judge's channel itself, or rewrites the memory of these
modules, can still forge a report; `guarantee: "shared"` on the verdict says so.
"""

import base64
import builtins
import linecache
import marshal
import os
import sys
import types
import unittest

from . import trace as tracing
from . import honest
from . import preamble
from .describe import CANDIDATE, TEST, describe, source_lines
from .instrument import COMPARED, END, HONEST, SEAL, armed
from .watch import Tampered, Watch

MAX_ROWS = 1000
MODULE = honest.MODULE

honest.install()


class Results(unittest.TestResult):
    """Tells the judge of each test as soon as it has run."""

    def __init__(self, watch, tell, order):
        super().__init__()
        self.watch = watch
        self.tell = tell
        self.skips = frozenset(order["skips"])
        self.wanted = frozenset(order["expected"])
        self.names = frozenset(order["names"])
        self.count = 0

    def startTest(self, test):
        super().startTest(test)
        self.watch.begin(test)

    def stopTest(self, test):
        super().stopTest(test)
        self.watch.results(self, Results)
        self.watch.check()

    def add(self, test, status, error=None, reason=None):
        name = name_of(test)
        row = {"name": name, "status": status}
        if error is not None:
            row["error"] = self.described(error)
        elif reason is not None:
            row["error"] = {"type": "AssertionError", "message": reason, "stack": [], "locals": {}}
        self.count += 1
        if self.count <= MAX_ROWS:
            self.tell({"row": row})

    source = ""
    # The program, for its trace: to say how a test went is no part of that.
    candidate = None

    def described(self, error):
        with self.candidate.hear(False):
            self.candidate.left(error)
            return describe(error, {CANDIDATE: self.source, TEST: ""})

    def _exc_info_to_string(self, err, test):
        with self.candidate.hear(False):
            return super()._exc_info_to_string(err, test)

    def addSuccess(self, test):
        self.end(test, "passed")

    def end(self, test, status, error=None):
        name = name_of(test)
        reason = self.watch.passed(test, name) if name in self.names and error is None else None
        self.add(test, "error" if reason else status, None, reason)

    def addFailure(self, test, err):
        super().addFailure(test, err)
        self.add(test, "failed", err[1])

    def addError(self, test, err):
        super().addError(test, err)
        self.add(test, "memory" if issubclass(err[0], MemoryError) else "error", err[1])

    def addSkip(self, test, reason):
        super().addSkip(test, reason)
        raised = sys.exc_info()[1]
        if name_of(test) in self.skips or (name_of(test) not in self.names and self.skips):
            if raised is None or self.from_test(raised):
                return self.add(test, "skipped")
        if raised is None:
            return self.add(test, "error", None, "a test that does not say so was skipped")
        self.add(test, "error", raised)

    def from_test(self, error):
        """Whether the test's own code raised it, or asked `skipTest` to."""
        frames, entry = [], error.__traceback__
        while entry is not None:
            frames.append(entry.tb_frame.f_code)
            entry = entry.tb_next
        if frames and frames[-1] is unittest.TestCase.skipTest.__code__:
            frames.pop()
        return bool(frames) and frames[-1] in self.watch.codes

    def addExpectedFailure(self, test, err):
        if name_of(test) in self.wanted:
            super().addExpectedFailure(test, err)
            self.add(test, "expected")
        else:
            self.addFailure(test, err)

    def addUnexpectedSuccess(self, test):
        super().addUnexpectedSuccess(test)
        self.add(test, "failed", None, "the test was expected to fail")

    def addSubTest(self, test, subtest, err):
        super().addSubTest(test, subtest, err)
        if err is not None:
            self.add(test, "failed" if issubclass(err[0], AssertionError) else "error", err[1])


def name_of(test):
    if isinstance(test, unittest.TestCase):
        return object.__getattribute__(test, "__dict__")["_testMethodName"]
    return str(getattr(test, "description", test))[:200]


def run(candidate):
    """The reply to a `unittest` job; `candidate` is a `candidate.Candidate`."""
    job, watch = candidate.job, _watch
    for name, text in candidate.sources.items():
        linecache.cache[name] = (len(text), None, [line + "\n" for line in source_lines(text)], name)
    watch.libraries_of(job["imports"], job["words"])
    candidate.seed()
    phase, error = load(candidate, job)
    if error is not None:
        return candidate.failure(phase, error)
    try:
        watch.check()
    except Tampered as tampered:
        return {"tampered": str(tampered)}
    candidate.reply({"loaded": True})
    order = candidate.channel.receive()
    try:
        watch.free = frozenset(order["patched"])
        watch.words = frozenset(job["words"])
        test(candidate, watch, order)
        watch.check()
    except Tampered as tampered:
        return {"tampered": str(tampered)}
    except BaseException as raised:
        return candidate.failure("test", raised)
    finally:
        honest.tell(None)
    if watch.tampered is not None:
        return {"tampered": watch.tampered}
    candidate.reply({"ran": True})
    return candidate.channel.receive()


def test(candidate, watch, order):
    marks = {END: watch.end, SEAL: watch.seal, HONEST: honest.honest, COMPARED: honest.compared}
    codes = set()
    code = armed(marshal.loads(base64.b64decode(order["code"])), marks, codes)
    with candidate.hear():
        exec(code, candidate.globals)
    watch.check()
    kind = candidate.globals["TestCases"]
    watch.classes_of(kind, frozenset(codes))
    suite = unittest.TestLoader().loadTestsFromTestCase(kind)
    results = Results(watch, candidate.reply, order)
    results.source, results.candidate = candidate.sources[CANDIDATE], candidate
    honest.tell(watch)
    watch.frame = sys._getframe()
    with candidate.hear():
        suite.run(results)
    watch.results(results, Results)


def load(candidate, job):
    """The program in a module of its own, to which the tests are added, as BigCodeBench's harness does."""
    module = types.ModuleType(MODULE)
    candidate.globals = module.__dict__
    module.__dict__.update(
        __builtins__=builtins, __file__=f"{MODULE}.py", __package__=None, sys=sys, os=os, environ=os.environ
    )
    phase = "compile"
    try:
        code = compile(job["code"], CANDIDATE, "exec", dont_inherit=True)
        phase = "load"
        sys.modules[MODULE] = module
        preamble.give(job, module.__dict__)
        if job.get("trace") is not None:
            candidate.tracer = tracing.start(job["trace"], CANDIDATE)
            candidate.tracer.strange = honest.of_stranger
        with candidate.hear():
            exec(code, module.__dict__)
        return phase, None
    except BaseException as error:
        return phase, error


_watch = Watch(sys.modules[__name__])
