"""Tests that are code calling the program's functions: HumanEval's `check`, MBPP's asserts.

The test's code runs here with stand-ins under the program's names. A name that the test or the
builtins define is never taken from the program, except the entry point itself (MBPP/126 is `sum`).
"""

import builtins
import importlib
import random
import sys
import types

from .describe import TEST, describe
from .explain import assert_at, explained
from .plans import NEVER, keep, plan_of
from .remote import Diverged, Function, Remote, Stopped
from .verdicts import BrokenTest, of_failure, row_status, undefined

_BUILTINS = frozenset(dir(builtins))


def judge_check(judge, program, test):
    entry = program.get("entryPoint")
    if not entry:
        raise BrokenTest("a check test needs an entry point")
    code = judge.compile(test["code"])

    def body(scope):
        function = scope[entry]
        exec(code, scope)
        if "check" not in scope:
            raise BrokenTest("the test defines no check()")
        scope[entry] = function
        scope["check"](function)

    return judge_steps(judge, program, (test["code"],), [code], [("check", test["code"], body)])


def judge_asserts(judge, program, test):
    """The set-up code comes after the program and before the asserts, as in the publisher's harness."""
    setup = judge.compile(test.get("setup") or "")
    codes = [judge.compile(text) for text in test["asserts"]]
    steps = [
        (f"assert {number}", text, lambda scope, code=code: exec(code, scope))
        for number, (text, code) in enumerate(zip(test["asserts"], codes))
    ]
    key = (test.get("setup"), *test["asserts"])
    return judge_steps(judge, program, key, [setup, *codes], steps, setup)


def judge_steps(judge, program, key, codes, steps, setup=None):
    key = (program.get("entryPoint"), program.get("helpers"), *key)
    plan = plan_of(judge, key) if program.get("traced") is None else None
    try:
        return run_steps(judge, program, key, plan, codes, steps, setup)
    except Diverged:
        judge.plans[key] = NEVER
        judge.transport.finish()
        return run_steps(judge, program, key, None, codes, steps, setup)


def run_steps(judge, program, key, plan, codes, steps, setup):
    """Loads the program and runs each step, a part of the test, in one scope."""
    entry = program.get("entryPoint")
    more = {"calls": plan.wire} if plan else {}
    session, reply = judge.start(program, "module", names=wanted(codes, entry), **more)
    if plan:
        session.ahead = iter(plan.calls)
    scope = scope_of(session, reply)
    if scope is not None and program.get("helpers"):
        scope.update(trusted(judge, program["helpers"], scope, entry))
    if scope is None:
        return judge.conclude(program, session, not_run(steps))
    if entry and entry not in scope:
        return judge.conclude(program, session, not_run(steps), undefined(entry))
    rows, verdict = [], None
    # Tests that draw their inputs draw the same ones for every sample.
    random.seed(0)
    if setup is not None:
        trouble = attempt(session, program, lambda: exec(setup, scope), "")
        if trouble:
            return judge.conclude(program, session, not_run(steps), trouble)
    for name, text, body in steps:
        trouble = attempt(session, program, lambda: body(scope), text)
        rows.append(row_of(session, name, text, trouble))
        if trouble and verdict is None:
            verdict = trouble
        if session.stopped:
            break
    rows += not_run(steps[len(rows) :])
    if verdict is None:
        keep(judge, key, session)
    return judge.conclude(program, session, rows, verdict or {"status": "passed"})


def wanted(codes, entry):
    """The globals that the test may take from the program: every name in its code that is no builtin."""
    names, stack = set(), list(codes)
    while stack:
        code = stack.pop()
        names.update(code.co_names)
        stack.extend(item for item in code.co_consts if isinstance(item, types.CodeType))
    names -= _BUILTINS
    if entry:
        names.add(entry)
    return sorted(names)


def scope_of(session, reply):
    """The test's globals, or None when the program did not load."""
    if reply is None:
        return None
    scope = {"__name__": "test"}
    try:
        found = reply.get("ready")
        if type(found) is not dict:
            session.stop("garbage", "not ready")
        for name, entry in found.items():
            value = value_of(session, name, entry)
            if value is not None:
                scope[name] = value
    except Stopped:
        return None
    return scope


def trusted(judge, helpers, scope, entry):
    """The prompt's own helper functions (HumanEval/32 `poly`), where the program has one of that name."""
    own = {"__name__": "helpers"}
    exec(judge.compile(helpers), own)
    return {name: own[name] for name in scope if name in own and name != entry and name != "__name__"}


def value_of(session, name, entry):
    if type(entry) is not dict:
        session.stop("garbage", "a bad global")
    if "module" in entry:
        # Never the program's own module: the standard one of that name, if the test means it.
        module = entry["module"]
        known = type(module) is str and module.split(".")[0] in sys.stdlib_module_names
        return importlib.import_module(module) if known else None
    if "value" not in entry:
        return None
    value = session.decoded(entry["value"])
    return Function(session, name) if type(value) is Remote else value


def attempt(session, program, body, text):
    """Runs a part of the test; None, or the verdict of what went wrong."""
    session.call = session.result = session.raised = session.failure = None
    try:
        body()
    except (BrokenTest, Diverged):
        raise
    except Stopped:
        pass
    except BaseException as error:
        if not session.stopped and not session.diverged:
            return verdict_of(session, program, error, text)
    # A test with a bare `except` may have swallowed the stop: it counts all the same.
    if session.diverged:
        raise Diverged
    return {"status": "stopped"} if session.stopped else None


def verdict_of(session, program, error, text):
    if error is session.raised:
        return of_failure(session.failure, program["code"])
    info = describe(error, {TEST: text})
    if isinstance(error, ImportError):
        raise BrokenTest(f"the test cannot import: {info['message']}")
    if isinstance(error, NameError):
        # The program lacks something that the test uses by name.
        return {"status": "error", "error": info}
    verdict = {"status": "failed", "error": info}
    if not isinstance(error, AssertionError):
        verdict["reason"] = "the test could not use what the program returned"
    return verdict


def row_of(session, name, text, trouble):
    if trouble is None:
        return {"name": name, "status": "passed"}
    row = {"name": name}
    if session.stopped:
        kind = session.stopped.kind
        row["status"] = {"timeout": "timeout", "notPlain": "failed", "oversize": "failed"}.get(kind, "error")
        return {**row, **explained(session)}
    row["status"] = row_status(trouble["status"])
    row["error"] = trouble["error"]
    lines = [frame["line"] for frame in trouble["error"]["stack"] if frame["file"] == "test"]
    source = assert_at(text, lines[-1]) if lines else None
    return {**row, **explained(session, source)}


def not_run(steps):
    return [{"name": name, "status": "notRun"} for name, _, _ in steps]
