"""What a failed assert compared: the call, the expected value and what was got, as short text."""

import ast

from .describe import short

MAX_SOURCE = 300


def explained(session, source=None):
    """`source`: the text of the assert that failed, where it is known."""
    with session.aside():
        return _explained(session, source)


def _explained(session, source):
    result = {}
    call = session.shown_call()
    if call is not None:
        result["call"] = call
    if session.result is not None:
        result["got"] = short(session.result[0])
    expected = expected_text(source) if source else None
    if expected is not None:
        result["expected"] = expected
    return result


def expected_text(source):
    """The right side of `assert call == value`, or what `assert call` and `assert not call` want."""
    statement = parsed_assert(source)
    if statement is None:
        return None
    test = statement.test
    if isinstance(test, ast.Compare) and len(test.ops) == 1:
        side = test.comparators[0] if holds_call(test.left) else test.left
        text = ast.get_source_segment(source, side)
        symbol = {ast.Eq: "", ast.Is: ""}.get(type(test.ops[0]))
        return text[:MAX_SOURCE] if text and symbol is not None else source[:MAX_SOURCE]
    if isinstance(test, ast.UnaryOp) and isinstance(test.op, ast.Not):
        return "a false value"
    return "a true value" if isinstance(test, ast.Call) else source[:MAX_SOURCE]


def holds_call(node):
    return any(isinstance(child, ast.Call) for child in ast.walk(node))


def parsed_assert(source):
    try:
        body = ast.parse(source).body
    except (SyntaxError, ValueError):
        return None
    return body[0] if len(body) == 1 and isinstance(body[0], ast.Assert) else None


def assert_at(text, line):
    """The source of the assert statement that covers a line of a test's text."""
    try:
        tree = ast.parse(text)
    except (SyntaxError, ValueError):
        return None
    for node in ast.walk(tree):
        if isinstance(node, ast.Assert) and node.lineno <= line <= node.end_lineno:
            return ast.get_source_segment(text, node)
    return None
