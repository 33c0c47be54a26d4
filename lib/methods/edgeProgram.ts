/**
 * The Python that edge-case testing needs, run in the sandbox like any other program.
 *
 * `READ` finds calls of a function with literal arguments in any text (asserts, unittest methods, a
 * bare list of argument lists) and `MUTATE` derives new ones by type; both only parse. `OBSERVE` is
 * appended to a program and reports what it answers to each input and which lines it runs. A hostile
 * program could forge that report: it decides which tests are worth having, never whether a
 * program is right.
 */

/** Expects `SOURCES` (list of text) and `ENTRY` (name) to be defined above it. */
export const READ = `
import ast, json, re, textwrap

def literal(node):
    value = ast.literal_eval(node)
    return repr(value)

def is_call(node):
    if not isinstance(node, ast.Call) or node.keywords:
        return False
    name = getattr(node.func, "id", getattr(node.func, "attr", None))
    return name in (ENTRY, "candidate")

def arguments(call):
    return "(" + "".join(literal(a) + ", " for a in call.args) + ")"

def pairs(node):
    """(call, expected node or None) for every assertion about the function."""
    if isinstance(node, ast.Assert):
        test = node.test
        if is_call(test):
            yield test, ast.Constant(True)
        elif isinstance(test, ast.UnaryOp) and isinstance(test.op, ast.Not) and is_call(test.operand):
            yield test.operand, ast.Constant(False)
        elif isinstance(test, ast.Compare) and len(test.ops) == 1 and isinstance(test.ops[0], (ast.Eq, ast.Is)):
            left, right = test.left, test.comparators[0]
            if is_call(left):
                yield left, right
            elif is_call(right):
                yield right, left
    elif isinstance(node, ast.Call) and getattr(node.func, "attr", "").startswith("assert"):
        known = {"assertTrue": True, "assertFalse": False, "assertIsNone": None}
        if node.func.attr in known and node.args and is_call(node.args[0]):
            yield node.args[0], ast.Constant(known[node.func.attr])
        elif node.func.attr in ("assertEqual", "assertListEqual", "assertDictEqual") and len(node.args) >= 2:
            left, right = node.args[:2]
            if is_call(left):
                yield left, right
            elif is_call(right):
                yield right, left

def trees(text):
    fenced = re.findall(r"\`\`\`[^\\n]*\\n(.*?)(?:\`\`\`|$)", text, re.S)
    for block in fenced or [text]:
        try:
            yield ast.parse(textwrap.dedent(block.strip("\\n")))
        except (SyntaxError, ValueError, RecursionError, MemoryError):
            for line in block.split("\\n"):
                line = re.sub(r"^\\s*(?:[-*]|\\d+[.)])\\s+", "", line).strip().strip("\`").removeprefix(">>> ")
                try:
                    yield ast.parse(line)
                except (SyntaxError, ValueError, RecursionError, MemoryError):
                    pass

def read(text):
    found, seen = [], set()
    def add(call, expected):
        try:
            args = arguments(call) if isinstance(call, ast.Call) else call
            wanted = literal(expected) if expected is not None else None
        except (ValueError, TypeError, SyntaxError, RecursionError, MemoryError):
            return
        if args not in seen:
            seen.add(args)
            found.append({"args": args, "expected": wanted})
    for tree in trees(text):
        nodes = list(ast.walk(tree))
        for node in nodes:
            for call, expected in pairs(node):
                add(call, expected)
        for node in nodes:
            if is_call(node):
                add(node, None)
        if len(tree.body) == 1 and isinstance(tree.body[0], ast.Expr):
            value = tree.body[0].value
            if isinstance(value, ast.List) and all(isinstance(e, (ast.List, ast.Tuple)) for e in value.elts):
                for element in value.elts:
                    try:
                        row = ast.literal_eval(element)
                    except (ValueError, TypeError, SyntaxError):
                        continue
                    add("(" + "".join(repr(v) + ", " for v in row) + ")", None)
    return found
`;

/** Expects `read` above it and `KNOWN` (list of argument sources). */
export const MUTATE = `
import random

def boundaries(value):
    """The value's own kind at its boundaries, nearest first."""
    if isinstance(value, bool):
        return [not value]
    if isinstance(value, int):
        return [0, 1, -1, value + 1, value - 1, -value, value * 10, 2, 100]
    if isinstance(value, float):
        return [0.0, -value, value + 0.5, value - 1.0, 1e-6, value * 100]
    if isinstance(value, str):
        return ["", value[:1], value + value, value[::-1], value.upper(), value.lower(), " " + value + " ",
                value.replace(" ", ""), value + "\\n", "a", "é" + value]
    if isinstance(value, (list, tuple)):
        items = list(value)
        rows = [[], items[:1], items[-1:], items + items, items[::-1], items[1:], items[:1] * 3]
        if items and all(type(x) in (int, float) for x in items):
            rows += [[-x for x in items], sorted(items), [0 for _ in items], [x * 10 for x in items]]
        return [type(value)(row) for row in rows]
    if isinstance(value, dict):
        keys = list(value)
        return [{}] + [{k: value[k]} for k in keys[:2]] + [{k: v for k, v in value.items() if k != key} for key in keys[:2]]
    if isinstance(value, (set, frozenset)):
        return [type(value)(), type(value)(list(value)[:1])]
    return []

def altered(value, rng, depth=0):
    """A small random change, of the value or of something inside it (type-aware mutation, EvalPlus section 2.2)."""
    if rng.random() < 0.2 or depth > 4:
        options = boundaries(value)
        return rng.choice(options) if options else value
    if isinstance(value, str):
        parts = re.split(r"(\\s+|[^\\w\\s])", value) if rng.random() < 0.5 else list(value)
        return "".join(shuffled(parts, rng, lambda part: rng.choice((part.swapcase(), part * 2, "", "0", " ", "Z9"))))
    if isinstance(value, (list, tuple)):
        return type(value)(shuffled(list(value), rng, lambda item: altered(item, rng, depth + 1)))
    if isinstance(value, dict) and value:
        key = rng.choice(list(value))
        kind = rng.random()
        if kind < 0.6:
            return {**value, key: altered(value[key], rng, depth + 1)}
        if kind < 0.8 and isinstance(key, (str, int, float)):
            return {**value, altered(key, rng, depth + 1): value[key]}
        return {k: v for k, v in value.items() if k != key}
    if isinstance(value, int) and not isinstance(value, bool):
        return value + rng.choice((1, -1, 2, 7, -value, value))
    options = boundaries(value)
    return rng.choice(options) if options else value

def shuffled(items, rng, change):
    """One element changed, repeated, dropped, moved, or an empty or missing one put beside it."""
    if not items:
        return items
    i, j = rng.randrange(len(items)), rng.randrange(len(items))
    kind = rng.random()
    if kind < 0.45:
        items[i] = change(items[i])
    elif kind < 0.6:
        items.insert(j, items[i])
    elif kind < 0.75:
        del items[i]
    elif kind < 0.9:
        items[i], items[j] = items[j], items[i]
    else:
        items.insert(i, type(items[i])() if type(items[i]) in (int, float, str, list, dict, tuple) else None)
    return items

def mutate(known, most, seed=0):
    found, seen, rng = [], set(known), random.Random(seed)
    rows = [ast.literal_eval(args) for args in known]
    if most <= 0 or not any(rows):
        return found

    def add(row):
        args = "(" + "".join(repr(v) + ", " for v in row) + ")"
        if args in seen or len(args) > 2000:
            return
        seen.add(args)
        found.append({"args": args, "expected": None})
        rows.append(row)

    lists = [(row, [(i, boundaries(v)) for i, v in enumerate(row)]) for row in list(rows)]
    # Breadth first: the first boundary of every argument before anyone's second.
    for k in range(12):
        for row, options in lists:
            for i, others in options:
                if k < len(others) and len(found) < most:
                    add(row[:i] + (others[k],) + row[i + 1:])
    # Then change on change, from what is known or was found.
    for _ in range(10 * most):
        if len(found) >= most:
            break
        row = rng.choice(rows)
        if row:
            i = rng.randrange(len(row))
            add(row[:i] + (altered(row[i], rng),) + row[i + 1:])
    return found
`;

/** Appended to a program; expects `__LINES`, `__ENTRY` and `__INPUTS` to be filled in by `observe.ts`. */
export const OBSERVE = `
def __observe(lines, entry, inputs, steps=200000):
    import ast, copy, json, sys
    class TooLong(BaseException):
        pass
    here = __observe.__code__.co_filename
    report = []
    for source in inputs:
        seen, count = set(), 0
        def trace(frame, event, arg):
            nonlocal count
            count += 1
            if count > steps:
                raise TooLong
            if frame.f_code.co_filename == here and frame.f_lineno <= lines:
                seen.add(frame.f_lineno)
            return trace
        answer = {}
        try:
            args = ast.literal_eval(source)
            function = globals()[entry]
            sys.settrace(trace)
            try:
                value = function(*args)
            finally:
                sys.settrace(None)
            text = repr(value)
            answer["value"] = text if len(text) <= 2000 else None
            if answer["value"] is not None:
                try:
                    answer["plain"] = repr(ast.literal_eval(text)) == text
                except (ValueError, SyntaxError, MemoryError, RecursionError):
                    answer["plain"] = False
        except TooLong:
            answer["error"] = "TooLong"
        except BaseException as error:
            answer["error"] = type(error).__name__
        answer["lines"] = sorted(seen)
        report.append(answer)
    sys.stdout.write("\\n\\x1e" + json.dumps(report) + "\\n")
    sys.stdout.flush()
`;
