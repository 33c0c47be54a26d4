"""Programs that run from top to bottom: a plain run, and APPS's stdin and stdout."""

from .compare import same_text
from .describe import short
from .verdicts import BrokenTest, first_bad, row_status


def judge_run(judge, program, test):
    """Passes when the program ends normally."""
    session, _ = judge.start(program, "script", stdin=test.get("stdin") or "")
    return judge.conclude(program, session, [])


def judge_stdio(judge, program, test):
    """A process a case; limits hold for each case. Stops at the first case that does not pass."""
    cases = test["cases"]
    if not cases:
        raise BrokenTest("a stdio test without cases")
    rows = []
    for number, case in enumerate(cases):
        verdict = run_case(judge, program, case)
        rows.append(row_of(number, case, verdict))
        if rows[-1]["status"] != "passed":
            break
    rows += [{"name": f"case {number}", "status": "notRun"} for number in range(len(rows), len(cases))]
    bad = first_bad(rows)
    status = "failed" if bad and bad["status"] == "failed" else verdict["status"]
    return {**verdict, "status": status, "tests": rows}


def run_case(judge, program, case):
    session, _ = judge.start(program, "script", stdin=case["input"])
    verdict = judge.conclude(program, session, [])
    # os._exit(0) is a normal end here: the answer is what was printed.
    gone = session.stopped is not None and session.stopped.kind == "gone"
    if verdict["status"] == "killed" and session.ending.get("exit") == 0 and gone:
        verdict["status"] = "passed"
        del verdict["reason"]
    return verdict


def row_of(number, case, verdict):
    output = verdict.get("stdout", "")
    row = {"name": f"case {number}", "status": row_status(verdict["status"])}
    if row["status"] == "passed" and not same_text(output, case["output"]):
        row["status"] = "failed"
    if row["status"] != "passed":
        row.update(call=short(case["input"]), expected=short(case["output"]), got=short(output))
    return row
