"""Tests that are code calling the program's functions: HumanEval's `check`, MBPP's asserts.

The test's code runs here with stand-ins under the program's names. A name that the test or the
builtins define is never taken from the program, except the entry point itself (MBPP/126 is `sum`).
"""

import ast
import builtins
import importlib
import random
import types

from .describe import TEST, describe
from .explain import assert_at, explained
from .mirror import RemoteType, is_remote
from .names import KNOWN, MODULES
from .plans import diverged, keep, plan_of
from .remote import TEST_MODULE, Diverged, Function, Stopped
from .surroundings import TOUCHING, Surroundings, modules_changed
from .trees import nodes_of
from .verdicts import BrokenTest, of_failure, row_status, undefined

_BUILTINS = frozenset(dir(builtins))
MAX_TESTS = 2000
# Names that mean the library's in a test, whatever the program has made of them.
LIBRARY_NAMES = {**{name: name for name in MODULES}, "np": "numpy", "pd": "pandas", "isclose": "math.isclose"}


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
        diverged(judge, key)
        judge.transport.finish()
        return run_steps(judge, program, key, None, codes, steps, setup)


def run_steps(judge, program, key, plan, codes, steps, setup):
    """Loads the program and runs each step, a part of the test, in one scope."""
    entry = program.get("entryPoint")
    names = wanted(codes, entry)
    around = surroundings_of(judge, key, names)
    more = {"calls": plan.wire} if plan else {}
    if around and around.output:
        more["output"] = True
    if asks_identity(judge, key):
        more["strict"] = True
    session, reply = judge.start(program, "module", names=names, **more)
    if plan:
        session.ahead, session.keeps_answers = iter(plan.calls), plan.keeps_answers
    scope = scope_of(session, reply, entry, key[2:])
    if scope is not None and program.get("helpers"):
        scope.update(trusted(judge, program["helpers"], scope, entry))
    if scope is None:
        return judge.conclude(program, session, not_run(steps))
    if entry and entry not in scope:
        return judge.conclude(program, session, not_run(steps), undefined(entry))
    # Tests that draw their inputs draw the same ones for every sample.
    random.seed(0)
    if around is None:
        rows, verdict = run_all(session, program, scope, steps, setup)
    else:
        with around:
            session.surroundings, session.unseen = around, around.unseen
            rows, verdict = run_all(session, program, scope, steps, setup)
    if verdict is None:
        keep(judge, key, session)
    return judge.conclude(program, session, rows, doubted(session, verdict or {"status": "passed"}))


def run_all(session, program, scope, steps, setup):
    rows, verdict, unseen = [], None, None
    if setup is not None:
        trouble = attempt(session, program, lambda: exec(setup, scope), "")
        if trouble:
            return not_run(steps), trouble
    for name, text, body in steps:
        try:
            trouble = attempt(session, program, lambda: body(scope), text)
        except BrokenTest:
            if verdict is None:
                raise
            break
        rows.append(row_of(session, name, text, trouble))
        if trouble and verdict is None:
            verdict, unseen = trouble, (session.unseen, session.broken)
        if session.stopped:
            break
    if verdict:
        # What was wrong before something could not cross stays wrong.
        session.unseen, session.broken = unseen
    return rows + not_run(steps[len(rows) :]), verdict


def asks_identity(judge, key):
    """Whether the test tells equal objects apart: `is`, but not with None, True or False."""
    found = judge.strict.get(key)
    if found is None:
        if len(judge.strict) >= MAX_TESTS:
            judge.strict.clear()
        found = judge.strict[key] = any(map(compares_identity, (text for text in key[2:] if text)))
    return found


def compares_identity(text):
    if " is " not in text:
        return False
    for node in nodes_of(text):
        if isinstance(node, ast.Compare) and any(isinstance(operator, (ast.Is, ast.IsNot)) for operator in node.ops):
            if not any(isinstance(side, ast.Constant) for side in (node.left, *node.comparators)):
                return True
    return False


def surroundings_of(judge, key, names):
    """What the test does to its own process; None for most tests."""
    modules = judge.surroundings.get(key)
    if modules is None:
        modules = modules_changed(text for text in key[2:] if text)
        if len(judge.surroundings) >= MAX_TESTS:
            judge.surroundings.clear()
        judge.surroundings[key] = modules
    if not modules and TOUCHING.isdisjoint(names):
        return None
    return Surroundings(set(names), modules, getattr(judge.transport, "shares_files", False))


def doubted(session, verdict):
    """The verdict as far as the boundary lets it stand."""
    if session.broken:
        return {"status": "harness", "reason": session.broken}
    if session.claimed and verdict["status"] == "passed":
        return {"status": "harness", "reason": f"the test asks {session.claimed} about its own data"}
    if session.unseen and verdict["status"] in ("failed", "error"):
        return {"status": "harness", "reason": f"{session.unseen}, which the program's does not see"}
    return verdict


def wanted(codes, entry):
    """The globals that the test may take from the program: every name in its code that is no builtin."""
    names, stack = set(), list(codes)
    while stack:
        code = stack.pop()
        names.update(code.co_names)
        stack.extend(item for item in code.co_consts if isinstance(item, types.CodeType))
    names = {name for name in names if name not in _BUILTINS and not name.startswith("__")}
    if entry:
        names.add(entry)
    return sorted(names)


def scope_of(session, reply, entry, texts):
    """The test's globals, or None when the program did not load."""
    if reply is None:
        return None
    scope = {"__name__": TEST_MODULE}
    session.stops = any("StopIteration" in text for text in texts if text)
    try:
        for name, given in reply["ready"].items():
            value = value_of(session, name, given)
            if name in _BUILTINS and type(value) is not Function:
                # The entry point alone may have a builtin's name, and then it is the program's own.
                value = None
            if name in LIBRARY_NAMES and name != entry and is_remote_code(value) and means_library(name, texts):
                # `class math` with an `isclose` of its own would judge itself.
                value = library_of(name)
            if value is not None:
                scope[name] = value
    except Stopped:
        return None
    return scope


def trusted(judge, helpers, scope, entry):
    """The prompt's own helper functions (HumanEval/32 `poly`), where the program has one of that name.

    Whole programs that leave them out fail where they were published, too (HumanEval/38 and 50).
    """
    own = {"__name__": "helpers"}
    exec(judge.compile(helpers), own)
    return {name: own[name] for name in scope if name in own and name != entry and name != "__name__"}


def value_of(session, name, given):
    if "module" in given:
        # Never the program's own module: the standard one of that name, if the test means it.
        module = name if name in MODULES else given["module"]
        try:
            return importlib.import_module(module) if module in MODULES else None
        except ImportError:
            return None
    if "value" not in given:
        return None
    (value,) = session.taken(given, "value")
    if type(value) is Function and value._global is None:
        value._global = name
    return value


def is_remote_code(value):
    """Whether a global is code of the program's, or holds some."""
    return is_remote(value) or isinstance(value, (RemoteType, types.SimpleNamespace))


def means_library(name, texts):
    """Whether a test reads `name` as a library: by its attributes. One that it calls is a function of the program's."""
    if name not in MODULES and name not in ("np", "pd"):
        return True
    return any(
        isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and node.value.id == name
        for text in texts
        if text
        for node in nodes_of(text)
    )


def library_of(name):
    """What a test means by a name of the library's that it does not import, or None."""
    path = LIBRARY_NAMES[name]
    try:
        if path in MODULES:
            return importlib.import_module(path)
    except ImportError:
        return None
    return KNOWN.get(path)


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
    with session.aside():
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
