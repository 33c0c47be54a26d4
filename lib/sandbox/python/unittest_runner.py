"""Runs a `TestCases` class in the candidate's own process: the weaker guarantee, `shared`.

Tests that patch modules, look at files and pass live objects cannot be answered over a wire, so the
program could in principle reach them. What stands against it: the report carries a nonce, the
functions of builtins and unittest are compared with a snapshot taken before the program was loaded,
objects that equal anything are found out (`honest.py`), and the judge counts the test methods itself. A program made to find the nonce in memory can forge a
report; `guarantee: "shared"` on the verdict says so.
"""

import builtins
import linecache
import os
import sys
import types
import unittest
import unittest.case
import unittest.result
import unittest.suite

from . import trace as tracing
from . import honest
from . import preamble
from .describe import CANDIDATE, TEST, describe

MAX_RESULTS = 1000
MODULE = honest.MODULE

_WATCHED = (
    unittest.TestCase,
    unittest.TestResult,
    unittest.TestSuite,
    unittest.TestLoader,
    unittest.suite.BaseTestSuite,
    unittest.case._Outcome,
    unittest.case._AssertRaisesContext,
    unittest.case._AssertRaisesBaseContext,
)


def snapshot():
    held = {f"builtins.{name}": value for name, value in vars(builtins).items() if name != "_"}
    for owner in _WATCHED:
        for name, value in vars(owner).items():
            if isinstance(value, (types.FunctionType, classmethod, staticmethod)):
                held[f"{owner.__name__}.{name}"] = value
                held[f"{owner.__name__}.{name} code"] = getattr(value, "__code__", None)
    return held


honest.install()
_BEFORE = snapshot()


class Tampered(BaseException):
    """The program replaced something that the tests stand on."""


def check():
    now = snapshot()
    for name, value in _BEFORE.items():
        if now.get(name) is not value:
            raise Tampered(f"replaced {name}")


class Results(unittest.TestResult):
    def __init__(self, sources):
        super().__init__()
        self.sources = sources
        self.rows = []

    def add(self, test, status, error=None):
        name = test.id().rsplit(".", 1)[-1]
        row = {"name": name, "status": status}
        if error is not None:
            row["error"] = describe(error[1], self.sources)
        if len(self.rows) < MAX_RESULTS:
            self.rows.append(row)

    def addSuccess(self, test):
        self.add(test, "passed")

    def addFailure(self, test, err):
        super().addFailure(test, err)
        self.add(test, "failed", err)

    def addError(self, test, err):
        super().addError(test, err)
        self.add(test, "memory" if issubclass(err[0], MemoryError) else "error", err)

    def addSkip(self, test, reason):
        super().addSkip(test, reason)
        self.add(test, "skipped")

    def addExpectedFailure(self, test, err):
        self.add(test, "passed")

    def addUnexpectedSuccess(self, test):
        super().addUnexpectedSuccess(test)
        self.add(test, "failed")

    def addSubTest(self, test, subtest, err):
        super().addSubTest(test, subtest, err)
        if err is not None:
            self.add(test, "failed" if issubclass(err[0], test.failureException) else "error", err)


def run(candidate):
    """The reply to a `unittest` job; `candidate` is a `candidate.Candidate`."""
    job = candidate.job
    nonce = job.pop("nonce")
    for name, text in candidate.sources.items():
        linecache.cache[name] = (len(text), None, [line + "\n" for line in text.split("\n")], name)
    phase, error = load(candidate, job)
    if error is None:
        try:
            check()
            suite = unittest.TestLoader().loadTestsFromTestCase(candidate.globals["TestCases"])
            results = Results(candidate.sources)
            suite.run(results)
            check()
            return {"report": results.rows, "nonce": nonce}
        except Tampered as tampered:
            return {"tampered": str(tampered), "nonce": nonce}
        except BaseException as raised:
            phase, error = "test", raised
    return {**candidate.failure(phase, error), "nonce": nonce}


def load(candidate, job):
    """The program and then its tests in one module, as BigCodeBench's harness makes it."""
    module = types.ModuleType(MODULE)
    candidate.globals = module.__dict__
    module.__dict__.update(
        __builtins__=builtins, __file__=f"{MODULE}.py", __package__=None, sys=sys, os=os, environ=os.environ
    )
    phase = "compile"
    try:
        code = compile(job["code"], CANDIDATE, "exec", dont_inherit=True)
        phase = "test"
        test = compile(job["test"], TEST, "exec", dont_inherit=True)
        phase = "load"
        sys.modules[MODULE] = module
        preamble.give(job, module.__dict__)
        if job.get("trace") is not None:
            candidate.tracer = tracing.start(job["trace"], CANDIDATE)
        exec(code, module.__dict__)
        phase = "test"
        exec(test, module.__dict__)
        return phase, None
    except BaseException as error:
        return phase, error
