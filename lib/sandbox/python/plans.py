"""Calls sent ahead: the second sample of a task is not asked call by call.

Where a test's text shows that it always makes the same calls, with arguments of its own (constants and
what it draws or computes from them, never an answer) and nothing between them that could be seen, the
calls of a run that passed are kept, and the next program gets them with its job; it answers them one by
one without being asked, and the test here takes the answers as it reaches each call. A test that would
make another call has `Diverged`: it runs again in a fresh process, asked call by call, from then on.
The program learns nothing but inputs, and those it would have been given anyway.

Arguments and answers of such calls are not kept in step on both sides (`heap.py`): the test drops them at
once.
"""

import ast
import builtins
import json
import marshal

from .trees import tree_of

MAX_PLANS = 1000
MAX_DIVERGED = 20
MAX_BYTES = 1 << 18
NEVER = "never"

# What may be done with an answer: it changes nothing and calls nobody back.
_PURE = frozenset(
    "abs all any bool dict float frozenset int isinstance len list max min round set sorted str sum tuple type".split()
)
_LITERALS = frozenset("bytes complex dict float frozenset int list range set str tuple".split())
_MAKERS = _PURE | _LITERALS
_BUILTINS = frozenset(dir(builtins))
# Used between the calls, they change nothing that the program could see.
_MODULES = frozenset("collections copy functools itertools math random string typing".split())


class Made:
    """The calls of one run: a plan, if the test's text says so."""

    def __init__(self, made):
        self.made = made


class Plan:
    def __init__(self, made, keeps_answers):
        # The test holds on to answers: only of what never changes can nobody tell.
        self.keeps_answers = keeps_answers
        self.diverged = 0
        # As they are sent, and as they are compared: exact values of exact types.
        self.wire = [call for call, _ in made]
        self.calls = [(call[0], exact) for call, exact in made]


def exact(args, kwargs):
    """Bytes that are the same for the same arguments of the same types, or None."""
    try:
        return marshal.dumps((args, kwargs), 2)
    except ValueError:
        return None


def plan_of(judge, key):
    plan = judge.plans.get(key)
    if isinstance(plan, Made):
        # Read now: most of a test's cost is that, and many tests judge one program only.
        reader = reader_of(key[1], key[2:], [call for call, _ in plan.made])
        plan = judge.plans[key] = Plan(plan.made, bool(reader.answers)) if reader else NEVER
    return plan if isinstance(plan, Plan) else None


def diverged(judge, key):
    """A test that fails may call again for its message; one that never does as planned has no plan."""
    plan = judge.plans[key]
    plan.diverged += 1
    if plan.diverged > MAX_DIVERGED:
        judge.plans[key] = NEVER


def keep(judge, key, session):
    """Keeps the calls of a run that passed, where they are plain; `plan_of` looks whether the test allows it."""
    if key in judge.plans or not session.made:
        return
    if len(judge.plans) >= MAX_PLANS:
        judge.plans.clear()
    calls = [call for call, _ in session.made]
    text = json.dumps(calls)
    plain = all(type(call[0]) is str and same is not None for call, same in session.made)
    sent = plain and len(text) <= MAX_BYTES and '{"o": ' not in text
    judge.plans[key] = Made(session.made) if sent else NEVER


def reader_of(helpers, texts, calls):
    """What was read, if the test makes these calls whatever is answered and does nothing else to be seen; or None."""
    try:
        own = {node.name for node in tree_of(helpers or "").body if isinstance(node, ast.FunctionDef)}
        trees = [tree_of(text) for text in texts if text]
    except (SyntaxError, ValueError):
        return None
    reader = Reader(own)
    if not all(reader.statement(node) for tree in trees for node in tree.body):
        return None
    # A variable holds on to what it passes: only of a value that never changes can nobody tell.
    constant = all(is_constant(part) for _, args, kwargs in calls for part in (args, *kwargs.values()))
    return reader if constant or not reader.passes_variables else None


def is_constant(data):
    """Whether a value on the wire can neither change nor be told from an equal one."""
    if type(data) is dict:
        ((tag, payload),) = data.items()
        return tag in "cbiy" or tag in "tz" and all(map(is_constant, payload)) or tag == "f" and payload != "nan"
    return type(data) is not list


class Reader:
    """Tells the test's own values, which no answer of the program has touched, from the rest.

    `helpers` are functions that the judge has of its own, so that what they return is the test's.
    """

    def __init__(self, helpers):
        self.helpers = helpers
        self.names = set()
        self.modules = set()
        self.answers = set()
        self.passes_variables = False

    def statement(self, node):
        if isinstance(node, ast.FunctionDef):
            return node.name == "check" and not node.decorator_list and all(map(self.statement, node.body))
        if isinstance(node, ast.Assert):
            # The message is made only where the test fails, and then the calls are others.
            return self.calls_only(node.test)
        if isinstance(node, ast.Expr):
            return self.calls_only(node.value)
        if isinstance(node, ast.Assign) and len(node.targets) == 1 and isinstance(node.targets[0], ast.Name):
            if self.is_own(node.value):
                return self.binds(node.targets[0])
            self.names.discard(node.targets[0].id)
            self.answers.add(node.targets[0].id)
            return self.calls_only(node.value)
        if isinstance(node, ast.Assign):
            return self.is_own(node.value) and all(map(self.binds, node.targets))
        if isinstance(node, ast.AugAssign):
            return self.is_own(node.value) and self.is_own(node.target)
        if isinstance(node, ast.If):
            return self.is_own(node.test) and all(map(self.statement, node.body + node.orelse))
        if isinstance(node, ast.For):
            return (
                self.is_own(node.iter) and self.binds(node.target) and all(map(self.statement, node.body + node.orelse))
            )
        if isinstance(node, (ast.Import, ast.ImportFrom)):
            names = [alias.asname or alias.name for alias in node.names]
            pure = (
                all(alias.name in _MODULES for alias in node.names)
                if isinstance(node, ast.Import)
                else node.module in _MODULES
            )
            (self.modules if isinstance(node, ast.Import) else self.names).update(names)
            return pure
        return isinstance(node, ast.Pass)

    def binds(self, target):
        if isinstance(target, (ast.Tuple, ast.List)):
            return all(map(self.binds, target.elts))
        if isinstance(target, ast.Name):
            self.names.add(target.id)
            self.answers.discard(target.id)
        return isinstance(target, ast.Name)

    def calls_only(self, node):
        """Answers are compared and looked at, and that is all."""
        if isinstance(node, ast.Constant):
            return True
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
            values = [*node.args, *(keyword.value for keyword in node.keywords)]
            if node.func.id in _BUILTINS:
                return node.func.id in _PURE and all(map(self.calls_only, values))
            if node.func.id in self.names or node.func.id in self.helpers:
                return all(map(self.calls_only, values))
            if node.func.id not in self.answers:
                for value in values:
                    self.passes_variables |= self.holds_variable(value)
                return all(map(self.is_own, values))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and self.is_own(node.func.value):
            return all(map(self.calls_only, [*node.args, *(keyword.value for keyword in node.keywords)]))
        if isinstance(node, ast.Name) and node.id in self.answers:
            return True
        if isinstance(node, ast.Compare) and not any(isinstance(sign, (ast.Is, ast.IsNot)) for sign in node.ops):
            return self.calls_only(node.left) and all(map(self.calls_only, node.comparators))
        if isinstance(
            node,
            (
                ast.Compare,
                ast.UnaryOp,
                ast.BinOp,
                ast.Tuple,
                ast.List,
                ast.Subscript,
                ast.operator,
                ast.cmpop,
                ast.unaryop,
                ast.expr_context,
                ast.Slice,
            ),
        ):
            # Whether two answers are one object would be seen.
            same = isinstance(node, (ast.Is, ast.IsNot))
            return not same and all(map(self.calls_only, ast.iter_child_nodes(node))) or self.is_constant_identity(node)
        return self.is_own(node)

    def is_constant_identity(self, node):
        constant = isinstance(node, ast.Compare) and all(isinstance(side, ast.Constant) for side in node.comparators)
        return constant and self.calls_only(node.left)

    def holds_variable(self, node):
        if isinstance(node, ast.Constant):
            return False
        if isinstance(node, (ast.List, ast.Tuple)):
            return any(map(self.holds_variable, node.elts))
        if isinstance(node, ast.Call):
            function = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", None)
            # These make a new object of what they are given.
            if function in ("deepcopy", "range", "str", "int", "float") or not node.args:
                return False
        return isinstance(node, ast.Name) or any(map(self.holds_variable, ast.iter_child_nodes(node)))

    def is_own(self, node):
        if isinstance(node, ast.Constant):
            return True
        if isinstance(node, ast.Call):
            function = node.func
            if isinstance(function, ast.Name):
                known = function.id in _MAKERS or function.id in self.helpers or function.id in self.names
            else:
                known = isinstance(function, ast.Attribute) and self.is_own(function.value)
            return known and all(map(self.is_own, [*node.args, *(keyword.value for keyword in node.keywords)]))
        if isinstance(node, ast.Name):
            return node.id in self.names or node.id in self.modules or node.id in _BUILTINS
        if isinstance(node, (ast.List, ast.Tuple)):
            return all(map(self.is_own, node.elts))
        if isinstance(node, (ast.GeneratorExp, ast.ListComp, ast.SetComp, ast.DictComp)):
            for loop in node.generators:
                if not (self.is_own(loop.iter) and self.binds(loop.target) and all(map(self.is_own, loop.ifs))):
                    return False
            parts = [node.key, node.value] if isinstance(node, ast.DictComp) else [node.elt]
            return all(map(self.is_own, parts))
        if isinstance(node, (ast.NamedExpr, ast.Await, ast.Yield, ast.YieldFrom, ast.Lambda)):
            return False
        return all(map(self.is_own, ast.iter_child_nodes(node)))
