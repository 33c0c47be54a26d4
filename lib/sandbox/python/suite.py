"""The judge's part of a `unittest` test: apart where that can be (`apart.py`), else beside the program.

There it believes a report only so far as it can be checked.
The test methods are counted here, from the test's own text, as are those that may skip or have to fail;
the program gets the tests only when it is loaded, as code compiled here (`instrument.py`); each row is
sent as its test has run; the nonce is given out when all have. See `unittest_runner.py` for what this
does not protect against.
"""

import secrets

from . import messages
from .apart import Shared, judge_apart
from .instrument import Reading
from .missing import imported, present
from .remote import Stopped
from .verdicts import BrokenTest, first_bad, of_failure

MAX_READINGS = 500
MAX_ROWS = 1000


def judge_unittest(judge, program, test):
    """Apart where the test allows it and all values can cross, else beside the program."""
    reading = reading_of(judge, test["code"])
    why = reading.placing.why(program["code"])
    if why is None:
        try:
            return judge_apart(judge, program, test["code"], reading)
        except Shared as shared:
            why = messages.harmless(str(shared), 200)
            judge.transport.finish()
    return {**judge_shared(judge, program, test, reading), "guarantee": "shared", "sharedFor": why}


def judge_shared(judge, program, test, reading):
    session, reply = judge.start(program, "unittest", imports=reading.imports, words=reading.words)
    rows, verdict = [], None
    try:
        if reply is not None:
            rows_of(session, reply, reading, rows)
    except Stopped:
        # What was said before counts for nothing.
        rows = []
    if session.failure and session.failure["phase"] == "test":
        verdict = of_test_failure(program, test, session.failure)
    elif rows:
        verdict = of_rows(program, test, rows)
    seen = {row["name"] for row in rows}
    rows += [{"name": name, "status": "notRun"} for name in reading.names if name not in seen]
    return judge.conclude(program, session, rows, verdict)


def reading_of(judge, text):
    reading = judge.readings.get(text)
    if reading is None:
        judge.compile(text)
        reading = Reading(text)
        if not reading.found:
            raise BrokenTest("the test defines no class TestCases")
        if not reading.names:
            raise BrokenTest("TestCases has no test methods")
        if len(judge.readings) >= MAX_READINGS:
            judge.readings.clear()
        judge.readings[text] = reading
    return reading


def rows_of(session, reply, reading, rows):
    """Takes a row of each test; raises `Stopped` on whatever does not follow the protocol."""
    of_tampering(session, reply)
    session.transport.send(
        {
            "code": reading.code(),
            "names": reading.names,
            "skips": reading.skips,
            "expected": reading.expected,
            "patched": reading.patched,
        }
    )
    while "ran" not in (message := session.receive(messages.ROWS)):
        of_tampering(session, message)
        if "failed" in message:
            session.failure_of(message)
            filled(session.failure["error"], reading)
            return
        if len(rows) == MAX_ROWS:
            session.stop("garbage", "too many rows")
        rows.append(row_of(message["row"], reading))
    ran = [row["name"] for row in rows if row["status"] == "passed"]
    class_level = any(row["status"] != "passed" and row["name"] not in reading.names for row in rows)
    if len(set(ran)) != len(ran):
        session.stop("garbage", "a test reported twice")
    if not class_level and not {row["name"] for row in rows} >= set(reading.names):
        session.stop("garbage", f"{len(set(ran))} of {len(reading.names)} tests reported")
    nonce = secrets.token_hex(16)
    session.transport.send({"nonce": nonce})
    if session.receive(messages.NONCE)["nonce"] != nonce:
        session.stop("garbage", "a report without the nonce")


def of_tampering(session, message):
    if "tampered" in message:
        session.stop("garbage", message["tampered"][:100])
    if "notPlain" in message:
        session.stop("notPlain", message["notPlain"][:200])


def row_of(row, reading):
    name, status = row["name"], row["status"]
    declared = reading.skips if status == "skipped" else reading.expected if status == "expected" else None
    if declared is not None and (name not in declared if name in reading.names else not declared):
        status = "error"
    elif status == "expected":
        status = "passed"
    if "error" in row:
        filled(row["error"], reading)
    return {**row, "status": status}


def filled(error, reading):
    """The test's lines, which the program's process does not have."""
    for frame in error.get("stack", ()):
        if frame["file"] == "test":
            frame["source"] = reading.line(frame["line"])
    return error


def of_rows(program, test, rows):
    bad = first_bad(rows)
    if bad is None:
        return {"status": "passed"}
    if "error" not in bad:
        return {"status": bad["status"]}
    return of_error(program, test, bad["status"], bad["error"])


def of_error(program, test, status, error):
    """A library that the tests import and this machine lacks is our trouble."""
    verdict = of_failure({"kind": "error", "error": error}, program["code"], test["code"])
    return verdict if verdict["status"] == "harness" else {"status": status, "error": error}


def of_test_failure(program, test, failure):
    """The test's own top level raised: broken, unless the program lacks a name that it uses."""
    error = failure["error"]
    absent = [name for name in sorted(imported(test["code"])) if not present(name)]
    if error["type"] in ("ImportError", "ModuleNotFoundError") and absent:
        raise BrokenTest(f"the test needs a library that is not installed here: {', '.join(absent)}")
    return of_failure(failure, program["code"])
