"""From what happened to a status (`lib/sandbox/verdict.ts` lists them)."""

import signal

from .describe import message_of
from .messages import harmless
from .missing import missing_corpus, missing_library

OK = ("passed", "skipped")


class BrokenTest(Exception):
    """The test itself cannot be used, or asks for what cannot cross: `harness`."""


def of_failure(failure, code, ours=""):
    """Status, error and reason of an exception that the program raised; `ours` is code of the task around it."""
    kind, error = failure["kind"], failure["error"]
    if kind == "exit":
        return {"status": "killed", "reason": f"left by SystemExit({error['message']})", "error": error}
    if kind in ("syntax", "memory"):
        return {"status": kind, "error": error}
    library = missing_library(code, error, ours)
    if library:
        return {"status": "harness", "reason": f"the library {library} is not installed here", "error": error}
    corpus = missing_corpus(code, error, ours)
    if corpus:
        return {"status": "harness", "reason": f"NLTK's corpus {corpus} is not installed here", "error": error}
    return {"status": "error", "error": error}


def of_stop(stop, ending):
    """Status and reason of a program that did not answer."""
    if stop.kind == "timeout" or ending.get("limit") == "cpu":
        return {"status": "timeout", "reason": stop.detail or "out of CPU time"}
    if stop.kind == "notPlain":
        return {"status": "failed", "reason": stop.detail}
    if stop.kind == "oversize":
        return {"status": "failed", "reason": "returned a value too large to compare"}
    if stop.kind == "lost":
        return {"status": "harness", "reason": stop.detail or "the sandbox lost the program"}
    if stop.kind == "garbage":
        return {"status": "killed", "reason": f"sent a malformed message: {stop.detail}"[:200]}
    if ending.get("signal"):
        return {"status": "killed", "reason": f"ended by {signal_name(ending['signal'])}"}
    return {"status": "killed", "reason": f"left with exit code {ending.get('exit')} before it was judged"}


def of_fault(error):
    """An exception of the judge on what a program sent."""
    reason = f"the judge cannot use what the program sent: {type(error).__name__}: {message_of(error)}"
    return {"status": "killed", "reason": harmless(reason, 200)}


def signal_name(number):
    try:
        return signal.Signals(number).name
    except ValueError:
        return f"signal {number}"


def row_status(status):
    """A test's status: a program that was killed in it counts as an error of that test."""
    return "error" if status in ("killed", "syntax", "harness") else status


def undefined(name):
    error = {"type": "NameError", "message": f"name '{name}' is not defined", "stack": []}
    return {"status": "error", "error": error, "reason": "the program does not define its entry point"}


def first_bad(tests):
    return next((row for row in tests if row["status"] not in OK), None)
