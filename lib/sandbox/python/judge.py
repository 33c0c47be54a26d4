"""The trusted side: takes a program with its test and gives a verdict (`lib/sandbox/verdict.ts`).

Tests run here; the program runs in another process and answers calls (`candidate.py`), so leaving
early, printing or patching earns nothing: only values that compare equal in this process do. The
exception are those `unittest` tests that have to share the program's process (`suite.py`).

    Judge(transport).judge({"code", "test", "entryPoint", "seed", "trace"})

gives status, tests, error, reason, stdout, stdoutBytes, cpuMs, memoryKb, guarantee and trace; the
engine adds its name and the wall time. `remote.py` says what a transport is.
"""

from . import batches, messages, scripts, steps, suite, together, trace
from .remote import Session, Stopped
from .verdicts import BrokenTest, first_bad, of_failure, of_fault, of_stop

MAX_COMPILED = 2000

KINDS = {
    "run": scripts.judge_run,
    "stdio": scripts.judge_stdio,
    "check": steps.judge_check,
    "asserts": steps.judge_asserts,
    "inputs": batches.judge_inputs,
    "call": batches.judge_call,
    "unittest": suite.judge_unittest,
}


class Judge:
    def __init__(self, transport):
        self.transport = transport
        self.compiled = {}
        self.references = {}
        # The calls that a test makes, by test: see `plans.py`.
        self.plans = {}
        # What tests do to their own process, by test: see `surroundings.py`.
        self.surroundings = {}
        # Whether tests compare identities, by test.
        self.strict = {}
        # Whether the program that is judged has been started.
        self.met = False
        # What unittest modules declare, by text: see `instrument.py`.
        self.readings = {}

    def judge(self, program):
        verdict = self.once(program)
        wanted = program.get("trace")
        if wanted and (wanted != "failures" or verdict["status"] not in ("passed", "syntax", "harness")):
            traced = self.once({**program, "traced": wanted if isinstance(wanted, dict) else {}})
            if traced.get("trace") is not None:
                verdict["trace"] = traced["trace"]
        return verdict

    def once(self, program):
        """A verdict, whatever the program sends: what the judge cannot go on with is the program's fault."""
        test = program.get("test") or {"kind": "run"}
        self.met = False
        try:
            beside = program.get("apart") is False and test["kind"] in ("check", "asserts")
            return (together.judge_together if beside else KINDS[test["kind"]])(self, program, test)
        except BrokenTest as problem:
            self.transport.finish()
            verdict = {"status": "harness", "reason": str(problem)}
        except Stopped as stop:
            verdict = of_stop(stop, self.transport.finish())
        except Exception as error:
            # Before the program had a say the fault is ours.
            if not self.met:
                raise
            self.transport.finish()
            verdict = of_fault(error)
        return {"guarantee": "apart", "tests": [], **verdict}

    def compile(self, text):
        """Compiled test code; several samples of one task share it."""
        code = self.compiled.get(text)
        if code is None:
            if len(self.compiled) >= MAX_COMPILED:
                self.compiled.clear()
            try:
                code = compile(text, "<test>", "exec", dont_inherit=True)
            except (SyntaxError, ValueError) as error:
                raise BrokenTest(f"the test does not compile: {error}") from None
            self.compiled[text] = code
        return code

    def start(self, program, mode, **more):
        """A fresh process with the program: the session, and the reply unless it stopped or failed."""
        session = Session(self.transport)
        session.heap.strict = more.get("strict", False)
        job = {"mode": mode, "code": program["code"], "names": [], **more}
        job["seed"] = program.get("seed") or 0
        job["trace"] = program.get("traced")
        job["preamble"] = program.get("preamble")
        self.met = True
        try:
            reply = session.start(job)
            if "failed" in reply:
                session.failure_of(reply)
                return session, None
            return session, reply
        except Stopped:
            return session, None

    def conclude(self, program, session, tests, verdict=None):
        """Ends the process and turns what happened into a verdict."""
        recorded = self.trace_of(session) if program.get("traced") is not None else None
        ending = self.transport.finish()
        if session.stopped:
            verdict = of_stop(session.stopped, ending)
        elif verdict is None and session.failure:
            # A library that the preamble imports and this machine lacks is missing, too.
            verdict = of_failure(session.failure, program["code"], program.get("preamble") or "")
        elif verdict is None:
            bad = first_bad(tests)
            verdict = {"status": bad["status"] if bad else "passed"}
            if bad and "error" in bad:
                verdict["error"] = bad["error"]
        if ending.get("limit") == "cpu" and verdict["status"] == "passed":
            # Its processes' time is known at the end.
            verdict = {"status": "timeout", "reason": "out of CPU time, all its processes together"}
        result = {"guarantee": "apart", "tests": tests, **verdict}
        for field in ("stdout", "stdoutBytes", "cpuMs", "memoryKb"):
            if ending.get(field) is not None:
                result[field] = ending[field]
        if recorded is not None:
            result["trace"] = recorded
        # For stdio, which takes leaving with code 0 as a normal end; not part of a verdict.
        session.ending = ending
        return result

    def trace_of(self, session):
        if session.stopped and session.stopped.kind not in ("traced", "notPlain"):
            return None
        try:
            self.transport.send({"trace": True})
            reply = messages.checked(self.transport.receive(), messages.TRACE)
        except (Stopped, messages.Malformed):
            return None
        return trace.checked(reply["trace"])
