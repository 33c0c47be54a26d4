"""Programs that run from top to bottom: a plain run, and APPS's stdin and stdout."""

from .compare import same_output
from .describe import short
from .verdicts import BrokenTest, row_status

# Bytes of output that are compared, whatever is kept to be shown.
MAX_OUTPUT = 32 << 20


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
    return {**verdict, "tests": rows}


def run_case(judge, program, case):
    session, _ = judge.start(program, "script", stdin=case["input"], whole=MAX_OUTPUT)
    verdict = judge.conclude(program, session, [])
    # os._exit(0) is a normal end here: the answer is what was printed.
    gone = session.stopped is not None and session.stopped.kind == "gone"
    if verdict["status"] == "killed" and session.ending.get("exit") == 0 and gone:
        verdict["status"] = "passed"
        del verdict["reason"]
    if verdict["status"] == "passed":
        reason = difference(session.ending, case["output"])
        if reason is not None:
            verdict.update(status="failed", **({"reason": reason} if reason else {}))
    return verdict


def difference(ending, expected):
    """None where the whole output is the expected one, else why not where that needs saying, or ""."""
    if ending.get("stdoutBytes", 0) > MAX_OUTPUT:
        return f"printed more than {MAX_OUTPUT >> 20} MiB"
    return None if same_output(ending.get("output", b""), expected) else ""


def row_of(number, case, verdict):
    row = {"name": f"case {number}", "status": row_status(verdict["status"])}
    if row["status"] != "passed":
        output = verdict.get("stdout", "")
        row.update(call=short(case["input"]), expected=short(case["output"]), got=short(output))
    return row
