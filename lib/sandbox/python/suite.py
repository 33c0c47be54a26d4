"""The judge's part of a `unittest` test: believes a report only so far as it can be checked.

The test methods are counted here, from the test's own text; the nonce must come back; the statuses
must be ones we know. See `unittest_runner.py` for what this does not protect against.
"""

import ast
import secrets

from .describe import cleaned
from .missing import imported, present
from .remote import Stopped
from .verdicts import BrokenTest, first_bad, of_failure

STATUSES = ("passed", "failed", "error", "memory", "skipped")


def judge_unittest(judge, program, test):
    names = test_names(judge, test["code"])
    nonce = secrets.token_hex(16)
    session, reply = judge.start(program, "unittest", test=test["code"], nonce=nonce)
    rows, verdict = [], None
    try:
        if reply is not None:
            rows = rows_of(session, reply, nonce, names)
    except Stopped:
        rows = []
    if session.failure and session.failure["phase"] == "test":
        verdict = of_test_failure(program, test, session.failure)
    elif rows:
        verdict = of_rows(program, test, rows)
    seen = {row["name"] for row in rows}
    rows += [{"name": name, "status": "notRun"} for name in names if name not in seen]
    return {**judge.conclude(program, session, rows, verdict), "guarantee": "shared"}


def test_names(judge, text):
    judge.compile(text)
    tree = ast.parse(text)
    classes = {node.name: node for node in tree.body if isinstance(node, ast.ClassDef)}
    if "TestCases" not in classes:
        raise BrokenTest("the test defines no class TestCases")
    names = [
        node.name
        for node in classes["TestCases"].body
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)) and node.name.startswith("test")
    ]
    if not names:
        raise BrokenTest("TestCases has no test methods")
    return sorted(set(names))


def rows_of(session, reply, nonce, names):
    if reply.get("nonce") != nonce:
        session.stop("garbage", "a report without the nonce")
    if type(reply.get("tampered")) is str:
        session.stop("garbage", reply["tampered"][:100])
    report = reply.get("report")
    if type(report) is not list:
        session.stop("garbage", "no report")
    rows = []
    for row in report:
        if type(row) is not dict or row.get("status") not in STATUSES or type(row.get("name")) is not str:
            session.stop("garbage", "a bad row")
        clean = {"name": row["name"][:200], "status": row["status"]}
        if "error" in row:
            clean["error"] = cleaned(row["error"])
        rows.append(clean)
    ran = {row["name"] for row in rows}
    class_level = any(row["status"] != "passed" and row["name"] not in names for row in rows)
    if not class_level and not ran >= set(names):
        session.stop("garbage", f"{len(ran)} of {len(names)} tests reported")
    return rows


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
