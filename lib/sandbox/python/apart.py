"""unittest tests in the judge's own process: the test class runs here, the program's functions are stand-ins.

The guarantee is that of `check`: nothing that the program does reaches a comparison or the count of what
passed. Whatever cannot cross in the middle of it (the test passes an object that cannot leave, the
program's own object has to say what it equals) is `Shared`: the tests then run again, beside the program,
in a fresh process of it (`suite.py`). A test that finds plain data wrong, and what the program raises, is final.
"""

import contextlib
import importlib
import random
import sys
import types
import unittest

from .describe import TEST
from .honest import MODULE
from .instrument import END, HONEST, SEAL
from .remote import CandidateError, Stopped
from .steps import scope_of, surroundings_of, verdict_of, wanted
from .verdicts import BrokenTest, first_bad, row_status, undefined

MAX_ROWS = 1000
MAX_QUESTIONS = 500
LIBRARY = (types.ModuleType, types.FunctionType, types.BuiltinFunctionType, type, int, float, str)
SKIP = unittest.TestCase.skipTest.__code__


class Shared(Exception):
    """The tests have to run beside the program; the message says why."""


class Run:
    """The marks of the test's code: of this test's code, which one came to its end."""

    def __init__(self):
        self.done = None
        self.marks = {END: self.end, SEAL: self.seal, HONEST: self.honest}

    def end(self, value=None, *_):
        self.done = sys._getframe(1).f_code
        return value

    @staticmethod
    def seal(*_):
        pass

    @staticmethod
    def honest(value):
        return value


class Results(unittest.TestResult):
    def __init__(self, session, program, text, reading, run):
        super().__init__()
        self.session = session
        self.program = program
        self.text = text
        self.reading = reading
        self.run = run
        self.rows = []
        self.verdict = None
        self.doubt = None

    def startTest(self, test):
        super().startTest(test)
        self.run.done = None
        self.session.raised = self.session.failure = self.session.call = self.session.result = None

    def _exc_info_to_string(self, err, test):
        with self.session.aside():
            return super()._exc_info_to_string(err, test)

    def add(self, test, status, error=None):
        row = {"name": name_of(test), "status": status}
        if error is not None:
            row["error"] = error
        if len(self.rows) < MAX_ROWS:
            self.rows.append(row)

    def trouble(self, test, error):
        if isinstance(error, Stopped):
            # The test ran out of time, where it was not the program.
            self.session.stopped = self.session.stopped or error
        if self.session.stopped:
            self.shouldStop = True
            return self.add(test, "error")
        if isinstance(error, Shared):
            raise error
        if isinstance(error, (BrokenTest, ImportError)) and error is not self.session.raised:
            raise Shared(str(error))
        verdict = verdict_of(self.session, self.program, error, self.text)
        if self.doubt is None and isinstance(error, CandidateError):
            self.doubt = f"the program raised {verdict['error']['type']}"
        elif self.doubt is None and error is not self.session.raised and not isinstance(error, AssertionError):
            self.doubt = "the test could not use what crossed"
        if self.verdict is None:
            self.verdict = verdict
        self.add(test, row_status(verdict["status"]), verdict["error"])

    def addSuccess(self, test):
        if name_of(test) in self.reading.names and self.run.done is None:
            return self.trouble(test, AssertionError("the test did not run to its end"))
        self.add(test, "passed")

    def addFailure(self, test, err):
        super().addFailure(test, err)
        self.trouble(test, err[1])

    addError = addFailure

    def addSubTest(self, test, subtest, err):
        super().addSubTest(test, subtest, err)
        if err is not None:
            self.trouble(test, err[1])

    def addSkip(self, test, reason):
        super().addSkip(test, reason)
        raised = sys.exc_info()[1]
        if raised is not None and not from_test(raised):
            return self.trouble(test, raised)
        self.add(test, "skipped")

    def addExpectedFailure(self, test, err):
        super().addExpectedFailure(test, err)
        self.add(test, "passed")

    def addUnexpectedSuccess(self, test):
        super().addUnexpectedSuccess(test)
        self.trouble(test, AssertionError("the test was expected to fail"))


def name_of(test):
    return getattr(test, "_testMethodName", None) or str(getattr(test, "description", test))[:200]


def from_test(error):
    """Whether the test's own code skipped, and not what it called."""
    codes, entry = [], error.__traceback__
    while entry is not None:
        codes.append(entry.tb_frame.f_code)
        entry = entry.tb_next
    if codes and codes[-1] is SKIP:
        codes.pop()
    return bool(codes) and codes[-1].co_filename == TEST


def judge_apart(judge, program, text, reading):
    """The verdict, or `Shared`."""
    entry = program.get("entryPoint")
    entry = entry if entry in reading.placing.free else None
    lent = reading.placing.lent(program["code"])
    if lent:
        program = {**program, "preamble": (program.get("preamble") or "") + "\n" + lent}
    names = wanted([judge.compile(text)], entry)
    session, reply = judge.start(program, "module", names=names, module=MODULE)
    scope = scope_of(session, reply, entry, (text,))
    if scope is None:
        if session.stopped and session.stopped.kind in ("notPlain", "oversize", "garbage"):
            raise Shared(f"what the program holds cannot cross: {session.stopped.detail or 'it is too large'}")
        return judge.conclude(program, session, not_run(reading))
    if entry and entry not in scope:
        return judge.conclude(program, session, not_run(reading), undefined(entry))
    scope.update(own_objects(reading.placing.taken(program["code"])))
    watched(session)
    run = Run()
    results = Results(session, program, text, reading, run)
    random.seed(0)
    around = surroundings_of(judge, (None, None, text), names)
    try:
        with around or contextlib.nullcontext():
            session.surroundings = around
            exec(reading.apart(run.marks), scope)
            unittest.TestLoader().loadTestsFromTestCase(scope["TestCases"]).run(results)
    except (BrokenTest, ImportError) as problem:
        raise Shared(str(problem)) from None
    except Stopped as stop:
        session.stopped = session.stopped or stop
    except Shared:
        raise
    except BaseException as error:
        if error is session.raised:
            results.verdict = verdict_of(session, program, error, text)
        elif not session.stopped:
            # The test's own top level.
            raise Shared("the test could not use what crossed") from None
    return concluded(judge, program, session, reading, results)


def own_objects(taken):
    """What the test takes from the program's imports: from the judge's own library, never the program's."""
    found = {}
    for name, path in taken.items():
        root, *rest = path.split(".")
        try:
            if root == "unittest":
                raise ImportError
            value = importlib.import_module(root)
            for part in rest:
                # Only what is there: the program names it, and no module is loaded for that.
                value = getattr(value, "" if part.startswith("_") else part)
        except (ImportError, AttributeError):
            raise Shared(f"the test takes {path} from the program") from None
        if not isinstance(value, LIBRARY):
            raise Shared(f"the test takes {path} from the program")
        found[name] = value
    return found


def watched(session):
    """Notes whether an object of the program's own takes part; an exception is there to be raised.

    A test that asks such an object again and again (each cell of a table) is quicker beside the program.
    """
    session.foreign, session.questions = None, 0
    stand_in, send = session.stand_in, session.send

    def noted(payload, decoder, depth):
        if payload[0] != "x":
            session.foreign = "the program's own objects take part"
        return stand_in(payload, decoder, depth)

    def counted(message):
        if session.foreign:
            session.questions += 1
            if session.questions > MAX_QUESTIONS:
                session.cannot(f"the test asks more than {MAX_QUESTIONS} times about the program's own objects")
        if session.claimed:
            # It will have to run there anyhow.
            session.cannot(f"the test asks {session.claimed} about its own data")
        send(message)

    session.stand_in, session.send = noted, counted


def concluded(judge, program, session, reading, results):
    if session.stopped and session.stopped.kind in ("notPlain", "oversize", "garbage"):
        raise Shared(f"what the program returned cannot cross: {session.stopped.detail or 'it is too large'}")
    if session.broken or session.claimed:
        raise Shared(session.broken or f"the test asks {session.claimed} about its own data")
    if results.verdict and session.lent:
        raise Shared("the program is given the test's own functions or objects")
    if results.verdict and (session.foreign or results.doubt):
        raise Shared(results.doubt or session.foreign)
    rows = [] if session.stopped else results.rows
    seen = {row["name"] for row in rows}
    missing = [name for name in reading.names if name not in seen]
    verdict = results.verdict
    if verdict is None and not session.stopped:
        bad = first_bad(rows)
        if bad or (missing and all(row["status"] == "passed" for row in rows)):
            raise Shared("a test did not run")
    rows += [{"name": name, "status": "notRun"} for name in missing]
    return judge.conclude(program, session, rows, verdict or {"status": "passed"})


def not_run(reading):
    return [{"name": name, "status": "notRun"} for name in reading.names]
