"""`check` tests and asserts in the program's own process, for `sandbox({ apart: false })`.

What cannot cross (patches of the test's own process, classes derived from the program's) is judged here as
`unittest` tests beside the program are, with their weaker guarantee: the test becomes a `TestCases` class,
a method a step.
"""

import ast

from .suite import judge_shared, reading_of
from .verdicts import BrokenTest

WHY = "the sandbox was opened with apart: false"


def judge_together(judge, program, test):
    entry = program.get("entryPoint")
    if not entry and test["kind"] == "check":
        raise BrokenTest("a check test needs an entry point")
    if test["kind"] == "check":
        judge.compile(test["code"])
        before, steps = test["code"], [("check", f"check({entry})")]
    else:
        before = test.get("setup") or ""
        steps = [(f"assert {number}", text) for number, text in enumerate(test["asserts"])]
        for _, text in steps:
            judge.compile(text)
    methods = {f"test_{number:06}": name for number, (name, _) in enumerate(steps)}
    made = "\n".join(method_of(method, text) for method, (_, text) in zip(methods, steps))
    code = f"{before}\nimport unittest\nclass TestCases(unittest.TestCase):\n{made}\n"
    verdict = judge_shared(judge, program, {"code": code}, reading_of(judge, code))
    for row in verdict["tests"]:
        row["name"] = methods.get(row["name"], row["name"])
    return {**verdict, "guarantee": "shared", "sharedFor": WHY}


def method_of(name, text):
    """A step as a method: its names are the module's, as they are for steps that run there."""
    tree = ast.parse(text)
    names = sorted(set(bound(tree.body)))
    body = ([ast.Global(names=names)] if names else []) + (tree.body or [ast.Pass()])
    lines = "\n".join(ast.unparse(ast.fix_missing_locations(node)) for node in body).split("\n")
    return f"    def {name}(self):\n" + "\n".join("        " + line for line in lines)


def bound(nodes):
    """The names that statements bind in their own scope."""
    for node in nodes:
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)):
            yield node.name
            continue
        if isinstance(node, (ast.Lambda, ast.ListComp, ast.SetComp, ast.DictComp, ast.GeneratorExp)):
            continue
        if isinstance(node, ast.Name) and isinstance(node.ctx, (ast.Store, ast.Del)):
            yield node.id
        elif isinstance(node, (ast.Import, ast.ImportFrom)):
            yield from (alias.asname or alias.name.split(".")[0] for alias in node.names if alias.name != "*")
        elif isinstance(node, ast.ExceptHandler) and node.name:
            yield node.name
        elif isinstance(node, ast.Global):
            continue
        yield from bound(ast.iter_child_nodes(node))
