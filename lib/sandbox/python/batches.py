"""Tests that are lists of arguments: EvalPlus's base and plus inputs, APPS's calls.

All inputs go out in one message and the answers are compared as they come. What EvalPlus expects is
computed from the reference solution, once a task, in a process of its own like any program's.
"""

from . import codec
from .compare import UnknownOracle, same, same_call
from .describe import short
from .explain import explained
from .remote import Stopped
from .verdicts import BrokenTest, of_failure, row_status, undefined

MAX_REFERENCES = 300


def judge_inputs(judge, program, test):
    entry = program.get("entryPoint")
    if not entry:
        raise BrokenTest("an inputs test needs an entry point")
    cases = reference_of(judge, program, test, entry)
    oracle, atol, rtol = test.get("oracle"), test.get("atol") or 0, test.get("rtol", 1e-7)

    def equal(case, output):
        try:
            return same(output, case["expected"], case["args"], atol, rtol, oracle)
        except UnknownOracle as problem:
            raise BrokenTest(str(problem)) from None

    return judge_batch(judge, program, entry, cases, equal)


def judge_call(judge, program, test):
    entry = program.get("entryPoint")
    if not entry:
        raise BrokenTest("a call test needs an entry point")
    inputs, outputs = values(test["inputs"]), values(test["outputs"])
    if len(inputs) != len(outputs):
        raise BrokenTest(f"{len(inputs)} inputs and {len(outputs)} outputs")
    cases = [case_of(args, output) for args, output in zip(inputs, outputs)]
    return judge_batch(judge, program, entry, cases, lambda case, output: same_call(output, case["expected"]))


def values(text):
    try:
        data = codec.loads(text)
    except codec.Malformed as problem:
        raise BrokenTest(f"test data: {problem}") from None
    if not isinstance(data, (list, tuple)):
        raise BrokenTest("test data is not a list")
    return data


def case_of(args, expected=None, group=None):
    if not isinstance(args, (list, tuple)):
        raise BrokenTest("an input is not a list of arguments")
    return {"args": args, "wire": codec.encode(tuple(args)), "expected": expected, "group": group}


def reference_of(judge, program, test, entry):
    """The cases with the outputs of the reference solution; kept for the task's other samples."""
    key = (test["reference"], test["base"], test.get("plus"), entry)
    cases = judge.references.get(key)
    if cases is None:
        cases = [case_of(args, group="base") for args in values(test["base"])]
        cases += [case_of(args, group="plus") for args in values(test.get("plus") or "[]")]
        run_reference(judge, test, entry, cases)
        if len(judge.references) >= MAX_REFERENCES:
            judge.references.clear()
        judge.references[key] = cases
    return cases


def run_reference(judge, test, entry, cases):
    session, reply = judge.start({"code": test["reference"]}, "module", names=[entry])
    try:
        if reply is None or entry not in (reply.get("ready") or {}):
            raise BrokenTest("the reference solution does not load")
        send(judge, entry, cases)
        for number, case in enumerate(cases):
            try:
                case["expected"] = output_of(session)
            except Stopped:
                raise
            except Exception as error:
                raise BrokenTest(f"the reference solution fails on input {number}: {error}") from None
    except Stopped as stop:
        raise BrokenTest(f"the reference solution was stopped: {stop.kind} {stop.detail}") from None
    finally:
        judge.transport.finish()


def output_of(session):
    """The next answer as plain data: nothing that would ask the program reaches an oracle or a comparison."""
    return session.plain_of(session.receive())


def send(judge, entry, cases):
    judge.transport.send({"batch": entry, "inputs": [case["wire"] for case in cases]})


def judge_batch(judge, program, entry, cases, equal):
    session, reply = judge.start(program, "module", names=[entry, "Solution"])
    rows, verdict = [], None
    if reply is not None and not reply.get("ready"):
        verdict = undefined(entry)
    elif reply is not None:
        send(judge, entry, cases)
        for number, case in enumerate(cases):
            session.failure = session.result = None
            session.call = (entry, tuple(case["args"]), {})
            row, trouble = answer(session, program, case, equal)
            rows.append({"name": f"input {number}", **row})
            verdict = verdict or trouble
            if session.stopped:
                break
        verdict = verdict or {"status": "passed"}
    for number in range(len(rows), len(cases)):
        rows.append({"name": f"input {number}", "status": "notRun"})
    for row, case in zip(rows, cases):
        if case["group"]:
            row["group"] = case["group"]
    return judge.conclude(program, session, rows, verdict)


def answer(session, program, case, equal):
    """One input: the test's row, and the verdict if it did not pass."""
    try:
        output = output_of(session)
        session.result = (output,)
        try:
            passed = equal(case, output)
        except BrokenTest:
            raise
        except Exception:
            # The oracle could not use the output.
            passed = False
    except Stopped as stop:
        if stop.kind == "notPlain":
            # The next inputs can still be judged.
            session.stopped = None
            return failed(session, case, {"got": stop.detail}), {"status": "failed", "reason": stop.detail}
        status = "timeout" if stop.kind == "timeout" else "error"
        return {"status": status, **explained(session)}, None
    except Exception as error:
        if error is not session.raised:
            raise
        trouble = of_failure(session.failure, program["code"])
        row = {"status": row_status(trouble["status"]), "error": trouble["error"], **explained(session)}
        return row, trouble
    if passed:
        return {"status": "passed"}, None
    return failed(session, case, {}), {"status": "failed"}


def failed(session, case, more):
    return {"status": "failed", **explained(session), "expected": short(case["expected"]), **more}
