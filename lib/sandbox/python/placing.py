"""Where a unittest module is judged: in the judge's process (`apart`), or beside the program, and why.

Apart is the rule for tests that give the program data and compare what it gives back. A test that looks
at files, patches modules, watches output, warnings or seeds, or works on objects of libraries does so in
the process in which it runs, and that must be the program's. Decided by the test's text alone, and by
what the program has imported under a name that the test uses without importing it.
"""

import ast
import builtins
import copy
import sys

# What makes and looks at plain data, or has no state that the program would have to see.
DATA = frozenset(
    """
    abc array ast base64 binascii bisect calendar cmath codecs collections copy dataclasses datetime decimal difflib
    enum faker fractions functools hashlib heapq html ipaddress itertools json keyword math numbers numpy operator
    random re statistics string struct textwrap time typing unicodedata unittest uuid zlib
    """.split()
)
ALIASES = {"np": "numpy", "pd": "pandas", "plt": "matplotlib.pyplot", "sns": "seaborn", "tf": "tensorflow"}
SYSTEM = frozenset(
    """
    codecs configparser csv ctypes fileinput fcntl ftplib getpass glob gzip http io logging multiprocessing os pathlib
    pickle platform shutil signal smtplib socket sqlite3 ssl subprocess sys tarfile tempfile threading urllib zipfile
    asyncio concurrent contextlib inspect importlib locale gc warnings traceback linecache types weakref select queue
    """.split()
)
# Names, of functions and of attributes, that say what a test does with its process.
TELLING = {
    "open": "files",
    "patch": "patches",
    "setattr": "patches",
    "delattr": "patches",
    "seed": "seeds",
    "set_state": "seeds",
    "setstate": "seeds",
    "default_rng": "seeds",
    "assertWarns": "warnings and logs",
    "assertWarnsRegex": "warnings and logs",
    "assertLogs": "warnings and logs",
    "assertNoLogs": "warnings and logs",
    "globals": "the module's names",
    "locals": "the module's names",
    "vars": "the module's names",
    "eval": "the module's names",
    "exec": "the module's names",
    "__import__": "the module's names",
    "input": "standard input",
    "__code__": "the program's insides",
    "__globals__": "the program's insides",
    "__dict__": "the program's insides",
}
_BUILTINS = frozenset(dir(builtins))


class Placing:
    """`why`: what keeps the test beside the program, or None; `free`: names that it takes from the program."""

    def __init__(self, tree):
        body = [node for node in tree.body if not is_main_block(node)]
        nodes = [part for node in body for part in ast.walk(node)]
        self.used = {node.id for node in nodes if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load)}
        self.imported = dict(pair for node in nodes for pair in imported(node))
        bound = {name for node in nodes for name in bindings(node)} | set(self.imported)
        self.free = {name for name in self.used - bound if name not in _BUILTINS}
        # In one module with the program, which may use what the test imports.
        self.statements = {name: text for node in body for name, text in import_texts(node)}
        self.reasons = [reason for node in nodes for reason in telling(node)]
        self.reasons += [
            reason for name, module in self.imported.items() if name in self.used and (reason := of_module(module))
        ]
        if any(isinstance(node, (ast.AsyncFunctionDef, ast.Await)) for node in nodes):
            self.reasons.append("coroutines")

    def why(self, program):
        """The first reason, given the program's text."""
        reasons = self.reasons + [of_module(module) for _, module in sorted(self.taken(program).items())]
        return next((reason for reason in ORDER if reason in reasons), next(filter(None, reasons), None))

    def taken(self, program):
        """The modules, or what is in them, that the test takes from the program's imports: by name, dotted."""
        if not self.free:
            return {}
        given = top_imports(program)
        return {name: usual(name, given[name]) for name in self.free if name in given}

    def lent(self, program):
        """The test's imports that the program uses and has not, as text."""
        return "\n".join(self.statements[name] for name in sorted(unbound(program) & self.statements.keys()))

    def trimmed(self, tree):
        """The test without imports that nothing uses: the judge does not load them."""
        return Trim(self.used).visit(tree)


def usual(name, path):
    """What a well-known name stands for, whatever the program has under it."""
    if name in sys.stdlib_module_names and path.split(".")[0] != name:
        return name
    return ALIASES.get(name, path)


# Of several reasons the one that is named first.
ORDER = ("patches", "files and the system", "files")


def of_module(module):
    """Why a module keeps a test beside the program, or None."""
    root = module.split(".")[0]
    if module.startswith("unittest.mock"):
        return None if module in ("unittest.mock.ANY",) else "patches"
    if root in SYSTEM:
        return "files and the system"
    if root in DATA or not root:
        return None
    return f"objects of {root}" if root not in sys.stdlib_module_names else f"the module {root}"


def telling(node):
    if isinstance(node, ast.Name) and node.id in TELLING and isinstance(node.ctx, ast.Load):
        yield TELLING[node.id]
    elif isinstance(node, ast.Attribute):
        if node.attr in TELLING and not (node.attr == "seed" and is_name(node.value, "random")):
            # What `random.seed` does is told (`surroundings.py`).
            yield TELLING[node.attr]
        elif node.attr == "mock":
            yield "patches"
        elif isinstance(node.ctx, (ast.Store, ast.Del)) and not stores_in_test(node):
            yield "patches"


def is_name(node, *names):
    return isinstance(node, ast.Name) and node.id in names


def stores_in_test(node):
    """`self.x = …` and `cls.x = …`."""
    return is_name(node.value, "self", "cls")


def imported(node):
    """(name, dotted module or object) of an import."""
    if isinstance(node, ast.Import):
        for alias in node.names:
            root = alias.name.split(".")[0]
            yield (alias.asname, alias.name) if alias.asname else (root, root)
    elif isinstance(node, ast.ImportFrom) and not node.level:
        for alias in node.names:
            yield alias.asname or alias.name, f"{node.module}.{alias.name}"


def bindings(node):
    if isinstance(node, ast.Name) and not isinstance(node.ctx, ast.Load):
        yield node.id
    elif isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)):
        yield node.name
    elif isinstance(node, ast.arg):
        yield node.arg
    elif isinstance(node, ast.ExceptHandler) and node.name:
        yield node.name


def top_imports(program):
    """What a program imports at its top level and nowhere binds again, by name."""
    try:
        tree = ast.parse(program)
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return {}
    found = dict(pair for node in tree.body for pair in imported(node))
    for node in tree.body:
        for name in [name for part in ast.walk(node) for name in globally_bound(part, node)]:
            found.pop(name, None)
    return found


def import_texts(node):
    if isinstance(node, (ast.Import, ast.ImportFrom)):
        for alias in node.names:
            one = copy.copy(node)
            one.names = [alias]
            yield alias.asname or alias.name.split(".")[0], ast.unparse(one)


def unbound(program):
    """Names that a program uses and nowhere binds."""
    try:
        nodes = list(ast.walk(ast.parse(program)))
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return set()
    used = {node.id for node in nodes if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load)}
    bound = {name for node in nodes for name in bindings(node)}
    return used - bound - _BUILTINS - {name for node in nodes for name, _ in imported(node)}


def globally_bound(part, statement):
    if isinstance(part, ast.Global):
        yield from part.names
    elif part is statement or not isinstance(statement, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)):
        yield from bindings(part)


def is_main_block(node):
    return isinstance(node, ast.If) and any(
        isinstance(part, ast.Name) and part.id == "__name__" for part in ast.walk(node.test)
    )


class Trim(ast.NodeTransformer):
    def __init__(self, used):
        self.used = used

    def visit_Import(self, node):
        node.names = [alias for alias in node.names if (alias.asname or alias.name.split(".")[0]) in self.used]
        return node if node.names else ast.copy_location(ast.Pass(), node)

    def visit_ImportFrom(self, node):
        node.names = [alias for alias in node.names if alias.name == "*" or (alias.asname or alias.name) in self.used]
        return node if node.names else ast.copy_location(ast.Pass(), node)
