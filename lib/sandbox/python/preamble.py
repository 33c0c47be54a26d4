"""What a task's rule puts before a program: its preamble, and an entry point that is an expression.

Both belong to the program's process and never to its text: lines in errors and traces stay the program's.
"""

import ast

PREAMBLE = "<preamble>"


def give(job, scope):
    """Runs the imports and helpers that the publisher's harness puts before every program."""
    if job.get("preamble"):
        exec(compile(job["preamble"], PREAMBLE, "exec", dont_inherit=True), scope)


def bind(names, scope):
    """Values of the names that are expressions (`Solution().f`), once: what they keep lasts from call to call.

    No program can have a global of such a name. One that lacks a part of it does not define its entry point.
    """
    for name in names:
        if not name.isidentifier():
            try:
                scope[name] = walk(ast.parse(name, mode="eval").body, scope)
            except Missing:
                pass


class Missing(Exception):
    pass


def walk(node, scope):
    """Names, attributes and calls without arguments; nothing else is evaluated."""
    if isinstance(node, ast.Name):
        if node.id not in scope:
            raise Missing
        return scope[node.id]
    if isinstance(node, ast.Attribute):
        owner = walk(node.value, scope)
        if not hasattr(owner, node.attr):
            raise Missing
        return getattr(owner, node.attr)
    if isinstance(node, ast.Call) and not node.args and not node.keywords:
        return walk(node.func, scope)()
    raise ValueError(f"not an entry point: {ast.unparse(node)}")
