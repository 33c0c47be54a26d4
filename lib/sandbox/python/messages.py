"""Every message of a candidate, read in one place: text becomes a reply of a known shape, or `Malformed`.

A message is data of unknown shape until `checked` has accepted it; nothing of it is used or passed on
before. Values inside (`wire`) are left to `codec.decode`, which is as strict. What is checked:

- UTF-8 and JSON without `NaN` and `Infinity`, not nested too deeply for the parser;
- the kind of a reply is one that can come at this moment (`FIRST` by the job's mode, then `ANSWERS`);
- exactly the fields of that kind, each of its type and size; exceptions are cut to size (`cleaned`);
- text that goes into a verdict holds no lone surrogates (`harmless`).

`REPLIES` is the whole protocol from the candidate to the judge: a new field has to be named there.
"""

import gc
import json

from .describe import cleaned

LARGE = 1 << 20
# Lists and objects of one message: to decode so many takes the judge some 15 s.
MAX_PARTS = 4_000_000
MAX_NAMES = 10_000
MAX_TEXT = 10_000

# What may come first, by the job's mode, and what answers a request.
FIRST = {
    "module": ("ready", "failed", "notPlain"),
    "script": ("finished", "failed"),
    "unittest": ("loaded", "tampered", "failed", "notPlain"),
}
ANSWERS = ("value", "argument", "notPlain", "failed")
ASKED = ("call", "do", "get", "set", "delete", "next", "drive")
TRACE = ("trace",)
# What follows in a job of unittest: a row a test, and the nonce when all have run.
ROWS = ("row", "ran", "tampered", "failed", "notPlain")
NONCE = ("nonce",)

STATUSES = ("passed", "failed", "error", "memory", "skipped", "expected")
KINDS = ("error", "memory", "exit", "syntax", "traced")
PHASES = ("compile", "load", "call", "test")


class Malformed(Exception):
    """The message is none of those that a candidate sends at this moment."""


# -- text


def _refuse(constant):
    raise ValueError(f"{constant} is no JSON")


def parse(data):
    """The JSON of a message's bytes or text; raises `Malformed`."""
    if len(data) > LARGE:
        brackets = ("[", "{") if isinstance(data, str) else (b"[", b"{")
        if sum(map(data.count, brackets)) > MAX_PARTS:
            raise Malformed(f"more than {MAX_PARTS} lists")
        # Millions of lists are otherwise looked through again and again while they are made: six times as long.
        gc.disable()
        try:
            return _parsed(data)
        finally:
            gc.enable()
    return _parsed(data)


# `json.loads` and `json.dumps` would make one of their own for each message.
_DECODER = json.JSONDecoder(parse_constant=_refuse)
_ENCODER = json.JSONEncoder(allow_nan=False, ensure_ascii=False)


def _parsed(data):
    try:
        # Not `loads(bytes)`: it would take UTF-16 and surrogates as well.
        return _DECODER.decode(data.decode() if isinstance(data, bytes) else data)
    except (ValueError, RecursionError):
        raise Malformed("not JSON") from None


def text_of(message):
    """Bytes of what leaves the judge: JSON that any reader accepts, or ValueError."""
    return _ENCODER.encode(message).encode("utf-8", "replace")


def harmless(text, limit=MAX_TEXT):
    """Text of a candidate as it may be shown: bounded, lone surrogates written out."""
    text = text[:limit]
    return text if text.isascii() else text.encode("utf-8", "backslashreplace").decode()


# -- fields: each takes what came and gives what is used, or raises `Malformed`


def wire(value):
    """Left to `codec.decode`."""
    return value


def text(value):
    if type(value) is not str:
        raise Malformed("not a text")
    return harmless(value)


def true(value):
    if value is not True:
        raise Malformed("not true")
    return value


def one_of(*allowed):
    def check(value):
        if type(value) is not str or value not in allowed:
            raise Malformed("an unknown word")
        return value

    return check


def error(value):
    """An exception, as far as it can be used."""
    if type(value) is not dict:
        raise Malformed("an exception without fields")
    return shown(cleaned(value))


def shown(value):
    """The same data with all its text harmless."""
    if type(value) is str:
        return harmless(value)
    if type(value) is list:
        return [shown(item) for item in value]
    if type(value) is dict:
        return {harmless(key): shown(item) for key, item in value.items()}
    return value


def row(value):
    """How one test of unittest's went; `suite.py` compares it with the test's text."""
    if type(value) is not dict or not value.keys() <= {"name", "status", "error"}:
        raise Malformed("a bad row")
    if type(value.get("name")) is not str or value.get("status") not in STATUSES:
        raise Malformed("a bad row")
    more = {"error": error(value["error"])} if "error" in value else {}
    return {"name": harmless(value["name"], 200), "status": value["status"], **more}


def globals_of(value):
    """The program's globals by name: a value, a module's name or the exception that kept it back."""
    if type(value) is not dict or len(value) > MAX_NAMES:
        raise Malformed("not ready")
    return {name: entry_of(name, entry) for name, entry in value.items()}


ENTRY = {"value": wire, "module": text, "error": error}


def entry_of(name, entry):
    if harmless(name) != name or type(entry) is not dict:
        raise Malformed("a bad global")
    entry = dict(entry)
    more = {"changed": changes(entry.pop("changed"))} if "value" in entry and "changed" in entry else {}
    if len(entry) != 1:
        raise Malformed("a bad global")
    ((kind, value),) = entry.items()
    if kind not in ENTRY:
        raise Malformed("a bad global")
    return {kind: ENTRY[kind](value), **more}


def changes(value):
    """[[number, parts], ..] of objects that both sides hold."""
    if type(value) is not list or not all(type(pair) is list and len(pair) == 2 for pair in value):
        raise Malformed("bad changes")
    return value


def count(value):
    if type(value) is not int or abs(value) > 1 << 40:
        raise Malformed("not a number")
    return value


def reference(value):
    """A global's name or the number of an object."""
    return text(value) if type(value) is str else count(value)


def values(value):
    """Values by name."""
    if type(value) is not dict:
        raise Malformed("not arguments")
    return value


def structure(value):
    """A trace: `trace.checked` looks at it, and one that is wrong is no trace."""
    return value if type(value) is dict else None


# What any answer may tell beside itself: changed objects, and what was printed where the test reads it.
SHARED = {"changed": changes, "printed": wire}

# By the field that names the kind: the fields that must be there, and those that may be.
REPLIES = {
    "ready": ({"ready": globals_of}, {}),
    "finished": ({"finished": true}, {}),
    "loaded": ({"loaded": true}, {}),
    "row": ({"row": row}, {}),
    "ran": ({"ran": true}, {}),
    "nonce": ({"nonce": text}, {}),
    "tampered": ({"tampered": text}, {}),
    "failed": ({"failed": one_of(*PHASES), "kind": one_of(*KINDS), "error": error}, {"raised": wire, **SHARED}),
    "value": ({"value": wire}, SHARED),
    "argument": ({"argument": count}, SHARED),
    "notPlain": ({"notPlain": text}, {}),
    "trace": ({"trace": structure}, {}),
    # The program asks something of an object of the test's: see `link.py`.
    "call": ({"call": reference, "args": wire, "kwargs": values}, SHARED),
    "do": ({"do": text, "of": count, "args": wire}, SHARED),
    "get": ({"get": count, "name": text}, SHARED),
    "set": ({"set": count, "name": text, "to": wire}, SHARED),
    "delete": ({"delete": count, "name": text}, SHARED),
    "next": ({"next": count, "limit": count}, SHARED),
    "drive": ({"drive": count}, SHARED),
}


def checked(message, expected):
    """The message, if it is of one of the `expected` kinds and has that kind's fields."""
    if type(message) is not dict:
        raise Malformed("not an object")
    if len(message) == 1 and "value" in message and "value" in expected:
        # Most are: the only field is left to `codec.decode`.
        return message
    kind = next((kind for kind in expected if kind in message), None)
    if kind is None:
        raise Malformed(f"none of {', '.join(expected)}")
    needed, allowed = REPLIES[kind]
    result = {}
    for name, value in message.items():
        check = needed.get(name) or allowed.get(name)
        if check is None:
            raise Malformed(f"{kind} with another field")
        result[name] = check(value)
    if len(needed) > 1 and not needed.keys() <= result.keys():
        raise Malformed(f"{kind} without all its fields")
    return result
