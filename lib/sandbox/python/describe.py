"""An exception as bounded plain data: type, message, line, stack and locals of the candidate's file.

Runs on both sides. In the candidate nothing here protects anybody: the judge reads the result with
`cleaned`, which keeps only what has the right shape and size.
"""

import re
import reprlib
import types

CANDIDATE = "<candidate>"
TEST = "<test>"
LABELS = {CANDIDATE: "candidate", TEST: "test"}

MAX_FRAMES = 20
MAX_LOCALS = 24
MAX_TEXT = 500
MAX_REPR = 200

_HIDDEN = (types.ModuleType, types.FunctionType, types.BuiltinFunctionType, type)
# Addresses differ from run to run; a trace or a message must not.
_ADDRESS = re.compile(r" at 0x[0-9a-fA-F]+")

_repr = reprlib.Repr()
_repr.maxstring = _repr.maxother = 120
_repr.maxlist = _repr.maxtuple = _repr.maxset = _repr.maxfrozenset = _repr.maxdict = 12
_repr.maxlevel = 4
_repr.maxlong = 60


def short(value):
    """A short repr without addresses; never raises."""
    try:
        return _ADDRESS.sub("", _repr.repr(value))[:MAX_REPR]
    except BaseException:
        return f"<unprintable {type(value).__name__}>"


def message_of(error):
    try:
        return _ADDRESS.sub("", str(error))[:MAX_TEXT]
    except BaseException:
        return "<unprintable>"


def describe(error, sources):
    """`sources` gives the text of each file whose frames are shown, by file name."""
    frames, failing = _frames(error, sources)
    info = {"type": type(error).__name__[:100], "message": message_of(error), "stack": frames}
    if isinstance(error, SyntaxError) and error.filename in sources:
        info["line"] = error.lineno
        info["column"] = error.offset
    own = [frame["line"] for frame in frames if frame["file"] == "candidate"]
    if own:
        info["line"] = own[-1]
    info["locals"] = _locals(failing) if failing is not None else {}
    return {key: value for key, value in info.items() if value is not None}


def _frames(error, sources):
    """The frames of our files, outermost first, and the frame whose locals are shown."""
    frames, failing, failing_candidate = [], None, None
    entry = error.__traceback__
    while entry is not None:
        code = entry.tb_frame.f_code
        if code.co_filename in sources:
            frames.append((LABELS[code.co_filename], entry.tb_lineno, code.co_name, code.co_filename))
            failing = entry.tb_frame
            if code.co_filename == CANDIDATE:
                failing_candidate = failing
        entry = entry.tb_next
    if len(frames) > MAX_FRAMES:
        frames = frames[: MAX_FRAMES // 4] + frames[-(MAX_FRAMES - MAX_FRAMES // 4) :]
    lines = {name: source_lines(text) for name, text in sources.items()} if frames else {}
    shown = [
        {"file": label, "line": line, "function": function[:100], "source": _source(lines[name], line)}
        for label, line, function, name in frames
    ]
    return shown, failing_candidate or failing


def source_lines(text):
    """The lines of a source as Python counts them: `\\r` ends one, too, and no other character does."""
    return text.replace("\r\n", "\n").replace("\r", "\n").split("\n")


def _source(lines, number):
    return lines[number - 1].strip()[:MAX_REPR] if 0 < number <= len(lines) else ""


def _locals(frame):
    shown = {}
    for name, value in list(frame.f_locals.items()):
        if len(shown) == MAX_LOCALS:
            break
        if not name.startswith("__") and not isinstance(value, _HIDDEN):
            shown[name[:100]] = short(value)
    return shown


def cleaned(info):
    """What a candidate said about its own exception, with only the fields and sizes we know."""
    if type(info) is not dict:
        return {"type": "Exception", "message": "", "stack": [], "locals": {}}
    result = {"type": _text(info.get("type"), 100) or "Exception", "message": _text(info.get("message"), MAX_TEXT)}
    for field in ("line", "column"):
        if _number(info.get(field)):
            result[field] = info[field]
    stack = info.get("stack")
    result["stack"] = [
        {
            "file": frame["file"] if frame.get("file") in ("candidate", "test") else "candidate",
            "line": frame["line"],
            "function": _text(frame.get("function"), 100),
            "source": _text(frame.get("source"), MAX_REPR),
        }
        for frame in (stack[:MAX_FRAMES] if type(stack) is list else [])
        if type(frame) is dict and _number(frame.get("line"))
    ]
    shown = info.get("locals")
    pairs = list(shown.items())[:MAX_LOCALS] if type(shown) is dict else []
    result["locals"] = {_text(name, 100): _text(value, MAX_REPR) for name, value in pairs}
    return result


def _text(value, limit):
    return value[:limit] if type(value) is str else ""


def _number(value):
    return type(value) is int and 0 <= value < 1 << 31
