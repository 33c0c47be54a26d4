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
def neighbours(value, depth=0):
    """Boundary values of the value's own type, nearest first (type-aware mutation, EvalPlus section 2.2)."""
    if isinstance(value, bool):
        yield not value
    elif isinstance(value, int):
        yield from (0, 1, -1, value + 1, value - 1, -value, value * 10, 2, 100)
    elif isinstance(value, float):
        yield from (0.0, -value, value + 0.5, value - 1.0, 1e-6, value * 100)
    elif isinstance(value, str):
        yield from ("", value[:1], value + value, value[::-1], value.upper(), value.lower(), " " + value + " ",
                    value.replace(" ", ""), value + "\\n", "a", "é" + value)
    elif isinstance(value, (list, tuple)):
        make = type(value)
        items = list(value)
        yield make([])
        yield make(items[:1])
        yield make(items[-1:])
        yield make(items + items)
        yield make(items[::-1])
        yield make(items[1:])
        yield make(items[:1] * 3)
        if depth < 2:
            for i in (0, len(items) - 1):
                if 0 <= i < len(items):
                    for other in list(neighbours(items[i], depth + 1))[:6]:
                        yield make(items[:i] + [other] + items[i + 1:])
        if items and all(isinstance(x, (int, float)) and not isinstance(x, bool) for x in items):
            yield make([-x for x in items])
            yield make(sorted(items))
            yield make([0 for _ in items])
            yield make([x * 10 for x in items])
    elif isinstance(value, dict):
        yield {}
        for key in list(value)[:2]:
            yield {key: value[key]}
            yield {k: v for k, v in value.items() if k != key}
            if depth < 2:
                for other in list(neighbours(value[key], depth + 1))[:4]:
                    yield {**value, key: other}
    elif isinstance(value, (set, frozenset)):
        yield type(value)()
        yield type(value)(list(value)[:1])

def mutate(known, most):
    found, seen = [], set(known)
    if most <= 0:
        return found
    rows = [ast.literal_eval(args) for args in known]
    lists = [[(i, list(neighbours(v))) for i, v in enumerate(row)] for row in rows]
    # Breadth first: the first neighbour of every argument before anyone's second.
    for k in range(40):
        for row, options in zip(rows, lists):
            for i, others in options:
                if k >= len(others):
                    continue
                args = "(" + "".join(repr(v) + ", " for v in row[:i] + (others[k],) + row[i + 1:]) + ")"
                if args not in seen and len(args) < 2000:
                    seen.add(args)
                    found.append({"args": args, "expected": None})
                    if len(found) >= most:
                        return found
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
