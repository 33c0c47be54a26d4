"""The judge's own reading of a unittest module: what it declares, and a copy whose steps prove themselves.

The tests run in the program's process, as code objects compiled here. In them every test method says
that it came to its end, every `self.assert…` statement that the real method ran, and what is compared
is looked at first for objects that equal anything. The marks are constants of the code, no globals;
`unittest_runner.py` puts its functions in their place.
"""

import ast
import base64
import marshal
import types
import unittest
import warnings

from .describe import TEST, source_lines
from .placing import Placing

END, SEAL, HONEST, COMPARED = ("\0end", "\0seal", "\0honest", "\0compared")
SKIPS = frozenset(("skip", "skipIf", "skipUnless", "skipTest", "SkipTest"))
EXPECTED = frozenset(("expectedFailure",))
CODE = types.CodeType
FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef)
OPERATORS = {
    ast.Eq: "==",
    ast.NotEq: "!=",
    ast.Lt: "<",
    ast.LtE: "<=",
    ast.Gt: ">",
    ast.GtE: ">=",
    ast.In: "in",
    ast.NotIn: "not in",
}
SCOPES = (*FUNCTIONS, ast.Lambda, ast.ClassDef)
ASSERTS = frozenset(name for name in dir(unittest.TestCase) if name.startswith("assert"))


class Reading:
    """`names`: the test methods of `TestCases`; `skips`, `expected`: those that may skip or have to fail."""

    def __init__(self, text):
        tree = ast.parse(text)
        self.lines = source_lines(text)
        self.classes = {node.name: node for node in tree.body if isinstance(node, ast.ClassDef)}
        methods = self.methods("TestCases", {})
        self.found = "TestCases" in self.classes
        self.names = sorted(methods)
        self.skips = self.declared(tree, methods, SKIPS)
        self.expected = self.declared(tree, methods, EXPECTED)
        self.imports = imports(tree)
        self.words = sorted(words(tree))
        self.patched = sorted(patched(tree))
        self.text = text
        self.placing = Placing(tree)
        self.made = {}

    def methods(self, name, found):
        """The test methods of a class and of its bases in this module, by name."""
        node = self.classes.get(name)
        if node is None:
            return found
        for method in node.body:
            if isinstance(method, FUNCTIONS) and method.name.startswith("test"):
                found.setdefault(method.name, method)
        for base in node.bases:
            if isinstance(base, ast.Name) and base.id != name:
                self.methods(base.id, found)
        return found

    def declared(self, tree, methods, words):
        """A word within a test method is for that one; anywhere else it may be for any."""
        own = {name for name, method in methods.items() if mentions(method, words)}
        inside = {id(node) for method in methods.values() for node in ast.walk(method)}
        rest = any(names(node) in words for node in ast.walk(tree) if id(node) not in inside)
        return sorted(methods) if rest else sorted(own)

    def code(self):
        """The module with its marks, as text for the message."""
        if "message" not in self.made:
            code = compiled(ast.parse(self.text), beside=True)
            self.made["message"] = base64.b64encode(marshal.dumps(code)).decode()
        return self.made["message"]

    def apart(self, marks):
        """The module with its marks in place, for the judge's own process."""
        if "apart" not in self.made:
            self.made["apart"] = compiled(self.placing.trimmed(ast.parse(self.text)), beside=False)
        return armed(self.made["apart"], marks, set())

    def line(self, number):
        return self.lines[number - 1].strip()[:200] if 0 < number <= len(self.lines) else ""


def compiled(tree, beside):
    """The marked module; `beside` the program, what is compared is asked through `honest.compared`."""
    tree = ast.fix_missing_locations(_Marks(tree, beside).visit(tree))
    with warnings.catch_warnings():
        # A constant is called.
        warnings.simplefilter("ignore")
        return compile(tree, TEST, "exec", dont_inherit=True)


def armed(code, marks, codes):
    """The code with functions in the place of its marks; all code objects in it go to `codes`."""
    constants = tuple(
        armed(item, marks, codes) if type(item) is CODE else marks.get(item, item) if type(item) is str else item
        for item in code.co_consts
    )
    code = code.replace(co_consts=constants)
    codes.add(code)
    return code


def names(node):
    return node.id if isinstance(node, ast.Name) else node.attr if isinstance(node, ast.Attribute) else None


def mentions(node, words):
    return any(names(part) in words for part in ast.walk(node))


def imports(tree):
    """The modules that the test imports, dotted, in order."""
    found = {}
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            found.update((alias.name, True) for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            found[node.module] = True
            found.update((f"{node.module}.{alias.name}", False) for alias in node.names)
    if any(names(node) == "IsolatedAsyncioTestCase" for node in ast.walk(tree)):
        found["unittest.async_case"] = True
    # Those of which it is not known whether they are modules are marked.
    return [[name, sure] for name, sure in found.items()]


def words(tree):
    return {name for node in ast.walk(tree) if (name := names(node))} | {
        alias.name.split(".")[-1]
        for node in ast.walk(tree)
        if isinstance(node, (ast.Import, ast.ImportFrom))
        for alias in node.names
    }


def patched(tree):
    """Names that the test itself may replace: those it patches, as in `patch("builtins.open")`, or assigns to.

    pyfakefs, a file system in memory, has an `open` of its own.
    """
    found = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and patches(node.func):
            texts = [part.value for part in ast.walk(node) if isinstance(part, ast.Constant)]
            found.update(text.rsplit(".", 1)[-1] for text in texts if isinstance(text, str) and len(text) < 200)
            found.update(keyword.arg for keyword in node.keywords if keyword.arg)
        elif isinstance(node, ast.Attribute) and isinstance(node.ctx, (ast.Store, ast.Del)):
            found.add(node.attr)
        elif isinstance(node, (ast.Import, ast.ImportFrom)) and "pyfakefs" in ast.unparse(node):
            found.add("open")
    return {name for name in found if name.isidentifier()}


def patches(function):
    return any("patch" in (names(part) or "") or names(part) in ("setattr", "delattr") for part in ast.walk(function))


class _Marks(ast.NodeTransformer):
    def __init__(self, tree, beside):
        self.beside = beside
        own = {node.name for node in ast.walk(tree) if isinstance(node, FUNCTIONS)}
        self.asserts = ASSERTS - own
        self.seals = 0
        self.me = None
        self.in_class = False

    def visit_ClassDef(self, node):
        node.decorator_list = [self.visit(item) for item in node.decorator_list]
        before, self.in_class = self.in_class, True
        node.body = self.statements(node.body)
        self.in_class = before
        return node

    def visit_FunctionDef(self, node):
        is_test = self.in_class and node.name.startswith("test")
        me, in_class = self.me, self.in_class
        self.in_class = False
        if in_class:
            arguments = [*node.args.posonlyargs, *node.args.args]
            self.me = arguments[0].arg if arguments else None
        top = [self.needs_seal(statement) for statement in node.body]
        body = []
        required = []
        for statement, sealed in zip(node.body, top):
            if sealed:
                required.append(self.seals)
            body += self.statements([statement])
        node.body = body
        if is_test:
            _Returns(node)
            last = node.body[-1]
            end = ast.Expr(call(END, ast.Constant(None), *(ast.Constant(number) for number in required)))
            node.body.append(at(end, last))
        self.me, self.in_class = me, in_class
        return node

    visit_AsyncFunctionDef = visit_FunctionDef

    def visit_Compare(self, node):
        self.generic_visit(node)
        name = OPERATORS.get(type(node.ops[0]))
        if self.beside and len(node.ops) == 1 and name:
            return ast.copy_location(call(COMPARED, ast.Constant(name), node.left, node.comparators[0]), node)
        node.left = self.honest(node.left)
        node.comparators = [self.honest(item) for item in node.comparators]
        return node

    def visit_BinOp(self, node):
        self.generic_visit(node)
        if self.beside and isinstance(node.op, ast.Sub):
            return ast.copy_location(call(COMPARED, ast.Constant("-"), node.left, node.right), node)
        return node

    def honest(self, node):
        return node if isinstance(node, ast.Constant) else ast.copy_location(call(HONEST, node), node)

    def generic_visit(self, node):
        for field, value in ast.iter_fields(node):
            if isinstance(value, list) and value and isinstance(value[0], ast.stmt):
                setattr(node, field, self.statements(value))
            elif isinstance(value, list):
                setattr(node, field, [self.visit(item) if isinstance(item, ast.AST) else item for item in value])
            elif isinstance(value, ast.AST):
                setattr(node, field, self.visit(value))
        return node

    def statements(self, body):
        result = []
        for statement in body:
            name = self.needs_seal(statement)
            if name:
                number, self.seals = self.seals, self.seals + 1
            result.append(self.visit(statement))
            if name:
                result.append(at(ast.Expr(call(SEAL, ast.Constant(number), ast.Constant(name))), statement))
        return result

    def needs_seal(self, statement):
        """The name of the assert method that the statement calls, if it is one of unittest's own."""
        if isinstance(statement, ast.Expr):
            value = statement.value
        elif isinstance(statement, ast.With):
            value = statement.items[0].context_expr
        else:
            return None
        if not isinstance(value, ast.Call) or not isinstance(value.func, ast.Attribute):
            return None
        owner = value.func.value
        known = value.func.attr in self.asserts and isinstance(owner, ast.Name) and owner.id == self.me
        return value.func.attr if known and self.me else None


class _Returns(ast.NodeTransformer):
    """The returns of a test method's own body are ends too."""

    def __init__(self, function):
        function.body = [self.visit(statement) for statement in function.body]

    def visit(self, node):
        return node if isinstance(node, SCOPES) else super().visit(node)

    def visit_Return(self, node):
        value = node.value or ast.copy_location(ast.Constant(None), node)
        return ast.copy_location(ast.Return(ast.copy_location(call(END, value), node)), node)


def call(mark, *arguments):
    return ast.Call(ast.Constant(mark), list(arguments), [])


def at(new, old):
    """The new node at the end of the old one."""
    line, column = old.end_lineno, old.end_col_offset
    for node in ast.walk(new):
        if "lineno" in node._attributes:
            node.lineno = node.end_lineno = line
            node.col_offset = node.end_col_offset = column
    return new
