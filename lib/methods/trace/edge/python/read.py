"""Calls and scenes in the text of tests. Nothing of a text is executed: it may be a model's reply.

Expects `spell.py` above it and ENTRY, the name of the function or class under test.
"""

import ast, re, textwrap


BUILTINS = {one.__name__: one for one in (set, frozenset, tuple, list, dict, range, float, int, str)}


class Unreadable(Exception):
    pass


def value_of(node, env):
    """The value of an expression made of literals, known constructors and names given a value before."""
    inner = lambda one: value_of(one, env)
    if isinstance(node, ast.Constant):
        return node.value
    if isinstance(node, (ast.List, ast.Tuple, ast.Set)):
        items = [inner(one) for one in node.elts]
        return {ast.List: list, ast.Tuple: tuple, ast.Set: set}[type(node)](items)
    if isinstance(node, ast.Dict) and None not in node.keys:
        return {inner(key): inner(one) for key, one in zip(node.keys, node.values)}
    if isinstance(node, ast.UnaryOp) and isinstance(node.op, (ast.USub, ast.UAdd, ast.Not)):
        value = inner(node.operand)
        return {ast.USub: lambda: -value, ast.UAdd: lambda: value, ast.Not: lambda: not value}[type(node.op)]()
    if isinstance(node, ast.BinOp) and isinstance(node.op, (ast.Add, ast.Sub, ast.Mult)):
        left, right = inner(node.left), inner(node.right)
        if isinstance(node.op, ast.Mult):
            if isinstance(right, (str, list, tuple)):
                left, right = right, left
            if isinstance(left, (str, list, tuple)) and len(left) * right > 2000:
                raise Unreadable
            return left * right
        return left + right if isinstance(node.op, ast.Add) else left - right
    if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Pow):
        left, right = inner(node.left), inner(node.right)
        if type(left) is int and type(right) is int and 0 <= right <= 64 and abs(left) <= 100:
            return left**right
    if isinstance(node, ast.Name) and node.id in env and not isinstance(env[node.id], ast.Lambda):
        return env[node.id]
    if isinstance(node, ast.Call):
        name = node.func.id if isinstance(node.func, ast.Name) else getattr(node.func, "attr", None)
        args = [inner(one) for one in node.args]
        if isinstance(env.get(name), ast.Lambda):
            names = [one.arg for one in env[name].args.args]
            return value_of(env[name].body, {**env, **dict(zip(names, args))})
        maker = BUILTINS.get(name) or makers(f"{name}(").get(name)
        if maker is range and len(range(*args)) > 2000:
            raise Unreadable
        if maker:
            return maker(*args, **{word.arg: inner(word.value) for word in node.keywords})
    raise Unreadable


def trees(text):
    """The Python in a text: fenced blocks or the whole; where that does not parse, its lines."""
    for block in re.findall(r"```[^\n]*\n(.*?)(?:```|$)", text, re.S) or [text]:
        try:
            yield ast.parse(textwrap.dedent(block.strip("\n")))
        except (SyntaxError, ValueError, RecursionError, MemoryError):
            for line in block.split("\n"):
                line = re.sub(r"^\s*(?:[-*]|\d+[.)])\s+", "", line).strip().strip("`").removeprefix(">>> ")
                try:
                    yield ast.parse(line)
                except (SyntaxError, ValueError, RecursionError, MemoryError):
                    pass


def bodies(tree):
    """Runs of statements that share their names: the module's own and each function's."""
    loose = [one for one in tree.body if not isinstance(one, (ast.ClassDef, ast.FunctionDef))]
    if loose:
        yield loose
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef):
            yield [*loose, *node.body] if node.name != ENTRY else []


def is_call(node):
    if not isinstance(node, ast.Call):
        return False
    return getattr(node.func, "id", getattr(node.func, "attr", None)) in (ENTRY, "candidate")


def asserted(node):
    """(left, right) for every equality that an assertion states."""
    if isinstance(node, ast.Assert):
        test = node.test
        if isinstance(test, ast.Compare) and len(test.ops) == 1 and isinstance(test.ops[0], (ast.Eq, ast.Is)):
            yield test.left, test.comparators[0]
        elif isinstance(test, ast.UnaryOp) and isinstance(test.op, ast.Not):
            yield test.operand, ast.Constant(False)
        else:
            yield test, ast.Constant(True)
    elif isinstance(node, ast.Call) and getattr(node.func, "attr", "").startswith("assert") and node.args:
        known = {"assertTrue": True, "assertFalse": False, "assertIsNone": None}
        if node.func.attr in known:
            yield node.args[0], ast.Constant(known[node.func.attr])
        elif node.func.attr.endswith("Equal") and len(node.args) >= 2 and "Not" not in node.func.attr:
            yield node.args[0], node.args[1]


def calls_in(text):
    """Calls of ENTRY as (args, kwargs, expected or None): values, and the expectation's text."""
    found = []
    for tree in trees(text):
        for body in bodies(tree):
            env, named = {}, {}
            for statement in body:
                expected = {}
                for node in ast.walk(statement):
                    for left, right in asserted(node):
                        for one, other in ((left, right), (right, left)):
                            one = named.get(one.id, one) if isinstance(one, ast.Name) else one
                            if is_call(one):
                                expected[one] = other
                calls = [node for node in ast.walk(statement) if is_call(node)]
                for call in [*(one for one in expected if one not in calls), *calls]:
                    try:
                        args = [value_of(one, env) for one in call.args]
                        words = {word.arg: value_of(word.value, env) for word in call.keywords}
                        wanted = None
                        if call in expected:
                            wanted = spell(value_of(expected[call], env), answer=True)
                        found.append((args, words, wanted))
                    except Exception:
                        continue
                if isinstance(statement, ast.Assign) and isinstance(statement.targets[0], ast.Name):
                    name = statement.targets[0].id
                    if is_call(statement.value):
                        named[name] = statement.value
                    elif isinstance(statement.value, ast.Lambda):
                        env[name] = statement.value
                    else:
                        try:
                            env[name] = value_of(statement.value, env)
                        except Exception:
                            env.pop(name, None)
        found += listed(tree)
    return found


def calls_in_prose(text):
    """Calls that stand in a sentence: `f(1, [2]) => 3`."""
    found = []
    for match in re.finditer(rf"(?<![\w.]){ENTRY}\s*\(", text):
        line = text[match.start() :].split("\n", 1)[0]
        for end in (one.end() for one in re.finditer(r"\)", line)):
            try:
                node = ast.parse(line[:end], mode="eval").body
                found.append(([value_of(one, {}) for one in node.args], {}, None))
                break
            except Exception:
                continue
    return found


def calls_by_type(code):
    """Where nothing is known but the signature: small values of the kinds it names."""
    small = {"int": (0, 1, 10), "float": (0.5, 2.0, -1.0), "str": ("", "ab c", "Aa1"), "bool": (True, False, True),
             "list": ([], [3, 1, 2], [1, 1]), "List": ([], [3, 1, 2], [1, 1]), "dict": ({}, {"a": 1}, {"b": 2, "a": 1})}
    try:
        nodes = [one for one in ast.parse(code).body if isinstance(one, ast.FunctionDef) and one.name == ENTRY]
        kinds = [re.match(r"\w*", ast.unparse(one.annotation))[0] for one in nodes[0].args.args]
        return [([small[kind][k] for kind in kinds], {}, None) for k in range(3)]
    except (SyntaxError, ValueError, IndexError, AttributeError, KeyError):
        return []


def listed(tree):
    """A bare list of argument lists, as helpers often write it."""
    if len(tree.body) != 1 or not isinstance(tree.body[0], ast.Expr):
        return []
    value = tree.body[0].value
    if not isinstance(value, ast.List) or not all(isinstance(one, (ast.List, ast.Tuple)) for one in value.elts):
        return []
    rows = []
    for one in value.elts:
        try:
            rows.append((list(value_of(one, {})), {}, None))
        except Exception:
            pass
    return rows


def case_of(args, words):
    """`f(1, key=[2])`"""
    parts = [*map(spell, args), *(f"{name}={spell(value)}" for name, value in words.items())]
    return f"{ENTRY}({', '.join(parts)})"


def scenes_in(text):
    """Runs of statements that use the class ENTRY, each assertion turned into what it looks at."""
    found = []
    for tree in trees(text):
        for body in bodies(tree):
            lines = []
            for statement in body:
                lines += looked_at(statement)
            if any(is_call(node) for line in lines for node in ast.walk(line)):
                found.append(lines)
    return found


def looked_at(statement):
    if isinstance(statement, (ast.Import, ast.ImportFrom, ast.Pass, ast.FunctionDef, ast.ClassDef)):
        return []
    if isinstance(statement, ast.With):
        return [one for inner in statement.body for one in looked_at(inner)]
    seen = []
    for node in ast.walk(statement):
        for left, _ in asserted(node):
            parts = left.elts if isinstance(left, ast.Tuple) else [left]
            seen += [ast.Expr(one) for one in parts if not isinstance(one, ast.Constant)]
        if isinstance(node, ast.Call) and getattr(node.func, "attr", "") == "assertRaises":
            return []
    if seen:
        return seen
    if any(isinstance(node, ast.Name) and node.id == "self" for node in ast.walk(statement)):
        return []
    return [statement]
