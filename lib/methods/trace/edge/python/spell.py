"""Values as the Python text that makes them again.

`answer=True` spells what a program answered: equal values get equal text (dicts sorted, floats to
nine digits inside `near(…)`), so that answers can be compared as text.
"""

import math


class Unspellable(Exception):
    """No literal and no known constructor makes this value."""


IMPORTS = {
    "date": "datetime",
    "datetime": "datetime",
    "time": "datetime",
    "timedelta": "datetime",
    "Decimal": "decimal",
    "Fraction": "fractions",
}


def spell(value, answer=False, depth=0):
    if depth > 40:
        raise Unspellable
    inner = lambda one: spell(one, answer, depth + 1)
    kind = type(value)
    if value is None or kind in (bool, int, str, bytes):
        return repr(value)
    if kind is float:
        if not math.isfinite(value):
            if math.isnan(value):
                raise Unspellable
            return f'float("{value}")'
        return repr(value) if not answer else f"near({float(f'{value:.9g}')!r})"
    if isinstance(value, dict):
        items = [(inner(key), inner(one)) for key, one in value.items()]
        return "{" + ", ".join(f"{key}: {one}" for key, one in (sorted(items) if answer else items)) + "}"
    if kind is list:
        return "[" + ", ".join(map(inner, value)) + "]"
    if kind is tuple:
        return "(" + ", ".join(map(inner, value)) + (",)" if len(value) == 1 else ")")
    if kind in (set, frozenset):
        text = "{" + ", ".join(sorted(map(inner, value))) + "}" if value else "set()"
        return text if kind is set else f"frozenset({text if value else ''})"
    if IMPORTS.get(kind.__name__) == kind.__module__:
        return repr(value).replace("datetime.", "")
    raise Unspellable


def makers(text):
    """The constructors that a spelled text names, imported only then: it costs milliseconds."""
    import importlib

    used = [name for name in IMPORTS if f"{name}(" in text]
    return {name: getattr(importlib.import_module(IMPORTS[name]), name) for name in used}
